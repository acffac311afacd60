import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { type Plan, PLAN_FILE, planOf, tasksOf, wellFormedPlans } from '../support/plan.js';

test('a plan of either version whose ids are in order has no finding', async () => {
  expect(await lintTree('rules/plan-ids/passes')).toEqual([]);
});

test('each plan with one wrong id has one finding', async () => {
  const found = await lintTree('rules/plan-ids/fails');
  expect(
    found.map(({ file, line, severity, message, rule }) => [file.split('/')[2], line, severity, message, rule]),
  ).toEqual([
    [
      '2026-01-14_tranche-of-another-checkpoint_c5d6e7',
      74,
      'error',
      'tranche "1.3" stands in checkpoint 2; its id must begin with "2."',
      'plan-ids',
    ],
    [
      '2026-03-09_action-of-another-task_d4e5f6',
      67,
      'error',
      'action "1.2.1.3" stands in task "1.1.2"; its id must begin with "1.1.2."',
      'plan-ids',
    ],
    ['2026-03-09_checkpoint-zero_w8x9y1', 10, 'error', 'checkpoint id is 0; checkpoints count from 1', 'plan-ids'],
    [
      '2026-03-09_checkpoints-out-of-order_z2a3b4',
      185,
      'warning',
      'checkpoint 2 stands after checkpoint 3; checkpoints stand in the order of their ids',
      'plan-ids',
    ],
    [
      '2026-03-09_group-of-another-checkpoint_a1b2c3',
      126,
      'error',
      'task group "3.2" stands in checkpoint 2; its id must begin with "2."',
      'plan-ids',
    ],
    [
      '2026-03-09_same-action-twice_q2r3s4',
      148,
      'error',
      'action "2.1.1.1" is there twice; an id is unique within the plan',
      'plan-ids',
    ],
    [
      '2026-03-09_same-checkpoint-twice_t5u6v7',
      184,
      'error',
      'checkpoint 2 is there twice; an id is unique within the plan',
      'plan-ids',
    ],
    [
      '2026-03-09_task-renumbered-alone_k7m8n9',
      229,
      'error',
      'task "3.1.3" holds actions whose ids begin with "3.1.2."; they must begin with "3.1.3."',
      'plan-ids',
    ],
  ]);
});

describe('one wrong id is one finding, at that id', () => {
  const TWO = [
    [
      [2, 2],
      [2, 2],
    ],
    [
      [2, 2],
      [2, 2],
    ],
  ];
  const cases: Record<string, [(plan: Plan) => void, string, shape?: typeof TWO]> = {
    'a group that bears the id of one in another checkpoint': [
      (plan) => (plan.checkpoints[0]!.task_groups[0]!.id = '2.1'),
      '/checkpoints/0/task_groups/0/id',
    ],
    'a group renumbered while its tasks were not': [
      (plan) => (plan.checkpoints[0]!.task_groups[1]!.id = '1.7'),
      '/checkpoints/0/task_groups/1/id',
    ],
    'a group renumbered onto its neighbour while its tasks were not': [
      (plan) => (plan.checkpoints[0]!.task_groups[0]!.id = '1.2'),
      '/checkpoints/0/task_groups/0/id',
    ],
    'a group moved to another checkpoint with all that it holds': [
      (plan) => plan.checkpoints[1]!.task_groups.push(plan.checkpoints[0]!.task_groups.pop()!),
      '/checkpoints/1/task_groups/2/id',
    ],
    'a group pasted twice with all that it holds': [
      (plan) => plan.checkpoints[0]!.task_groups.push(plan.checkpoints[0]!.task_groups[1]!),
      '/checkpoints/0/task_groups/2/id',
    ],
    'a checkpoint renumbered while its groups were not': [(plan) => (plan.checkpoints[0]!.id = 5), '/checkpoints/0/id'],
    'a checkpoint renumbered onto the next': [(plan) => (plan.checkpoints[0]!.id = 2), '/checkpoints/0/id'],
    'the only checkpoint, which counts from zero': [(plan) => (plan.checkpoints[0]!.id = 0), '/checkpoints/0/id', [[]]],
    'a group of another checkpoint, in one that stands out of order': [
      ({ checkpoints: [first] }) => {
        first!.id = 3;
        first!.task_groups[0]!.id = '3.1';
        first!.task_groups[0]!.tasks = [];
      },
      '/checkpoints/0/task_groups/1/id',
    ],
    'a checkpoint without groups renumbered onto the last': [
      (plan) => (plan.checkpoints[0]!.id = 3),
      '/checkpoints/2/id',
      [[], [], []],
    ],
    'a checkpoint that counts from zero': [(plan) => (plan.checkpoints[0]!.id = 0), '/checkpoints/0/id'],
    'the only task of a renumbered group': [
      (plan) => (plan.checkpoints[0]!.task_groups[0]!.id = '1.9'),
      '/checkpoints/0/task_groups/0/tasks/0/id',
      [[[2]]],
    ],
    'a task among others that bears the id of another group': [
      (plan) => (plan.checkpoints[0]!.task_groups[0]!.tasks[1]!.id = '1.2.9'),
      '/checkpoints/0/task_groups/0/tasks/1/id',
    ],
  };
  test.each(Object.entries(cases))('%s', async (_name, [change, pointer, shape = TWO]) => {
    const plan = planOf(shape);
    change(plan);
    expect((await idFindings(plan)).map((found) => found.pointer)).toEqual([pointer]);
  });
});

