import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf } from '../support/sessions.js';

const RULE = 'current-work-exists';

test('current work that lies where the current checkpoint is has no finding', async () => {
  expect(await lintTree('rules/current-work-exists/passes')).toEqual([]);
});

test('tells of a group outside the current checkpoint, and of a task that the plan does not have', async () => {
  const found = await lintTree('rules/current-work-exists/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message])).toEqual([
    [RULE, 'warning', '/plan_state/current_task', 'current_task is "2.2.3" but plan.json has no task with that id'],
    [
      RULE,
      'warning',
      '/plan_state/current_task_group',
      'current_task_group is "1.1" but current_checkpoint is 2; the current work lies in what is current around it',
    ],
  ]);
});

type Work = Record<string, unknown>;
const cases: [description: string, work: Work, expected: string[]][] = [
  ['nothing between checkpoints', { current_checkpoint: null, current_task_group: null, current_task: null }, []],
  ['a task in another group', { current_task_group: '2.1', current_task: '2.2.1' }, ['current_task']],
  ['a task without a group in another checkpoint', { current_checkpoint: 2, current_task: '1.1.1' }, ['current_task']],
  [
    'checkpoint 1 is not around group 10.1',
    { current_checkpoint: 1, current_task_group: '10.1' },
    ['current_task_group'],
  ],
  ['the oldest name of a group', { current_checkpoint: 2, current_tranche: '1.1' }, ['current_tranche']],
  ['a name that is no id', { current_checkpoint: 2, current_task: 'write the parser' }, []],
];
test.each(cases)('%s', async (_description, work, expected) => {
  const state = Object.fromEntries(
    ['current_checkpoint', 'current_task_group', 'current_task', 'current_tranche'].map((name) => [
      `/plan_state/${name}`,
      work[name],
    ]),
  );
  const found = (await lintFiles(sessionOf('v1', state))).filter(({ rule }) => rule === RULE);
  expect(found.map(({ pointer }) => pointer.replace('/plan_state/', ''))).toEqual(expected);
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
