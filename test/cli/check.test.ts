import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/lint/diagnostic.js';
import { runCommand, type Ran, type Surroundings } from '../support/command.js';
import { treeOnDisk, type Tree } from '../support/tree.js';
import { gitIn } from '../workspace/temporary-folder.js';

const RIGHT: Tree = { 'agents/sessions/x/dev-notes.json': { session_id: 'x', notes: [] } };
const WRONG: Tree = { 'agents/sessions/y/dev-notes.json': { session_id: 'z', notes: [] } };
/** One warning each. */
const WARNED: Tree = { 'agents/sessions/w1/state.json': {}, 'agents/sessions/w2/state.json': {} };
const NOTED: Tree = { 'agents/a1/adw_state.json': {} };

function run(tree: Tree, args: readonly string[], surroundings: Omit<Surroundings, 'cwd'> = {}): Promise<Ran> {
  return runCommand(['check', ...args], { cwd: treeOnDisk(tree), ...surroundings });
}

describe('the exit code', () => {
  test.each<readonly [code: number, what: string, tree: Tree, args: string[]]>([
    [0, 'nothing to check', {}, []],
    [0, 'nothing found', RIGHT, []],
    [0, 'notes', NOTED, []],
    [0, 'notes', NOTED, ['--fail-on', 'warning', '--max-warnings', '0']],
    [0, 'warnings', WARNED, []],
    [0, 'warnings', WARNED, ['--fail-on', 'error']],
    [1, 'warnings', WARNED, ['--fail-on', 'warning']],
    [1, 'warnings that are not shown', WARNED, ['--fail-on', 'warning', '--quiet']],
    [0, 'as many warnings as allowed', WARNED, ['--max-warnings', '2']],
    [1, 'more warnings than allowed', WARNED, ['--max-warnings', '1']],
    [1, 'more warnings than allowed, not shown', WARNED, ['--max-warnings', '1', '--quiet']],
    [1, 'errors', WRONG, []],
    [1, 'errors', WRONG, ['--max-warnings', '9']],
    [1, 'errors', WRONG, ['--format', 'json']],
    [1, 'what does not parse', { 'agents/sessions/x/plan.json': '{' }, []],
    [1, 'what is too large', RIGHT, ['--max-file-size', '10']],
    [0, 'what is just not too large', RIGHT, ['--max-file-size', '1kb']],
    [0, 'a file that no kind governs', { 'a.json': '' }, ['a.json']],
    [2, 'a path that leads nowhere', WRONG, ['.', 'nowhere']],
    [2, 'a wrong configuration', { ...WRONG, 'stategate.config.json': '[]' }, []],
    [1, 'a wrong configuration that is declined', { ...WRONG, 'stategate.config.json': '[]' }, ['--no-config']],
    [2, 'a configuration that is not there', WRONG, ['--config', 'nowhere.json']],
    [
      0,
      'a rule that is off',
      { ...WRONG, 'c.json': '{"rules":{"session-id-matches-folder":"off"}}' },
      ['--config', 'c.json'],
    ],
  ])('is %d for %s (%#)', async (code, _what, tree, args) => {
    expect((await run(tree, args)).code).toBe(code);
  });

  test('is 2 when a folder cannot be read, whatever the format, and standard error tells of it', async () => {
    const cwd = treeOnDisk(WRONG);
    mkdirSync(Buffer.concat([Buffer.from(`${cwd}/agents/`), Buffer.from([0x61, 0xff])]));
    const { code, stdout, stderr } = await runCommand(['check', '--format', 'json'], { cwd });
    expect(stderr).toBe(
      'stategate: agents/a\uFFFD: this folder could not be read (its name is not UTF-8); nothing in it was checked\n',
    );
    expect((JSON.parse(stdout) as Report).summary.errors).toBe(1);
    expect(code).toBe(2);
  });

  test('is 2 when a link out of the repository is named, as a shell does that expands a glob', async () => {
    const cwd = treeOnDisk(RIGHT);
    const target = treeOnDisk({ 'dev-notes.json': { session_id: 'z', notes: [] } });
    gitIn(cwd, 'init', '--quiet');
    symlinkSync(target, path.join(cwd, 'agents/sessions/y'));
    const { code, stderr } = await runCommand(['check', 'agents/sessions/x', 'agents/sessions/y'], { cwd });
    expect(stderr).toBe(
      `stategate: agents/sessions/y: this folder could not be read (a link leads to "${target}", out of the tree that the link stands in); nothing in it was checked\n`,
    );
    expect(code).toBe(2);
    const file = await runCommand(['check', 'agents/sessions/y/dev-notes.json'], { cwd });
    expect(file.stdout).toContain(`error  a symbolic link leads to "${target}/dev-notes.json"`);
    expect((await runCommand(['check'], { cwd })).stdout).toContain(
      'agents/sessions/y: not checked: links to folders are not followed',
    );
  });

  test('is not changed by what git cannot tell, but standard error tells of it', async () => {
    const cwd = treeOnDisk(RIGHT);
    gitIn(cwd, 'init', '--quiet');
    appendFileSync(path.join(cwd, '.git/config'), '[broken');
    const { code, stderr } = await runCommand(['check'], { cwd });
    expect(stderr).toMatch(/^stategate: \.: git could not tell what it ignores here \(.+\); nothing was left out\n$/u);
    expect(code).toBe(0);
  });
});

