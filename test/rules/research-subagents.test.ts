import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf, SUBAGENT_FILE, subagentOf } from '../support/research.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

const RULE = 'research-subagents';
/** With prose a tree is whole, so that files are counted in it. */
const PROSE = { [RUN_FILE.replace('state.json', 'research-plan.md')]: '# Printers' };

/** A run of research and its subagents, by the numbers of their files. */
function tree(run: Record<string, unknown>, subagents: Readonly<Record<string, unknown>>): Tree {
  const files = Object.entries(subagents).map(([number, subagent]) => [SUBAGENT_FILE(number), subagent] as const);
  return { ...PROSE, [RUN_FILE]: runOf(run), ...Object.fromEntries(files) };
}

test('subtasks that agree with the files of their subagents have no finding', async () => {
  expect(await lintTree('rules/research-subagents/passes')).toEqual([]);
});

test('tells of a number of files, of a subtask that is ahead, of an id unlike its file, and of a subagent without subtask', async () => {
  const found = await lintTree('rules/research-subagents/fails');
  expect(found.map(({ rule, severity, file, pointer }) => [rule, severity, file.split('/').at(-1), pointer])).toEqual([
    [RULE, 'warning', 'subagent_002.json', '/id'],
    [RULE, 'warning', 'state.json', '/total_subagents_spawned'],
    [RULE, 'warning', 'state.json', '/subtasks/0/status'],
    [RULE, 'warning', 'subagent_002.json', '/id'],
  ]);
});

