import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf, SUBAGENT_FILE, subagentOf } from '../support/research.js';

const RULE = 'research-end';

test('research that has ended, and says when, has no finding', async () => {
  expect(await lintTree('rules/research-end/passes')).toEqual([]);
});

test('tells of an end without a time, of a time without an end, and of what was left open', async () => {
  const found = await lintTree('rules/research-end/fails');
  expect(found.map(({ rule, severity, file, pointer }) => [rule, severity, file.split('/').at(-1), pointer])).toEqual([
    [RULE, 'warning', 'state.json', '/status'],
    [RULE, 'info', 'state.json', '/research_plan/success_criteria/1/met'],
    [RULE, 'warning', 'state.json', '/subtasks/1/status'],
    [RULE, 'warning', 'subagent_001.json', '/completed_at'],
  ]);
});

const cases: [description: string, change: Record<string, unknown>, pointers: string[]][] = [
  ['complete without completed_at', { '/completed_at': undefined }, ['/status']],
  ['complete with an end that is misspelt', { '/completed_at': undefined, '/complted_at': '2026-05-11T10:00:00Z' }, []],
  ['the other spelling of complete', { '/status': 'completed', '/completed_at': null }, ['/status']],
  ['failed, with an end or without', { '/status': 'failed', '/subtasks/0/status': 'pending' }, []],
  ['failed without an end', { '/status': 'failed', '/completed_at': null }, []],
  ['synthesizing with an end', { '/status': 'synthesizing' }, ['/completed_at']],
  ['an end that does not fit the schema', { '/completed_at': 'yesterday' }, []],
  ['a status in the words of its writer', { '/subtasks/0/status': 'looked into' }, []],
  [
    'several subtasks left open: one finding',
    { '/subtasks/0/status': 'pending', '/subtasks/1/status': null },
    ['/subtasks/0/status'],
  ],
  ['a criterion that nobody judged', { '/research_plan/success_criteria/0/met': null }, []],
];
test.each(cases)('%s', async (_description, change, pointers) => {
  const found = (await lintFiles({ [RUN_FILE]: runOf(change) })).filter(({ rule }) => rule === RULE);
  expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each<[description: string, change: Record<string, unknown>, message: string]>([
  [
    'an end that is null',
    { '/completed_at': null },
    'status is "complete" but completed_at is null; what is complete has a time of its end',
  ],
  [
    'no end at all',
    { '/completed_at': undefined },
    'status is "complete" but completed_at is absent; what is complete has a time of its end',
  ],
  [
    'one subtask that nobody took up',
    { '/subtasks/1/status': null },
    'subtask "002" is not begun but the research is complete',
  ],
])('names %s', async (_description, change, message) => {
  const found = (await lintFiles({ [RUN_FILE]: runOf(change) })).filter(({ rule }) => rule === RULE);
  expect(found.map((finding) => finding.message)).toEqual([message]);
});

test.each<[string, string | null, string[]]>([
  ['complete', null, ['/status']],
  ['searching', null, []],
  ['searching', '2026-05-11T08:30:00Z', ['/completed_at']],
])('a subagent that is %s with the end %j', async (status, end, pointers) => {
  const subagent = subagentOf('001', { '/status': status, '/completed_at': end });
  expect((await lintFiles({ [SUBAGENT_FILE('001')]: subagent })).map(({ pointer }) => pointer)).toEqual(pointers);
});
