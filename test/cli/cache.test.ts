import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCache, writeCache } from '../../src/check/cache/cache-file.js';
import { type Ran, runCommand } from '../support/command.js';
import { treeOnDisk } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const NOTES = 'agents/sessions/x/dev-notes.json';
const WRONG = { [NOTES]: { session_id: 'y', notes: [] } };

function run(cwd: string, home: string, ...flags: string[]): Promise<Ran> {
  return runCommand(['check', ...flags], { cwd, env: { HOME: home } });
}

/** Has a cache say something else than what was found. */
function plant(file: string): void {
  const text = readFileSync(file, 'utf8');
  const { purpose } = JSON.parse(text.slice(0, text.indexOf('\n'))) as { purpose: string };
  const kept = JSON.stringify(readCache(file, purpose)).replaceAll('but the folder is', 'PLANTED');
  writeCache(file, purpose, JSON.parse(kept));
}

describe('with --cache', () => {
  test('a second check tells what was found at the first one, without looking at the files anew', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const first = await run(cwd, home, '--cache');
    expect(first).toEqual(await run(cwd, home));
    const [file = ''] = readdirSync(path.join(home, '.cache/stategate'));
    plant(path.join(home, '.cache/stategate', file));
    const second = await run(cwd, home, '--cache');
    expect(second).toEqual({ ...first, stdout: first.stdout.replace('but the folder is', 'PLANTED') });
  });

  test('what was changed is checked anew, beside what was not', async () => {
    const [cwd, home] = [treeOnDisk({ ...WRONG, 'agents/sessions/a/dev-notes.json': '{}' }), temporaryFolder()];
    const cache = path.join(home, 'kept.json');
    await run(cwd, home, '--cache', '--cache-location', cache);
    plant(cache);
    writeFileSync(path.join(cwd, 'agents/sessions/a/dev-notes.json'), '[]');
    const { stdout } = await run(cwd, home, '--cache', '--cache-location', cache);
    expect(stdout).toContain('agents/sessions/a/dev-notes.json:1:1  error  the document is an array');
    expect(stdout).toContain('PLANTED');
  });

  test('what was not asked for this time is kept, unless everything was asked for', async () => {
    const [cwd, home] = [treeOnDisk({ ...WRONG, 'agents/sessions/a/dev-notes.json': '{}' }), temporaryFolder()];
    const cache = path.join(home, 'kept.json');
    const flags = ['--cache', '--cache-location', cache];
    await run(cwd, home, ...flags);
    plant(cache);
    await run(cwd, home, ...flags, 'agents/sessions/a');
    expect(readFileSync(cache, 'utf8')).toContain('PLANTED');
    rmSync(path.join(cwd, 'agents/sessions/x'), { recursive: true });
    await run(cwd, home, ...flags);
    expect(readFileSync(cache, 'utf8')).not.toContain('PLANTED');
  });

  test('another configuration is another check', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    await run(cwd, home, '--cache');
    writeFileSync(
      path.join(cwd, 'stategate.config.json'),
      JSON.stringify({ rules: { 'session-id-matches-folder': 'off' } }),
    );
    expect(await run(cwd, home, '--cache')).toEqual(await run(cwd, home));
  });

  test('many checks at once leave a cache that is whole', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const expected = await run(cwd, home);
    const all = await Promise.all(Array.from({ length: 8 }, () => run(cwd, home, '--cache')));
    expect(all).toEqual(all.map(() => expected));
    expect(readdirSync(path.join(home, '.cache/stategate'))).toHaveLength(1);
    expect(await run(cwd, home, '--cache')).toEqual(expected);
  });
});

