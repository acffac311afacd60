import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import path, { posix, win32 } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { findProgram, git } from '../../src/workspace/git.js';
import { addFiles, folderWith, gitIn, repositoryWith, temporaryFolder } from './temporary-folder.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

describe('git', () => {
  test('answers with exit code, output and error', async () => {
    const repository = repositoryWith({ 'a.json': '{}' });
    const listed = await git(['ls-files', '--others', '-z'], { cwd: repository });
    expect(listed).toEqual({ code: 0, stdout: Buffer.from('a.json\0'), stderr: '' });
    const failed = await git(['rev-parse', '--verify', 'no-such-revision'], { cwd: repository });
    expect(failed).toMatchObject({ code: 128, stderr: expect.stringContaining('fatal:') as string });
  });

  test('reads what it is given on its standard input', async () => {
    const repository = repositoryWith({ '.gitignore': '*.log\n' });
    const answer = await git(['check-ignore', '--stdin', '-z'], { cwd: repository, input: 'a.log\0b.json\0' });
    expect(answer?.stdout.toString()).toBe('a.log\0');
  });

  test('that ends without reading its input is no failure of ours', async () => {
    const answer = await git(['version'], { cwd: temporaryFolder(), input: 'x'.repeat(1_000_000) });
    expect(answer?.code).toBe(0);
  });

  test('is undefined where there is none', async () => {
    vi.stubEnv('PATH', temporaryFolder());
    expect(await git(['version'], { cwd: temporaryFolder() })).toBeUndefined();
  });

  test('is ended when it takes too long', async () => {
    const repository = repositoryWith({});
    execFileSync('mkfifo', [path.join(repository, '.gitignore')]);
    const answer = await git(['ls-files', '--others', '--exclude-standard'], { cwd: repository, timeout: 200 });
    expect(answer?.code).toBeNull();
  });

  test('looks for the repository from its folder, whatever a surrounding hook says', async () => {
    const repository = repositoryWith({ 'inner.json': '{}' });
    const elsewhere = repositoryWith({ 'outer.json': '{}' });
    vi.stubEnv('GIT_DIR', path.join(elsewhere, '.git'));
    vi.stubEnv('GIT_WORK_TREE', elsewhere);
    vi.stubEnv('GIT_INDEX_FILE', path.join(elsewhere, 'index'));
    vi.stubEnv('GIT_GLOB_PATHSPECS', '1');
    const answer = await git(['--literal-pathspecs', 'ls-files', '--others', '-z'], { cwd: repository });
    expect(answer?.stdout.toString()).toBe('inner.json\0');
  });

  test('heeds the user’s own configuration', async () => {
    const repository = repositoryWith({ 'a.json': '{}', 'a.swp': '' });
    const home = folderWith({ ignore: '*.swp\n' });
    addFiles(home, { config: `[core]\n\texcludesFile = ${path.join(home, 'ignore')}\n` });
    vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(home, 'config'));
    const answer = await git(['ls-files', '--others', '--exclude-standard', '-z'], { cwd: repository });
    expect(answer?.stdout.toString()).toBe('a.json\0');
  });
});

describe('a hostile repository', () => {
  /** A repository whose configuration runs a script at every occasion; the script leaves a trace. */
  function hostileRepository(): { repository: string; trace: string } {
    const repository = repositoryWith({ 'agents/sessions/a/state.json': '{}' });
    gitIn(repository, 'add', '.');
    gitIn(repository, 'commit', '--quiet', '-m', 'first');
    const trace = path.join(repository, 'trace');
    const script = path.join(repository, 'script');
    addFiles(repository, {
      script: `#!/bin/sh\ntouch '${trace}'\n`,
      'hooks/post-index-change': `#!/bin/sh\ntouch '${trace}'\n`,
    });
    chmodSync(script, 0o755);
    chmodSync(path.join(repository, 'hooks/post-index-change'), 0o755);
    for (const [name, value] of [
      ['core.fsmonitor', script],
      ['core.hooksPath', path.join(repository, 'hooks')],
      ['core.pager', script],
      ['pager.ls-files', script],
      ['core.sshCommand', script],
      ['remote.origin.url', `ext::${script}`],
      ['protocol.ext.allow', 'always'],
    ] as const) {
      gitIn(repository, 'config', name, value);
    }
    return { repository, trace };
  }

  test('would run its script in a bare call', () => {
    const { repository, trace } = hostileRepository();
    gitIn(repository, 'status');
    expect(existsSync(trace)).toBe(true);
  });

  test.each([
    ['listing files', ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z']],
    ['refreshing the index', ['update-index', '--refresh']],
    ['reading the history', ['log', '--raw']],
    ['asking a remote', ['fetch', 'origin']],
  ])('runs nothing when %s', async (_what, args) => {
    const { repository, trace } = hostileRepository();
    expect(await git(args, { cwd: repository })).toBeDefined();
    expect(existsSync(trace)).toBe(false);
  });
});

describe('findProgram', () => {
  const everywhere = (): boolean => true;

  test('takes the first folder that has the program', () => {
    const isProgram = (file: string): boolean => file === '/opt/bin/git';
    expect(findProgram('git', { PATH: '/usr/bin:/opt/bin' }, posix, isProgram)).toBe('/opt/bin/git');
  });

  test('never looks in the working directory', () => {
    expect(findProgram('git', { PATH: ':.:bin:/usr/bin' }, posix, everywhere)).toBe('/usr/bin/git');
    expect(findProgram('git', { Path: '.;bin;C:\\Git\\cmd' }, win32, everywhere)).toBe('C:\\Git\\cmd\\git.exe');
  });

  test('finds nothing without a PATH', () => {
    expect(findProgram('git', {}, posix, everywhere)).toBeUndefined();
  });

  test('passes over folders and files that cannot be run', () => {
    const folder = folderWith({ 'one/git/file': '', 'two/git': '', 'three/git': '' });
    chmodSync(path.join(folder, 'three/git'), 0o755);
    const PATH = ['one', 'two', 'three'].map((name) => path.join(folder, name)).join(path.delimiter);
    expect(findProgram('git', { PATH })).toBe(path.join(folder, 'three/git'));
  });
});
