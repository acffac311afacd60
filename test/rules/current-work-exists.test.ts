import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf } from '../support/sessions.js';

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
])('a task that %s is not looked for', async (_description, task) => {
  const work = {
    '/plan_state/current_task_group': null,
    '/plan_state/current_task': task,
    '/plan_state/current_checkpoint': 2,
  };
  const found = await lintFiles(sessionOf('v1', work, {}));
  expect(found.filter(({ rule }) => rule === RULE)).toEqual([]);
});

test('a group that the plan does not have is told, and not its task as well', async () => {
  const work = {
    '/plan_state/current_task_group': '2.9',
    '/plan_state/current_task': '2.9.1',
    '/plan_state/current_checkpoint': 2,
  };
  const found = (await lintFiles(sessionOf('v1', work, {}))).filter(({ rule }) => rule === RULE);
  expect(found.map(({ message }) => message)).toEqual([
    'current_task_group is "2.9" but plan.json has no tranche with that id',
  ]);
});

test('a checkpoint that is not spelt out yet may have any task', async () => {
  const work = {
    '/plan_state/current_task_group': '2.9',
    '/plan_state/current_task': null,
    '/plan_state/current_checkpoint': 2,
  };
  const found = await lintFiles(sessionOf('v1', work, { '/checkpoints/1/tranches': [] }));
  expect(found.filter(({ rule }) => rule === RULE)).toEqual([]);
});
