import { expect, test } from 'vitest';
import { diagnose, lintFiles, lintTree, type Tree } from '../support/lint-fixture.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const RULE = 'checkpoint-prerequisites';

test('checkpoints that are built in the order of their prerequisites have no finding', async () => {
  expect(await lintTree('rules/checkpoint-prerequisites/passes')).toEqual([]);
});

test('tells of a checkpoint that is completed, and of one that is current, without its prerequisites', async () => {
  const found = (await lintTree('rules/checkpoint-prerequisites/fails')).filter(({ rule }) => rule === RULE);
  expect(found.map(({ severity, pointer, message }) => [severity, pointer, message])).toEqual([
    [
      'warning',
      '/build_progress/current_checkpoint',
      'checkpoint 3 is the current one but checkpoints 1, 2 are not; plan.json has them as prerequisites of it',
    ],
    [
      'warning',
      '/build_progress/checkpoints_completed/0',
      'checkpoint 2 is completed but checkpoint 1 is not; plan.json has it as a prerequisite of it',
    ],
  ]);
});

/** A session of which some checkpoints are completed, as the list stands in its state, and one is current. */
function sessionWith(completed: unknown, current: number, checkpoints: readonly object[]): Tree {
  return sessionOf(
    'v2',
    {
      '/commits': [],
      '/build_progress': {
        checkpoints_total: checkpoints.length,
        checkpoints_completed: completed,
        current_checkpoint: current,
      },
    },
    { '/checkpoints': checkpoints.map((one) => ({ title: 'Some', status: 'pending', prerequisites: [], ...one })) },
  );
}

type Statuses = [first: string, second: string];
const cases: [description: string, completed: unknown, Statuses, rules: string[]][] = [
  ['the plan shows the same: told there', [2], ['pending', 'complete'], ['dependencies-first']],
  ['the plan has the prerequisite as complete: told there', [2], ['complete', 'complete'], ['state-agrees-with-plan']],
  ['the plan has nothing ticked off', [2], ['pending', 'pending'], [RULE, 'state-agrees-with-plan']],
  [
    'a list with a place that does not fit may mean it',
    [2, 'one'],
    ['pending', 'complete'],
    ['schema', 'dependencies-first'],
  ],
];
test.each(cases)('%s', async (_description, completed, [first, second], rules) => {
  const tree = sessionWith(completed, 3, [
    { id: 1, status: first },
    { id: 2, status: second, prerequisites: [1] },
    { id: 3 },
    { id: 4 },
  ]);
  const found = (await lintFiles(tree)).map(({ rule }) => rule);
  expect(found.sort()).toEqual([...rules].sort());
});

test('a prerequisite that the plan does not have is for plan-references to tell', async () => {
  const tree = sessionOf('v2', {}, { '/checkpoints/1/prerequisites': [9] });
  expect((await lintFiles(tree)).map(({ rule, file }) => [rule, file])).toEqual([
    ['plan-references', `${SESSIONS.v2}/plan.json`],
  ]);
});

test('a checkpoint that is a prerequisite of itself is for plan-references to tell', async () => {
  const tree = sessionWith([], 1, [{ id: 1, prerequisites: [1] }]);
  expect((await lintFiles(tree)).map(({ rule }) => rule)).toEqual(['plan-references']);
});

test('where two checkpoints bear one id, nobody knows which is the prerequisite', async () => {
  const tree = sessionWith([], 2, [{ id: 1 }, { id: 1 }, { id: 2, prerequisites: [1] }]);
  expect((await lintFiles(tree)).map(({ rule }) => rule)).not.toContain(RULE);
});

test('of many prerequisites all are named and the first five pointed at', async () => {
  const needed = [1, 2, 3, 4, 5, 6];
  const tree = sessionWith([], 7, [...needed.map((id) => ({ id })), { id: 7, prerequisites: needed }]);
  const [found] = (await diagnose(tree)).filter(({ ruleId }) => ruleId === RULE);
  expect(found?.message).toContain('checkpoints 1, 2, 3, 4, 5, 6 are not');
  expect(found?.related.map(({ pointer }) => pointer)).toEqual(
    [0, 1, 2, 3, 4].map((index) => `/checkpoints/6/prerequisites/${String(index)}`),
  );
});