describe('what goes where', () => {
  test('diagnostics go to standard output, and nothing to standard error', async () => {
    const { stdout, stderr } = await run(WRONG, []);
    expect(stdout).toContain('agents/sessions/y/dev-notes.json:2:17  error  ');
    expect(stderr).toBe('');
  });

  test.each<readonly [args: string[], stderr: string]>([
    [['a', 'b'], 'stategate: no file, folder or match for "a"\nstategate: no file, folder or match for "b"\n'],
    [['\u001b[31m\n'], 'stategate: no file, folder or match for "\\u{1b}[31m\\u{a}"\n'],
    [['--config', 'no.json'], 'stategate: there is no config file no.json\n'],
  ])('faults go to standard error, one in a line (%j)', async (args, stderr) => {
    expect(await run(WRONG, args)).toEqual({ code: 2, stdout: '', stderr });
  });

  test.each([
    ['*'.padEnd(70_000, 'a'), /^stategate: the glob "\*a+…" is not taken: it is longer than 4096 characters\n$/u],
    ['x'.repeat(70_000), /^stategate: no file, folder or match for "x+…"\n$/u],
    ['a\uFFFD.json', /^stategate: no file.*; a name that is not UTF-8 cannot be given, but its folder can\n$/u],
  ])('a path that is not taken is a fault, told in short (%#)', async (argument, words) => {
    const { code, stderr } = await run(RIGHT, [argument]);
    expect(stderr).toMatch(words);
    expect(code).toBe(2);
  });

  test.each([
    [WARNED, '0', '2 warnings; --max-warnings allows 0'],
    [{ 'agents/sessions/w1/state.json': {} }, '0', '1 warning; --max-warnings allows 0'],
  ])('so does the word that there are too many warnings (%#)', async (tree, limit, words) => {
    const { stderr } = await run(tree, ['--max-warnings', limit]);
    expect(stderr).toBe(`stategate: ${words}\n`);
  });
});

describe('paths', () => {
  test.each([
    'agents/sessions/naïve 日本/dev-notes.json',
    'agents/sessions/a\nb/dev-notes.json',
    'agents/sessions/-x/dev-notes.json',
  ])('%j can be named', async (file) => {
    const { stdout } = await run({ [file]: { session_id: 'z', notes: [] } }, ['--format', 'json', '--', file]);
    expect((JSON.parse(stdout) as Report).diagnostics.map((diagnostic) => diagnostic.file)).toEqual([file]);
  });

  test('a folder and a glob can be named', async () => {
    const { stdout } = await run({ ...RIGHT, ...WRONG, ...WARNED }, ['agents/sessions/x', '**/w?/*.json']);
    expect(stdout).toContain('3 files (3 documents, 3 sessions)');
  });

  test('a kind can be forced', async () => {
    const { code, stdout } = await run({ 'a.jsonl': '{"session_id":"x","notes":[]}\n'.repeat(2) }, [
      '--kind',
      'dev-notes',
      'a.jsonl',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '✔ 1 file (2 documents): no problems\n' });
  });
});