describe('wrong ids that do not agree are a finding each', () => {
  const groups = (plan: Plan): { id: string }[] => plan.checkpoints[0]!.task_groups;
  const cases: [description: string, ids: string[], expected: number[]][] = [
    ['of one other checkpoint, but not all', ['1.1', '2.1', '2.2'], [1, 2]],
    ['all of another checkpoint, but not of the same', ['2.1', '3.1'], [0, 1]],
  ];
  test.each(cases)('%s', async (_description, ids, expected) => {
    const plan = planOf([ids.map(() => [])]);
    ids.forEach((id, index) => (groups(plan)[index]!.id = id));
    expect((await idFindings(plan)).map(({ pointer }) => pointer)).toEqual(
      expected.map((index) => `/checkpoints/0/task_groups/${String(index)}/id`),
    );
  });
});

test('a task that bears a group’s id by digits alone is not of that group', async () => {
  const plan = planOf([[[0, 0]]]);
  plan.checkpoints[0]!.task_groups[0]!.tasks[0]!.id = '1.11.1';
  expect((await idFindings(plan)).map(({ message }) => message)).toEqual([
    'task "1.11.1" stands in task group "1.1"; its id must begin with "1.1."',
  ]);
});

test('gaps between ids are no finding: what was dropped leaves its number free', async () => {
  const plan = planOf([[[2], [2]], [], [[2, 2]]]);
  plan.checkpoints.splice(1, 1);
  plan.checkpoints[0]!.task_groups.shift();
  expect(await idFindings(plan)).toEqual([]);
});

test('an id that does not fit the schema is the schema’s finding alone, and what it holds is not judged by it', async () => {
  const plan = planOf([[[2, 2]]]);
  plan.checkpoints[0]!.task_groups[0]!.id = 'first';
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['schema']);
});

test('any well-formed plan has no finding', async () => {
  await fc.assert(
    fc.asyncProperty(wellFormedPlans, async (plan) => {
      expect(await lintFiles({ [PLAN_FILE]: plan })).toEqual([]);
    }),
  );
});

test('one id of any well-formed plan changed to another part’s, or to one of another parent, is one finding', async () => {
  await fc.assert(
    fc.asyncProperty(wellFormedPlans, fc.nat(), fc.nat(), fc.boolean(), async (plan, which, other, fresh) => {
      const groups = plan.checkpoints.flatMap(({ task_groups }) => task_groups);
      const tasks = tasksOf(plan);
      const actions = tasks.flatMap((task) => task.actions);
      const levels: { id: number | string }[][] = [plan.checkpoints, groups, tasks, actions];
      const level = levels[which % levels.length]!;
      const part = level[which % Math.max(level.length, 1)];
      const model = level[other % Math.max(level.length, 1)];
      fc.pre(part !== undefined && model !== undefined);
      if (fresh) {
        fc.pre(typeof part.id === 'string');
        part.id = part.id.replace(/^\d+/u, '77');
      } else {
        fc.pre(part !== model);
        part.id = model.id;
      }
      expect(await idFindings(plan)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

async function idFindings(plan: Plan): Promise<{ pointer: string; message: string }[]> {
  return (await lintFiles({ [PLAN_FILE]: plan })).filter(({ rule }) => rule === 'plan-ids');
}
