import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
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
  const tree = sessionOf(
    'v2',
    {
      '/commits': [],
      '/build_progress': { checkpoints_total: 4, checkpoints_completed: completed, current_checkpoint: 3 },
    },
    {
      '/checkpoints': [
        { id: 1, title: 'One', status: first, prerequisites: [] },
        { id: 2, title: 'Two', status: second, prerequisites: [1] },
        { id: 3, title: 'Three', status: 'pending', prerequisites: [] },
        { id: 4, title: 'Four', status: 'pending', prerequisites: [] },
      ],
    },
  );
  const found = (await lintFiles(tree)).map(({ rule }) => rule);
  expect(found.sort()).toEqual([...rules].sort());
});

test('a prerequisite that the plan does not have is for plan-references to tell', async () => {
  const tree = sessionOf('v2', {}, { '/checkpoints/1/prerequisites': [9] });
  expect((await lintFiles(tree)).map(({ rule, file }) => [rule, file])).toEqual([
    ['plan-references', `${SESSIONS.v2}/plan.json`],
  ]);
});
