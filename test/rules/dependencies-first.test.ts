import { expect, test } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree } from '../support/lint-fixture.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf } from '../support/sessions.js';

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

test('an id that does not fit the schema is not that of another one that does not either', async () => {
  const plan = planOf([[[0, 0]]]);
  const [first, second] = tasksOf(plan) as unknown as [{ id: number }, { depends_on: number[]; status: string }];
  first.id = 1;
  second.status = 'in_progress';
  second.depends_on = [1];
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).not.toContain(RULE);
});

const checkpoints = (...parts: readonly object[]): Changes => ({
  '/checkpoints': parts.map((part, index) => ({ id: index + 1, title: 'Some', status: 'pending', ...part })),
});
const begun = { status: 'in_progress' };
const groups = [{ id: '1.1', status: 'pending', tasks: [{ id: '1.1.1', title: 'Some', status: 'pending' }] }];
const task = { id: '2.1.1', title: 'Some', depends_on: ['1.1.1'], ...begun };
test.each<[description: string, plan: Changes]>([
  ['a checkpoint', checkpoints({}, { prerequisites: [1], ...begun })],
  [
    'a task of a checkpoint',
    checkpoints({ task_groups: groups }, { ...begun, task_groups: [{ id: '2.1', ...begun, tasks: [task] }] }),
  ],
])('%s that the state has as completed is not overtaken, though the plan lags behind', async (_description, plan) => {
  const told = async (completed: number[]): Promise<number> => {
    const found = await lintFiles(sessionOf('v2', { '/build_progress/checkpoints_completed': completed }, plan));
    return found.filter(({ rule }) => rule === RULE).length;
  };
  expect(await told([])).toBe(1);
  expect(await told([1])).toBe(0);
});

test.each([
  ['checkpoint', 1, 'which needs it, is in_progress'],
  ['checkpoint', 2, 'and 1 more, which need it, have begun'],
  ['task', 1, 'which depends on it, is in_progress'],
  ['task', 2, 'and 1 more, which depend on it, have begun'],
])('says of a %s how many went ahead of it: %j', async (noun, count, words) => {
  const plan = planOf(noun === 'task' ? [[[0, ...Array<number>(count).fill(0)]]] : Array<[]>(count + 1).fill([]));
  for (const one of noun === 'task' ? tasksOf(plan).slice(1) : plan.checkpoints.slice(1)) {
    Object.assign(one, begun, noun === 'task' ? { depends_on: ['1.1.1'] } : { prerequisites: [1] });
  }
  const found = (await lintFiles({ [PLAN_FILE]: plan })).filter(({ rule }) => rule === RULE);
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});

test('of many that went ahead the first five are pointed at', async () => {
  const plan = planOf([[[0, 0, 0, 0, 0, 0, 0]]]);
  for (const ahead of tasksOf(plan).slice(1)) Object.assign(ahead, begun, { depends_on: ['1.1.1'] });
  const [found] = (await diagnose({ [PLAN_FILE]: plan })).filter(({ ruleId }) => ruleId === RULE);
  expect(found?.related.map(({ pointer }) => pointer)).toEqual(
    [1, 2, 3, 4, 5].map((index) => `/checkpoints/0/task_groups/0/tasks/${String(index)}/status`),
  );
});

test('a part that needs itself is for plan-references to tell', async () => {
  const plan = planOf([[[0]]]);
  Object.assign(tasksOf(plan)[0]!, begun, { depends_on: ['1.1.1'] });
  const found = (await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule);
  expect(found.filter((rule) => rule !== 'status-roll-up')).toEqual(['plan-references']);
});

test('parts that wait for each other are for plan-references to tell', async () => {
  const plan = planOf([[], [], []]);
  Object.assign(plan.checkpoints[0]!, begun, { prerequisites: [2] });
  Object.assign(plan.checkpoints[1]!, { prerequisites: [1] });
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['plan-references']);
  Object.assign(plan.checkpoints[0]!, { prerequisites: [2, 3] });
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual(['plan-references', RULE]);
});

test('what is needed by one that waits for it, and by another, was overtaken by the other', async () => {
  const plan = planOf([[], [], []]);
  Object.assign(plan.checkpoints[0]!, { prerequisites: [2] });
  Object.assign(plan.checkpoints[1]!, { prerequisites: [1] });
  Object.assign(plan.checkpoints[2]!, begun, { prerequisites: [1] });
  expect((await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule)).toEqual([RULE, 'plan-references']);
});

test('what it depends on twice is told once', async () => {
  const plan = planOf([[[0, 0]]]);
  const [first, second] = tasksOf(plan);
  second!.status = 'complete';
  second!.depends_on = [first!.id, first!.id];
  const found = (await lintFiles({ [PLAN_FILE]: plan })).map(({ rule }) => rule);
  expect(found.filter((rule) => rule !== 'status-roll-up')).toEqual([RULE]);
});