const one = { '/total_subagents_spawned': 1, '/execution_trace': null };
const goingOn = { '/status': 'researching', '/completed_at': null };
const working = subagentOf('001', { '/status': 'analyzing', '/completed_at': null });
const cases: [
  description: string,
  run: Record<string, unknown>,
  subagents: Record<string, unknown>,
  pointers: string[],
][] = [
  ['no files at all: they are not kept', {}, {}, []],
  ['one file of two', {}, { '001': subagentOf('001') }, ['/total_subagents_spawned']],
  ['one file of two while the research goes on', goingOn, { '001': subagentOf('001') }, []],
  ['an id without its zeros', one, { '001': subagentOf('1') }, []],
  ['a number that ends like another', { ...one, '/subtasks': [] }, { '010': subagentOf('10') }, []],
  ['a file without a number', { ...one, '/subtasks': [] }, { printers: subagentOf('001') }, []],
  ['a number after a word', { ...one, '/subtasks': [] }, { '001': subagentOf('printers-2') }, []],
  ['a number before a word', { ...one, '/subtasks': [] }, { '001': subagentOf('2-printers') }, []],
  [
    'an id of another form that a subtask bears',
    { ...one, '/subtasks/0/id': 'p-1', '/subtasks/1/id': '1-p', '/iterations': [] },
    { '001': subagentOf('p-1'), '002': subagentOf('1-p') },
    ['/total_subagents_spawned'],
  ],
  ['an id of another form', { ...one, '/subtasks': [] }, { '001': subagentOf('printers') }, []],
  [
    'a subtask that is open while its subagent has ended, which research-end tells',
    { ...one, '/subtasks/0/status': 'pending' },
    { '001': subagentOf('001') },
    [],
  ],
  [
    'a number that the state itself contradicts, which research-counts tells',
    { '/total_subagents_spawned': 3 },
    { '001': subagentOf('001'), '002': subagentOf('002') },
    [],
  ],
  [
    'an id that is not that of its file, and of no subtask',
    { ...one, '/total_subagents_spawned': 2 },
    { '001': subagentOf('001'), '002': subagentOf('007') },
    ['/id'],
  ],
  [
    'a subagent of no subtask, where one id is there twice',
    { ...one, '/total_subagents_spawned': 2, '/subtasks/1/id': '001', '/iterations': [] },
    { '003': subagentOf('003'), '004': subagentOf('004') },
    [],
  ],
  [
    'the same while the research goes on',
    { ...one, ...goingOn, '/subtasks/0/status': 'pending' },
    { '001': subagentOf('001') },
    [],
  ],
  [
    'a subtask that is open while its subagent has failed',
    { ...one, '/subtasks/0/status': 'pending' },
    { '001': subagentOf('001', { '/status': 'failed' }) },
    [],
  ],
  [
    'a subtask that was tried twice, as the files of two subagents say',
    { ...one, ...goingOn },
    { '0001': working, '001': subagentOf('1') },
    [],
  ],
  [
    'a subagent that searches of a subtask that is done',
    { ...one, ...goingOn },
    { '001': subagentOf('001', { '/status': 'searching', '/completed_at': null }) },
    ['/subtasks/0/status'],
  ],
  ['a subagent that failed', one, { '001': subagentOf('001', { '/status': 'failed' }) }, []],
  [
    'a subagent at work of a subtask that is open',
    { ...one, ...goingOn, '/subtasks/0/status': 'pending' },
    { '001': working },
    [],
  ],
  ['a subagent at work of a subtask that is done', { ...one, ...goingOn }, { '001': working }, ['/subtasks/0/status']],
];
test.each(cases)('%s', async (_description, run, subagents, pointers) => {
  const found = (await lintFiles(tree(run, subagents))).filter(({ rule }) => rule === RULE);
  expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each<[description: string, run: Record<string, unknown>, subagents: Record<string, unknown>, message: string]>([
  [
    'one file',
    {},
    { '001': subagentOf('001') },
    'total_subagents_spawned is 2 but there is one file in subagents/; each subagent has a file there',
  ],
  [
    'several files',
    one,
    { '001': subagentOf('001'), '002': subagentOf('002') },
    'total_subagents_spawned is 1 but there are 2 files in subagents/; each subagent has a file there',
  ],
  [
    'one subtask',
    { ...one, '/subtasks': [{ id: '001', status: 'complete' }] },
    { '002': subagentOf('002') },
    'subagent "002" has no subtask; the state of the research has one subtask',
  ],
  [
    'several subtasks',
    one,
    { '003': subagentOf('003') },
    'subagent "003" has no subtask; the state of the research has 2 subtasks',
  ],
])('counts and names in words: %s', async (_description, run, subagents, message) => {
  const found = (await lintFiles(tree(run, subagents))).filter(({ rule }) => rule === RULE);
  expect(found.map((finding) => finding.message)).toEqual([message]);
});

test('what else is kept beside the files of subagents is not counted', async () => {
  const notes = { [SUBAGENT_FILE('001').replace('.json', '.md')]: 'Prose.' };
  expect(await lintFiles({ ...tree(one, { '001': subagentOf('001') }), ...notes })).toEqual([]);
});

test('of a text on standard input nothing is said of files', async () => {
  const files = tree({}, { '001': subagentOf('001') });
  const stdin = { bytes: Buffer.from(JSON.stringify(files[RUN_FILE])), file: RUN_FILE };
  expect((await check({ cwd: treeOnDisk(files), config: false, stdin })).diagnostics).toEqual([]);
});

test('the state of the research alone is judged by the number of files beside it', async () => {
  const cwd = treeOnDisk(tree({}, { '001': subagentOf('001') }));
  const { diagnostics } = await check({ cwd, config: false, paths: [RUN_FILE] });
  expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual([RULE]);
});

test('runs of one session are kept apart, wherever they are checked from', async () => {
  const other = Object.fromEntries(
    Object.entries(tree(one, { '002': subagentOf('002') })).map(([file, content]) => [
      file.replace('printers_20260511', 'paper_20260512'),
      file.endsWith('state.json') ? { ...(content as object), id: 'paper_20260512' } : content,
    ]),
  );
  const both = { ...tree(one, { '001': subagentOf('001') }), ...other };
  expect((await lintFiles(both)).filter(({ rule }) => rule === RULE)).toEqual([]);
  const cwd = `${treeOnDisk(both)}/agents/sessions/2026-05-11_order-labels_a1b2c3/research/paper_20260512`;
  expect((await check({ cwd, config: false })).diagnostics.filter(({ ruleId }) => ruleId === RULE)).toEqual([]);
});