describe('the place of the cache', () => {
  test.each([
    ['XDG_CACHE_HOME', (folder: string) => ({ XDG_CACHE_HOME: folder, HOME: '/nowhere' }), 'stategate'],
    ['the home folder', (folder: string) => ({ HOME: folder, XDG_CACHE_HOME: 'relative' }), '.cache/stategate'],
  ])('is as %s says, a file for each working directory', async (_what, env, below) => {
    const folder = temporaryFolder();
    for (const cwd of [treeOnDisk(WRONG), treeOnDisk(WRONG)])
      await runCommand(['check', '--cache'], { cwd, env: env(folder) });
    const files = readdirSync(path.join(folder, below));
    expect(files).toHaveLength(2);
    for (const file of files) expect(file).toMatch(/^check-[0-9a-f]{16}\.json$/u);
  });

  test('is the file that --cache-location names, or a file in the folder', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    mkdirSync(path.join(cwd, 'there'));
    for (const location of ['in/a/file', 'there', 'new/'])
      await run(cwd, home, '--cache', '--cache-location', location);
    expect(existsSync(path.join(cwd, 'in/a/file'))).toBe(true);
    expect(readdirSync(path.join(cwd, 'there'))).toEqual(readdirSync(path.join(cwd, 'new')));
    expect(existsSync(path.join(home, '.cache'))).toBe(false);
  });

  test.each([
    [
      'a file of somebody else',
      (file: string) => {
        writeFileSync(file, '{"a": 1}\n');
      },
    ],
    [
      'a named pipe',
      (file: string) => {
        execFileSync('mkfifo', [file]);
      },
    ],
  ])('is not taken from %s', async (_name, make) => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const file = path.join(home, 'mine');
    make(file);
    const before = lstatSync(file);
    expect(await run(cwd, home, '--cache', '--cache-location', file)).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${file} is no cache of stategate; name another place for it\n`,
    });
    expect(lstatSync(file)).toMatchObject({ ino: before.ino, size: before.size, mode: before.mode });
  });

  test('is not one that may not be read, which is told', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const file = path.join(home, 'of-another');
    await run(cwd, home, '--cache', '--cache-location', file);
    for (const folder of [cwd, home]) chmodSync(folder, 0o755);
    chmodSync(file, 0);
    // The superuser may read everything, so become somebody else where the tests run as root.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    const ran = run(cwd, home, '--cache', '--cache-location', file);
    expect(await ran.finally(() => isRoot && process.seteuid?.(0))).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${file} may not be read (EACCES); name another place for the cache\n`,
    });
  });

  test.each(['', '{"stateg'])('may be a cache that was cut short to %j', async (text) => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const file = path.join(home, 'cut');
    writeFileSync(file, text);
    expect(await run(cwd, home, '--cache', '--cache-location', file)).toEqual(await run(cwd, home));
    expect(readFileSync(file, 'utf8')).toMatch(/^\{"stategate":/u);
  });

  test('may be one that cannot be written: that is told, and the check is as good as any', async () => {
    const [cwd, home] = [treeOnDisk(WRONG), temporaryFolder()];
    const { code, stdout, stderr } = await run(cwd, home, '--cache', '--cache-location', `${NOTES}/below`);
    expect({ code, stdout }).toMatchObject(await run(cwd, home).then(({ code, stdout }) => ({ code, stdout })));
    expect(stderr).toMatch(/^stategate: the cache could not be written \(E[A-Z]+\); the next check begins anew\n$/u);
  });
});

describe('flags that do not go together are told, with exit code 2', () => {
  test.each([
    [['--cache', '--history'], '--cache does not go with --history; it is for files as they are on disk'],
    [['--cache', '--staged'], '--cache does not go with --staged; it is for files as they are on disk'],
    [['--cache', '--since', 'HEAD'], '--cache does not go with --since; it is for files as they are on disk'],
    [
      ['--cache', '--before', 'a', '--after', 'b'],
      '--cache does not go with --before; it is for files as they are on disk',
    ],
    [['--cache', '--stdin', '--kind', 'plan'], '--cache does not go with --stdin; it is for files as they are on disk'],
    [['--cache-location', 'x'], '--cache-location needs --cache'],
    [['--cache-strategy', 'content'], '--cache-strategy needs --cache'],
    [['--cache', '--cache-location', ''], '--cache-location is empty'],
  ])('%j', async (flags, words) => {
    expect(await run(treeOnDisk(WRONG), temporaryFolder(), ...flags)).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${words}\n`,
    });
  });
});
