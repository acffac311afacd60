import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, type Plan, planOf, tasksOf } from '../support/plan.js';
import { sessionOf } from '../support/sessions.js';

const RULE = 'status-roll-up';

test('parts that agree with what they hold have no finding, nor does a plan in which all is pending', async () => {
  expect(await lintTree('rules/status-roll-up/passes')).toEqual([]);
});

test('a plan gets one finding, which counts the parts', async () => {
  const found = await lintTree('rules/status-roll-up/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message])).toEqual([
    [
      RULE,
      'warning',
      '/checkpoints',
      'task group "1.1" is in_progress but all that it holds is complete; task group "1.2" is pending but task "1.2.1" is in_progress',
    ],
    [RULE, 'warning', '/checkpoints', 'checkpoint 1 and 1 more are complete but action "1.1.1.2" is pending'],
  ]);
});

const cases: [description: string, change: (plan: Plan) => void, expected: string[]][] = [
  [
    'a checkpoint that was ticked as a whole: its parts are not told one by one',
    ({ checkpoints }) => (checkpoints[0]!.status = 'completed'),
    ['warning checkpoint 1 is complete but task group "1.1" is pending'],
  ],
  [
    'a group that was ticked while its checkpoint goes on',
    ({ checkpoints }) => {
      checkpoints[0]!.status = 'in_progress';
      checkpoints[0]!.task_groups[0]!.status = 'complete';
    },
    ['warning task group "1.1" is complete but task "1.1.1" is pending'],
  ],
  [
    'a task whose actions are all complete',
    (plan) => {
      for (const action of tasksOf(plan)[0]!.actions) action.status = 'complete';
    },
    ['warning task "1.1.1" is pending but all that it holds is complete'],
  ],
  [
    'a task that is being worked on, and nothing around it',
    (plan) => (tasksOf(plan)[0]!.status = 'in_progress'),
    ['info task group "1.1" is pending but task "1.1.1" is in_progress'],
  ],
  [
    'a group that is blocked while a task of it has begun',
    (plan) => {
      plan.checkpoints[0]!.status = 'in_progress';
      plan.checkpoints[0]!.task_groups[0]!.status = 'blocked';
      tasksOf(plan)[0]!.status = 'in_progress';
    },
    [],
  ],
  [
    'a part that holds nothing',
    (plan) => {
      plan.checkpoints[0]!.task_groups = [];
      plan.checkpoints[0]!.status = 'complete';
    },
    [],
  ],
];
test.each(cases)('%s', async (_description, change, expected) => {
  const plan = planOf([[[2], [1]]]);
  change(plan);
  const found = (await lintFiles({ [PLAN_FILE]: plan })).filter(({ rule }) => rule === RULE);
  expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
});

const held = (status: string): object => ({ task_groups: [{ id: '1.1', status, tasks: [] }] });
test.each<[description: string, checkpoint: object, completed: number[], messages: string[]]>([
  [
    'a checkpoint that lags behind what it holds',
    { status: 'pending', ...held('complete') },
    [],
    ['checkpoint 1 is pending but all that it holds is complete'],
  ],
  [
    'one that lags behind the state as well, which state-agrees-with-plan tells',
    { status: 'pending', ...held('complete') },
    [1],
    [],
  ],
  [
    'one that is complete before what it holds, though the state says the same',
    { status: 'complete', ...held('pending') },
    [1],
    ['checkpoint 1 is complete but task group "1.1" is pending'],
  ],
])('beside a state: %s', async (_description, checkpoint, completed, messages) => {
  const tree = sessionOf(
    'v2',
    { '/build_progress/checkpoints_completed': completed },
    { '/checkpoints': [{ id: 1, title: 'Some', ...checkpoint }] },
  );
  const found = (await lintFiles(tree)).filter(({ rule }) => rule === RULE);
  expect(found.map(({ message }) => message)).toEqual(messages);
});

test('a status that does not fit the schema proves nothing', async () => {
  const plan = planOf([[[1]]]);
  plan.checkpoints[0]!.status = 'complete';
  plan.checkpoints[0]!.task_groups[0]!.status = 'finished';
  tasksOf(plan)[0]!.status = 'complete';
  tasksOf(plan)[0]!.actions[0]!.status = 'complete';
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['schema']);
});

test('tranches and subtasks are rolled up as well', async () => {
  const plan = {
    $schema: 'Plan schema for session checkpoint-based planning',
    session_id: '2026-03-09_import-queue_p7w2c4',
    created_at: '2026-03-09T08:15:00Z',
    updated_at: '2026-03-09T08:15:00Z',
    status: 'complete',
    checkpoints: [
      {
        id: 1,
        title: 'Queue',
        status: 'complete',
        tranches: [{ id: '1.1', tasks: [{ id: '1.1.1', title: 'Task', status: 'pending', subtasks: [] }] }],
      },
    ],
  };
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ message }) => message)).toEqual([
    'checkpoint 1 is complete but task "1.1.1" is pending',
  ]);
});
