import { expect, test } from 'vitest';
import listedOnce from '../../rules/listed-once.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf } from '../support/research.js';
import { editsOf, findingsIn } from '../support/rule-findings.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const RULE = 'listed-once';

test('lists that say each name once have no finding', async () => {
  expect(await lintTree('rules/listed-once/passes')).toEqual([]);
});

test('tells of each name that is there already', async () => {
  const found = await lintTree('rules/listed-once/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([
    [RULE, 'info', '/all_adws/2'],
    [RULE, 'info', '/checkpoints/0/task_groups/0/tasks/1/depends_on/1'],
    [RULE, 'info', '/checkpoints/1/prerequisites/1'],
  ]);
});

test('passes over parts of a plan that do not fit the schema', async () => {
  const [[file, state]] = Object.entries(sessionOf('v2', {})) as [[string, object]];
  const checkpoints = [null, { id: 2, title: 'Import', status: 'pending', prerequisites: [1, 1], task_groups: [] }];
  const plan = { session_id: SESSIONS.v2.split('/').at(-1), status: 'draft', checkpoints };
  const found = await lintFiles({ [file]: state, [`${SESSIONS.v2}/plan.json`]: plan });
  expect(found.filter(({ rule }) => rule === RULE).map(({ pointer }) => pointer)).toEqual([
    '/checkpoints/1/prerequisites/1',
  ]);
});

test('takes out each that is there already, and points at the first', () => {
  const run = { adw_id: '6e1f9a3c', issue_number: '42', all_adws: ['plan', 'test', 'plan', 'plan'] };
  const found = findingsIn(listedOnce, 'adw-state', run);
  expect(found.map((finding) => [editsOf(finding), finding.related?.map(({ at }) => at)])).toEqual([
    [['remove /all_adws/2'], [['all_adws', 0]]],
    [['remove /all_adws/3'], [['all_adws', 0]]],
  ]);
});

const rounds = (round: object): object => ({ '/iterations': [{}, round] });
const v1 = {
  '/checkpoints/1/prerequisites': [1, 1],
  '/checkpoints/2/tranches/0/tasks/0/depends_on': ['2.1.1', '2.1.1'],
};
test.each<[description: string, tree: Record<string, unknown>, pointers: string[]]>([
  [
    'subtasks of a round',
    { [RUN_FILE]: runOf({ ...rounds({ subtask_ids: ['001', '001'] }) }) },
    ['/iterations/1/subtask_ids/1'],
  ],
  [
    'criteria of a round',
    { [RUN_FILE]: runOf({ ...rounds({ criteria_validated: ['SC1', 'SC1'] }) }) },
    ['/iterations/1/criteria_validated/1'],
  ],
  [
    'the sessions before',
    sessionOf('v3', { '/prior_sessions': ['gone', { id: 'gone' }, {}, {}, 'gone'] }),
    ['/prior_sessions/4'],
  ],
  [
    'a plan of the first version',
    sessionOf('v1', {}, v1),
    ['/checkpoints/1/prerequisites/1', '/checkpoints/2/tranches/0/tasks/0/depends_on/1'],
  ],
  ['numbers and words are not the same', sessionOf('v3', { '/prior_sessions': ['1', '01'] }), []],
  ['what does not fit the schema', { [`${SESSIONS.v2}/plan.json`]: planWith([{}, {}]) }, []],
])('looks at %s', async (_description, tree, pointers) => {
  const found = (await lintFiles(tree)).filter(({ rule }) => rule === RULE);
  expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
});

function planWith(prerequisites: unknown): unknown {
  return sessionOf('v2', {}, { '/checkpoints/1/prerequisites': prerequisites })[`${SESSIONS.v2}/plan.json`];
}
