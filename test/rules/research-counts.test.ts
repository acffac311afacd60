import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf } from '../support/research.js';

const RULE = 'research-counts';

test('research that adds up has no finding', async () => {
  expect(await lintTree('rules/research-counts/passes')).toEqual([]);
});

test('tells of each number that is not what it counts, of an id twice, and of one that names nothing', async () => {
  const found = await lintTree('rules/research-counts/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([
    [RULE, 'warning', '/subtasks/1/id'],
    [RULE, 'warning', '/iterations/0/criteria_validated/1'],
    [RULE, 'warning', '/execution_trace/actual_subagents'],
    [RULE, 'warning', '/execution_trace/actual_iterations'],
    [RULE, 'warning', '/execution_trace/criteria_completion/met'],
  ]);
});

const cases: [description: string, change: Record<string, unknown>, pointers: string[]][] = [
  ['no trace yet', { '/execution_trace': null }, []],
  ['numbers that are not known', { '/execution_trace/actual_subagents': null, '/total_subagents_spawned': null }, []],
  ['rounds that are not kept', { '/iterations': [] }, []],
  ['a criterion that nobody judged may be met', { '/research_plan/success_criteria/0/met': null }, []],
  [
    'another number of criteria',
    { '/execution_trace/criteria_completion/total': 3 },
    ['/execution_trace/criteria_completion/total'],
  ],
  ['a subtask that there is not', { '/iterations/0/subtask_ids': ['001', '007'] }, ['/iterations/0/subtask_ids/1']],
  ['a round that names no subtasks', { '/iterations/0/subtask_ids': undefined }, []],
  [
    'as many criteria met as there are',
    { '/research_plan/success_criteria/0/met': false, '/execution_trace/criteria_completion/met': 1 },
    [],
  ],
  ['subtasks that are not kept', { '/subtasks': [] }, []],
  [
    'one whose id was copied: what names its own id is not told as well',
    { '/subtasks/1/id': '001' },
    ['/subtasks/1/id'],
  ],
];
test.each([
  ['one', {}, 'there is one iteration'],
  ['two', { '/iterations/1': { subtask_ids: [] } }, 'there are 2 iterations'],
])('says how many rounds there are: %s', async (_description, change, words) => {
  const run = runOf({ ...change, '/execution_trace/actual_iterations': 3 });
  const found = (await lintFiles({ [RUN_FILE]: run })).filter(({ rule }) => rule === RULE);
  expect(found.map(({ message }) => message)).toEqual([`execution_trace.actual_iterations is 3 but ${words}`]);
});

test.each(cases)('%s', async (_description, change, pointers) => {
  const found = (await lintFiles({ [RUN_FILE]: runOf(change) })).filter(({ rule }) => rule === RULE);
  expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
});
