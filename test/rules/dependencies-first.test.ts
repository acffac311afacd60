import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';

const RULE = 'dependencies-first';

test('work that begins when what it needs is complete has no finding', async () => {
  expect(await lintTree('rules/dependencies-first/passes')).toEqual([]);
});

test('each part that was overtaken is one finding', async () => {
  const found = await lintTree('rules/dependencies-first/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message])).toEqual([
    [
      RULE,
      'warning',
      '/checkpoints/0/task_groups/0/tasks/1/status',
      'task "1.1.2" is blocked but task "1.1.3" and 1 more, which depend on it, have begun; what is needed is complete first',
    ],
    [
      RULE,
      'warning',
      '/checkpoints/0/status',
      'checkpoint 1 is in_progress but checkpoint 2, which needs it, is in_progress; what is needed is complete first',
    ],
  ]);
});

const pairs: [needed: string | null, needy: string | null, told: boolean][] = [
  ['pending', 'in_progress', true],
  ['not_started', 'complete', true],
  [null, 'completed', true],
  ['in_progress', 'in_progress', true],
  ['blocked', 'complete', true],
  ['complete', 'in_progress', false],
  ['completed', 'complete', false],
  ['pending', 'pending', false],
  ['pending', 'blocked', false],
  ['pending', null, false],
];
test.each(pairs)('of a task that is %j before one that is %j: %j', async (needed, needy, told) => {
  const plan = planOf([[[0, 0]]]);
  const [first, second] = tasksOf(plan) as unknown as [
    { id: string; status: unknown },
    { depends_on: string[]; status: unknown },
  ];
  first.status = needed;
  second.status = needy;
  second.depends_on = [first.id];
  const found = (await lintFiles({ [PLAN_FILE]: plan })).filter(({ rule }) => rule === RULE);
  expect(found.length > 0).toBe(told);
});

test.each(['checkpoint', 'group', 'actions'])('a task that is complete by its %s counts as complete', async (by) => {
  const plan = planOf([[[1], [0]]]);
  const [checkpoint] = plan.checkpoints;
  const [group] = checkpoint!.task_groups;
  const [needed, needy] = tasksOf(plan);
  needy!.depends_on = [needed!.id];
  needy!.status = 'complete';
  if (by === 'checkpoint') checkpoint!.status = 'complete';
  if (by === 'group') group!.status = 'complete';
  if (by === 'actions') needed!.actions[0]!.status = 'complete';
  const rules = (await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule);
  expect(rules).toEqual(['status-roll-up']);
});

test('a status that does not fit the schema, and an id that is there twice, prove nothing', async () => {
  const plan = planOf([[[0, 0, 0]]]);
  const [first, second, third] = tasksOf(plan);
  third!.depends_on = [first!.id, second!.id];
  third!.status = 'complete';
  first!.status = 'finished';
  second!.status = 'complete';
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).not.toContain(RULE);
  first!.status = 'pending';
  second!.id = first!.id;
  third!.depends_on = [first!.id];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).not.toContain(RULE);
});

test('what it depends on twice is told once, and itself is for plan-references to tell', async () => {
  const plan = planOf([[[0, 0]]]);
  const [first, second] = tasksOf(plan);
  second!.status = 'complete';
  second!.depends_on = [first!.id, first!.id, second!.id];
  const found = (await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule);
  expect(found.filter((rule) => rule !== 'status-roll-up').sort()).toEqual([RULE, 'plan-references']);
});