describe('standard input', () => {
  const NOTES = JSON.stringify({ session_id: 'z', notes: [] });

  test('is checked under its name', async () => {
    const name = 'agents/sessions/y/dev-notes.json';
    const { code, stdout } = await run({}, ['--stdin', '--stdin-filename', name], { stdin: NOTES });
    expect(stdout).toContain(`${name}:1:15  error  session_id is "z" but the folder is "y"`);
    expect(code).toBe(1);
  });

  test('needs no name when the kind is told', async () => {
    const { stdout } = await run({}, ['--stdin', '--kind', 'dev-notes'], { stdin: '{' });
    expect(stdout).toMatch(/^<stdin>:1:2 {2}error/u);
  });

  describe('without a name', () => {
    const payload = {
      session_id: 's',
      transcript_path: '/t',
      cwd: '/',
      hook_event_name: 'Stop',
      stop_hook_active: true,
    };
    const line = { timestamp: '2026-03-04T10:15:00.000001', payload };

    test.each<readonly [what: string, kind: string, text: string, documents: number]>([
      ['lines', 'hook-log', `${JSON.stringify(line)}\n${JSON.stringify(line)}\n`, 2],
      [
        'lines with blank ones between',
        'hook-event',
        `\r\n${JSON.stringify(payload)}\r\n\r\n${JSON.stringify(payload)}`,
        2,
      ],
      ['one line', 'hook-event', `${JSON.stringify(payload)}\n\n`, 1],
      ['one document on many lines', 'hook-event', JSON.stringify(payload, null, 2), 1],
      ['one document below a blank line', 'hook-log', `\n${JSON.stringify(line, null, 2)}\n`, 1],
    ])('its text tells the format: %s', async (_what, kind, stdin, documents) => {
      const { code, stdout } = await run({}, ['--stdin', '--kind', kind, '--format', 'json'], { stdin });
      const { diagnostics, summary } = JSON.parse(stdout) as Report;
      expect(diagnostics).toEqual([]);
      expect({ code, documents: summary.documents }).toEqual({ code: 0, documents });
    });

    test('a first line that is no document tells that it is JSON', async () => {
      const { code, stdout } = await run({}, ['--stdin', '--kind', 'hook-event'], { stdin: '{"a":\n1}}\n' });
      expect(stdout).toMatch(/^<stdin>:2:3 {2}error/u);
      expect(code).toBe(1);
    });
  });

  test('with a name that tells the format is of that format', async () => {
    const name = 'agents/sessions/z/dev-notes.json';
    const { code } = await run({}, ['--stdin', '--stdin-filename', name], { stdin: `${NOTES}\n${NOTES}\n` });
    expect(code).toBe(1);
  });

  test('is not read where it is not asked for', async () => {
    const stdin = {
      [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
        throw new Error('standard input was opened');
      },
    };
    expect((await run(RIGHT, [], { stdin })).code).toBe(0);
  });

  test('is read to the limit and no further', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      const chunk = Buffer.alloc(8 * 1024 * 1024, '\n');
      for (;;) {
        read += chunk.length;
        yield await Promise.resolve(chunk);
      }
    }
    const { code, stderr } = await run({}, ['--stdin', '--kind', 'hook-event'], { stdin: endless() });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'stategate: standard input has more than 134217728 bytes; a file of lines may be of any length\n',
    });
    expect(read).toBe(136 * 1024 * 1024);
  });

  test('that cannot be read is a fault', async () => {
    const stdin = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject(Object.assign(new Error('read failed'), { code: 'EIO' })),
      }),
    };
    const { code, stderr } = await run({}, ['--stdin', '--kind', 'plan'], { stdin });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'stategate: standard input could not be read (EIO)\n' });
  });

  test.each([
    [['--stdin', '.'], '--stdin takes no paths'],
    [['--stdin', '--stdin-filename', ''], '--stdin-filename is empty'],
    [['/dev/stdin'], '/dev/stdin is no file; pipe its text in, and use --stdin'],
    [['.', '/dev/fd/63'], '/dev/fd/63 is no file; pipe its text in, and use --stdin'],
    [['--stdin-filename', 'a.json'], '--stdin-filename needs --stdin'],
    [['--stdin'], '--stdin needs --stdin-filename or --kind, to know what the text is'],
    [['--kind', 'hook-event'], '--kind needs a path: the file that is a hook-event, or --stdin'],
  ])('wrong use of it is a fault: %j', async (args, words) => {
    expect(await run({}, args)).toEqual({ code: 2, stdout: '', stderr: `stategate: ${words}\n` });
  });
});

describe('colour', () => {
  test.each<readonly [colored: boolean, when: string, args: string[], surroundings: Omit<Surroundings, 'cwd'>]>([
    [false, 'no terminal', [], {}],
    [true, 'a terminal', [], { terminal: 256 }],
    [false, 'a terminal without colours', [], { terminal: 1 }],
    [false, 'NO_COLOR on a terminal', [], { terminal: 256, env: { NO_COLOR: '1' } }],
    [true, 'an empty NO_COLOR on a terminal', [], { terminal: 256, env: { NO_COLOR: '' } }],
    [true, 'FORCE_COLOR without a terminal', [], { env: { FORCE_COLOR: '1' } }],
    [true, 'an empty FORCE_COLOR', [], { env: { FORCE_COLOR: '' } }],
    [false, 'FORCE_COLOR=0 on a terminal', [], { terminal: 256, env: { FORCE_COLOR: '0' } }],
    [false, 'FORCE_COLOR=false on a terminal', [], { terminal: 256, env: { FORCE_COLOR: 'false' } }],
    [false, 'both variables', [], { terminal: 256, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }],
    [true, '--color without a terminal', ['--color'], {}],
    [true, '--color and NO_COLOR', ['--color'], { env: { NO_COLOR: '1' } }],
    [false, '--no-color on a terminal', ['--no-color'], { terminal: 256 }],
    [false, '--no-color and FORCE_COLOR', ['--no-color'], { env: { FORCE_COLOR: '1' } }],
    [false, 'both flags, --no-color last', ['--color', '--no-color'], { terminal: 256 }],
    [true, 'both flags, --color last', ['--no-color', '--color'], {}],
    [false, 'JSON', ['--format', 'json', '--color'], { terminal: 256 }],
  ])('%s with %s', async (colored, _when, args, surroundings) => {
    const { stdout } = await run(WRONG, args, surroundings);
    expect(stdout.includes('\u001b[')).toBe(colored);
  });
});
