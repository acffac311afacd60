import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions, type CheckResult } from '../../src/check/check.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { format as github } from '../../src/report/github.js';
import { sessionOf } from '../support/sessions.js';
import { treeOnDisk, writeTree, type Tree } from '../support/tree.js';
import { gitIn, temporaryFolder } from '../workspace/temporary-folder.js';

/** A workflow command, read back as the runner reads it. */
interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

interface Log {
  readonly commands: readonly Command[];
  /** Lines that are no commands. */
  readonly plain: readonly string[];
}

/** What the runner makes of a line: a command begins the line, and its properties end at the next `::`. */
function read(text: string): Log {
  const commands: Command[] = [];
  const plain: string[] = [];
  expect(text).toMatch(/\n$/u);
  for (const line of text.slice(0, -1).split('\n')) {
    const [, name, list, data] = /^::(\w+) (.*?)::(.*)$/u.exec(line) ?? [];
    if (name === undefined) {
      plain.push(line);
      continue;
    }
    const pairs = list!.split(',').map((pair) => {
      const [key = '', value = ''] = pair.split(/=(.*)/su);
      return [key, unescaped(value.replaceAll('%3A', ':').replaceAll('%2C', ','))];
    });
    commands.push({ name, properties: Object.fromEntries(pairs) as Command['properties'], message: unescaped(data!) });
  }
  return { commands, plain };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

async function written(result: CheckResult, cwd: string, quiet = false): Promise<string> {
  return [...(await github(result, { color: true, quiet, cwd }))].join('');
}

async function logOf(tree: Tree, options: Omit<CheckOptions, 'cwd'> & { readonly quiet?: boolean } = {}): Promise<Log> {
  const cwd = treeOnDisk(tree);
  const { quiet, ...rest } = options;
  return read(await written(await check({ cwd, config: false, ...rest }), cwd, quiet));
}

/** A result that holds this diagnostic, made from a healthy one. */
async function resultWith(diagnostic: Partial<Diagnostic>): Promise<CheckResult> {
  const result = await check({ cwd: treeOnDisk({ 'agents/sessions/x/plan.json': '{' }), config: false });
  return { ...result, diagnostics: [{ ...result.diagnostics[0]!, ...diagnostic }] };
}

const NOTES = (session: string): string => `{"session_id":"${session}","notes":[]}`;
const WRONG: Tree = { 'agents/sessions/x/dev-notes.json': NOTES('y') };

test('a finding is a command with its place and rule, and a message that tells the place again for the log', async () => {
  const cwd = treeOnDisk({ 'agents/sessions/x/dev-notes.json': '{\n\t"session_id":\t"y",\n\t"notes": []\n}\n' });
  expect(await written(await check({ cwd, config: false }), cwd)).toBe(
    [
      '::error file=agents/sessions/x/dev-notes.json,line=2,col=16,endLine=2,endColumn=19,title=session-id-matches-folder (stategate)::agents/sessions/x/dev-notes.json:2:16 session_id is "y" but the folder is "x"; the id in the file is the name of its folder',
      'stategate: 1 file (1 document): 1 error, 0 warnings',
      '',
    ].join('\n'),
  );
});

test('an info is a notice', async () => {
  const { commands } = await logOf({
    'agents/a1/adw_state.json': { adw_id: 'a1', status: 'x' },
    'agents/sessions/x/plan.json': '{',
    'agents/sessions/y/state.json': {},
  });
  expect(commands.map(({ name }) => name)).toEqual(['notice', 'error', 'warning']);
});

test('quiet leaves out all but errors, and counts them all the same', async () => {
  const tree = { 'agents/sessions/x/plan.json': '{', 'agents/sessions/y/state.json': {} };
  const { commands, plain } = await logOf(tree, { quiet: true });
  expect(commands.map(({ name }) => name)).toEqual(['error']);
  expect(plain).toEqual(['stategate: 2 files (2 documents): 1 error, 1 warning; 1 not checked, 1 unreadable']);
});

test('columns are left out where a finding spans lines: GitHub takes them within one line only', async () => {
  const result = await resultWith({ line: 3, column: 5, endLine: 9, endColumn: 2 });
  const { commands } = read(await written(result, temporaryFolder()));
  expect(commands[0]?.properties).toMatchObject({ line: '3', endLine: '9' });
  expect(Object.keys(commands[0]!.properties)).toEqual(['file', 'line', 'endLine', 'title']);
});

describe('escaping', () => {
  test.each([
    ['a percent sign', 'a%0Ab', 'a%0Ab'],
    ['commas and colons', 'a,line=1:: b', 'a,line=1:: b'],
    ['line ends', 'a\r\nb', 'a\r\nb'],
    ['a command', '\n::stop-commands::x\n', '\n::stop-commands::x\n'],
    ['a sequence that drives a terminal', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
  ])('a file with %s in its name stays that file', async (_what, name, shown) => {
    const { commands, plain } = await logOf({ [`agents/sessions/${name}/plan.json`]: '{' });
    expect(commands).toHaveLength(1);
    expect(commands[0]?.properties['file']).toBe(`agents/sessions/${shown}/plan.json`);
    expect(plain).toHaveLength(1);
  });

  test('a message keeps %, colons and commas, and stays one command', async () => {
    const result = await resultWith({ message: 'goes from "100%, ::error::" to "%0A##[error]"' });
    const text = await written(result, temporaryFolder());
    expect(text).toContain('goes from "100%25, ::error::" to "%250A##[error]"\n');
    expect(read(text).commands[0]?.message).toMatch(/:1:2 goes from "100%, ::error::" to "%0A##\[error\]"$/u);
  });

  test('what a document says in a message ends no line', async () => {
    const { commands, plain } = await logOf({
      'agents/sessions/x/dev-notes.json': NOTES('a\\r\\n::warning::b\\u0085c'),
    });
    expect(commands.map(({ name }) => name)).toEqual(['error']);
    expect(commands[0]?.message).toContain('session_id is "a\\u{d}\\u{a}::warning::b\\u{85}c"');
    expect(plain).toHaveLength(1);
  });
});

describe('paths', () => {
  test('are from the top of the repository, wherever in it the check runs', async () => {
    const top = temporaryFolder();
    gitIn(top, 'init', '--quiet');
    writeTree(top, { 'services/api/agents/sessions/x/dev-notes.json': NOTES('y') });
    const cwd = path.join(top, 'services/api');
    const { commands } = read(await written(await check({ cwd, config: false }), cwd));
    expect(commands[0]?.properties['file']).toBe('services/api/agents/sessions/x/dev-notes.json');
    expect(commands[0]?.message).toMatch(/^services\/api\/agents\/sessions\/x\/dev-notes\.json:1:/u);
  });

  test('lead out of the working directory to their place in the repository', async () => {
    const top = temporaryFolder();
    gitIn(top, 'init', '--quiet');
    writeTree(top, { ...WRONG, 'src/empty': '' });
    const cwd = path.join(top, 'src');
    const { commands } = read(await written(await check({ cwd, config: false, paths: ['../agents'] }), cwd));
    expect(commands[0]?.properties['file']).toBe('agents/sessions/x/dev-notes.json');
  });

  test('are from the working directory where there is no repository', async () => {
    const { commands } = await logOf(WRONG);
    expect(commands[0]?.properties['file']).toBe('agents/sessions/x/dev-notes.json');
  });
});

test('related places stand below the message, with file and commit where these are others', async () => {
  const here = { message: 'here', file: 'agents/sessions/x/plan.json', pointer: '', line: 3, column: 1 };
  const result = await resultWith({
    message: 'wrong',
    related: [
      here,
      { ...here, message: 'there', file: 'agents/sessions/x/state.json' },
      { ...here, message: 'before', commit: '0123456789abcdef0123456789abcdef01234567' },
    ],
  });
  expect(
    read(await written(result, temporaryFolder()))
      .commands[0]?.message.split('\n')
      .slice(1),
  ).toEqual([
    'related: here (line 3)',
    'related: there (agents/sessions/x/state.json:3)',
    'related: before (line 3 in commit 0123456)',
  ]);
});

test('a change is told with its commit and the side before, and counted as a change', async () => {
  const top = temporaryFolder();
  gitIn(top, 'init', '--quiet');
  for (const status of ['complete', 'active']) {
    writeTree(top, sessionOf('v2', { '/status': status }));
    gitIn(top, 'add', '--all');
    gitIn(top, 'commit', '--quiet', '--message', status);
  }
  const [first, second] = gitIn(top, 'log', '--reverse', '--format=%h', '--abbrev=7').trim().split('\n');
  const result = await check({ cwd: top, config: false, changes: { type: 'history' } });
  const { commands, plain } = read(await written(result, top, true));
  const illegal = commands.find(({ properties }) => properties['title'] === 'illegal-transition (stategate)');
  expect(illegal?.message.split('\n')).toEqual([
    expect.stringContaining(`commit ${second!}: status goes from "complete" to "active"`),
    expect.stringMatching(new RegExp(`^before: status is "complete" \\(.*in commit ${first!}\\)$`, 'u')),
  ]);
  expect(plain[0]).toMatch(/^stategate: 1 file \(2 versions, 2 changes\): /u);
});

test('what was not looked at is told', async () => {
  const { commands, plain } = await logOf(
    { 'notes.txt': 'x', 'agents/sessions/x/plan.json': '{' },
    { paths: ['.', 'notes.txt'] },
  );
  expect(commands.find(({ properties }) => properties['file'] === 'notes.txt')).toEqual({
    name: 'notice',
    properties: { file: 'notes.txt', title: 'stategate' },
    message: expect.stringMatching(/^notes\.txt: not checked: .+/u) as string,
  });
  expect(plain[0]).toContain('1 not checked');
});

test('finding nothing to check is told apart from finding nothing wrong', async () => {
  expect((await logOf({})).plain).toEqual(['stategate: nothing was checked: no governed file was found']);
});

test('when there are more than GitHub shows, the log says so', async () => {
  const tree = (files: number): Tree =>
    Object.fromEntries(Array.from({ length: files }, (_, i) => [`agents/sessions/s${String(i)}/plan.json`, '{']));
  expect((await logOf(tree(10))).plain).toHaveLength(1);
  const { commands, plain } = await logOf(tree(11));
  expect(commands).toHaveLength(11);
  expect(plain[1]).toMatch(/^stategate: GitHub shows 10 errors/u);
});

test('every finding of the demo tree is one command', async () => {
  const cwd = path.join(import.meta.dirname, '../../fixtures/demo');
  const result = await check({ cwd, config: false });
  const { commands } = read(await written(result, cwd));
  expect(commands.map(({ message }) => message.split('\n')[0])).toEqual(
    result.diagnostics.map((one) => `fixtures/demo/${one.file}:${one.line}:${one.column} ${one.message}`),
  );
  for (const { properties } of commands)
    expect(readFileSync(path.join(cwd, '../..', properties['file']!))).toBeTruthy();
});
