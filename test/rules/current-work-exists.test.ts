import { expect, test } from 'vitest';
import type { Changes } from '../support/edit.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const RULE = 'current-work-exists';

test('current work that lies where the current checkpoint is has no finding', async () => {
  expect(await lintTree('rules/current-work-exists/passes')).toEqual([]);
});

test('tells of a task that the plan does not have', async () => {
  const found = await lintTree('rules/current-work-exists/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message])).toEqual([
    [RULE, 'warning', '/plan_state/current_task', 'current_task is "2.2.3" but plan.json has no task with that id'],
  ]);
});

test.each([
  ['lies elsewhere, which current-work tells', '1.9.1'],
  ['is no id', 'write the parser'],
  ['is more than an id', '2.9.1 the parser'],
])('a task that %s is not looked for', async (_description, task) => {
  const work = {
    '/plan_state/current_task_group': null,
    '/plan_state/current_task': task,
    '/plan_state/current_checkpoint': 2,
  };
  const found = await lintFiles(sessionOf('v1', work, {}));
  expect(found.filter(({ rule }) => rule === RULE)).toEqual([]);
});

/** What is told of a group and a task that may be in the plan or not. */
async function told(version: Version, group: unknown, task: unknown, plan: Changes = {}): Promise<string[]> {
  const work = {
    '/plan_state/current_task_group': group,
    '/plan_state/current_task': task,
    '/plan_state/current_checkpoint': Number(/\d+/u.exec(String(group))),
  };
  const found = (await lintFiles(sessionOf(version, work, plan))).filter(({ rule }) => rule === RULE);
  return found.map(({ message }) => message);
}

test.each<[description: string, Version, group: string, task: string | null, message: string]>([
  [
    'a group that the plan does not have is told, and not its task as well',
    'v1',
    '2.9',
    '2.9.1',
    'current_task_group is "2.9" but plan.json has no tranche with that id',
  ],
  [
    'a later plan has task groups',
    'v3',
    '2.10',
    null,
    'current_task_group is "2.10" but plan.json has no task group with that id',
  ],
  [
    'a task is looked for though its group bears no id',
    'v1',
    'see 2.1',
    '2.9.1',
    'current_task is "2.9.1" but plan.json has no task with that id',
  ],
])('%s', async (_description, version, group, task, message) => {
  expect(await told(version, group, task)).toEqual([message]);
});

test.each<[description: string, group: string, plan: Changes, count: number]>([
  ['a checkpoint that is not spelt out yet may have any group', '2.9', { '/checkpoints/1/tranches': [] }, 0],
  ['so may the twelfth, whatever the first has', '12.9', { '/checkpoints/1': { id: 12, tranches: [] } }, 0],
  ['a part with no sound id may be the one that is meant', '2.9', { '/checkpoints/1/tranches/0/id': null }, 0],
  ['a twelfth checkpoint that is spelt out has what it has', '12.9', { '/checkpoints/1/id': 12 }, 1],
])('%s', async (_description, group, plan, count) => {
  expect(await told('v1', group, null, plan)).toHaveLength(count);
});
