import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/lint/diagnostic.js';
import { runCommand } from '../support/command.js';
import { createRepository } from '../support/repository.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Tree, treeOnDisk, writeTree } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const STATE = `${SESSIONS.v2}/state.json`;

/** A warning that can be fixed. */
const DOUBLED = sessionOf('v2', {
  '/build_progress/checkpoints_completed': [1, 2, 2],
  '/build_progress/current_checkpoint': 3,
});
/** The same and an error that cannot. */
const WRONG = sessionOf('v2', {
  '/build_progress/checkpoints_completed': [1, 2, 2, 9],
  '/build_progress/current_checkpoint': 3,
});

describe('check --fix', () => {
  test('says how much it has fixed, and ends as what is left tells', async () => {
    const fixed = await runCommand(['check', '--fix', '--max-warnings', '0'], { cwd: treeOnDisk(DOUBLED) });
    expect(fixed).toEqual({
      code: 0,
      stdout: '✔ 1 file (1 document, 1 session): no problems\n  1 finding fixed in 1 file\n',
      stderr: '',
    });
    const { code, stdout } = await runCommand(['check', '--fix'], { cwd: treeOnDisk(WRONG) });
    expect(stdout).toMatch(/1 error\n {2}1 finding fixed in 1 file\n$/u);
    expect(code).toBe(1);
  });

  test('is named by a report of what it could do', async () => {
    const cwd = treeOnDisk(WRONG);
    const { stdout } = await runCommand(['check'], { cwd });
    expect(stdout).toMatch(/1 error, 1 warning\n {2}1 fixable with --fix\n$/u);
    const { diagnostics } = JSON.parse((await runCommand(['check', '--format', 'json'], { cwd })).stdout) as Report;
    expect(diagnostics.map(({ severity, fixable }) => [severity, fixable])).toEqual([
      ['warning', true],
      ['error', undefined],
    ]);
  });

  test('leaves a staged change legal', async () => {
    const repository = createRepository();
    repository.write(STATE, DOUBLED[STATE]);
    repository.commit();
    await runCommand(['check', '--fix'], { cwd: repository.root });
    repository.git('add', '--all');
    const { stdout, code } = await runCommand(['check', '--staged', '--format', 'json'], { cwd: repository.root });
    // The time of the last change is a fact that only who works on the session knows.
    expect((JSON.parse(stdout) as Report).diagnostics.map(({ ruleId }) => ruleId)).toEqual(['updated-at-not-touched']);
    expect(code).toBe(0);
  });
});

describe('check --fix-dry-run', () => {
  test('prints a diff that git makes the same of as --fix, and writes nothing', async () => {
    const cwd = treeOnDisk(WRONG);
    const before = readFileSync(path.join(cwd, STATE), 'utf8');
    const { code, stdout, stderr } = await runCommand(['check', '--fix-dry-run'], { cwd });
    expect(readFileSync(path.join(cwd, STATE), 'utf8')).toBe(before);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'stategate: 1 finding in 1 file would be fixed; nothing was written\nstategate: 1 error and 0 warnings would stay\n',
    });
    const other = treeOnDisk(WRONG);
    writeFileSync(path.join(cwd, 'fix.patch'), stdout);
    execFileSync('git', ['apply', 'fix.patch'], { cwd });
    await runCommand(['check', '--fix'], { cwd: other });
    expect(readFileSync(path.join(cwd, STATE), 'utf8')).toBe(readFileSync(path.join(other, STATE), 'utf8'));
  });

  test('prints nothing where there is nothing to fix', async () => {
    expect(await runCommand(['check', '--fix-dry-run'], { cwd: treeOnDisk(sessionOf('v2', {})) })).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'stategate: 0 findings in 0 files would be fixed; nothing was written\nstategate: 0 errors and 0 warnings would stay\n',
    });
  });
});

describe('check --fix beside a baseline', () => {
  const check = (cwd: string, ...flags: string[]): ReturnType<typeof runCommand> =>
    runCommand(['check', ...flags], { cwd });
  const completed = (cwd: string): unknown =>
    (JSON.parse(readFileSync(path.join(cwd, STATE), 'utf8')) as { build_progress: { checkpoints_completed: unknown } })
      .build_progress.checkpoints_completed;
  const withCompleted = (...ids: number[]): Tree =>
    sessionOf('v2', {
      '/build_progress/checkpoints_completed': ids,
      '/build_progress/current_checkpoint': 3,
    });

  test.each(['--fix', '--fix-dry-run'])('leaves what is listed there as it is: %s', async (flag) => {
    const cwd = treeOnDisk(DOUBLED);
    const before = readFileSync(path.join(cwd, STATE), 'utf8');
    await check(cwd, '--update-baseline');
    const { code, stdout, stderr } = await check(cwd, flag);
    expect(readFileSync(path.join(cwd, STATE), 'utf8')).toBe(before);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/[1-9]\d* finding|no longer found|^[-+]/mu);
    expect(await check(cwd)).toMatchObject({ code: 0, stderr: '' });
  });

  test('mends what is not listed there', async () => {
    const cwd = treeOnDisk(DOUBLED);
    await check(cwd, '--update-baseline');
    writeTree(cwd, withCompleted(1, 2, 2, 1));
    expect(await check(cwd, '--fix')).toEqual({
      code: 0,
      stdout: '✔ 1 file (1 document, 1 session): no problems; 1 in the baseline\n  1 finding fixed in 1 file\n',
      stderr: '',
    });
    expect(completed(cwd)).toEqual([1, 2, 2]);
  });

  test('leaves what cannot be mended without moving what is listed to another place', async () => {
    const cwd = treeOnDisk(withCompleted(1, 2, 3, 2));
    await check(cwd, '--update-baseline');
    writeTree(cwd, withCompleted(1, 1, 3, 2, 2));
    await check(cwd, '--fix');
    // The 2 at the fourth place, which is listed, would be at the third one without the second 1.
    expect(completed(cwd)).toEqual([1, 1, 3, 2]);
  });

  test('mends all where the baseline is declined', async () => {
    const cwd = treeOnDisk(DOUBLED);
    await check(cwd, '--update-baseline');
    await check(cwd, '--fix', '--no-baseline');
    expect(completed(cwd)).toEqual([1, 2]);
    expect((await check(cwd, '--prune-baseline')).stderr).toBe(
      'stategate: stategate-baseline.json lists 0 findings now\n',
    );
  });

  test('lists with --update-baseline what is left after fixing', async () => {
    const cwd = treeOnDisk(WRONG);
    expect((await check(cwd, '--fix', '--update-baseline')).stderr).toBe(
      'stategate: stategate-baseline.json lists 1 finding now\n',
    );
    expect(completed(cwd)).toEqual([1, 2, 9]);
    expect(await check(cwd)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('check --fix with a cache', () => {
  test('does and tells what it does without, also where all was kept before', async () => {
    const [cwd, other, home] = [treeOnDisk(WRONG), treeOnDisk(WRONG), temporaryFolder()];
    const check = (folder: string, ...flags: string[]): ReturnType<typeof runCommand> =>
      runCommand(['check', ...flags], { cwd: folder, env: { HOME: home } });
    for (const flags of [[], ['--fix-dry-run'], [], ['--fix'], [], ['--fix']]) {
      const expected = await check(other, ...flags);
      expect(await check(cwd, '--cache', ...flags), String(flags)).toEqual(expected);
      expect(readFileSync(path.join(cwd, STATE), 'utf8')).toBe(readFileSync(path.join(other, STATE), 'utf8'));
    }
  });

  test('keeps nothing of what --fix-dry-run only takes to be so', async () => {
    const [cwd, home] = [treeOnDisk(DOUBLED), temporaryFolder()];
    const check = (...flags: string[]): ReturnType<typeof runCommand> =>
      runCommand(['check', '--cache', ...flags], { cwd, env: { HOME: home } });
    await check('--fix-dry-run');
    expect((await check()).stdout).toContain('1 warning');
  });
});

test.each([
  [['--fix', '--fix-dry-run'], '--fix and --fix-dry-run do not go together'],
  [
    ['--fix', '--stdin', '--kind', 'plan'],
    '--fix and --stdin do not go together: a text on standard input is no file that could be written',
  ],
  [
    ['--fix-dry-run', '--staged'],
    '--fix-dry-run and --staged do not go together: what is staged would stay as it is; fix the files, then git add them',
  ],
  [
    ['--fix', '--history'],
    '--fix and --history do not go together: commits stay as they are; fix the files by themselves',
  ],
  [
    ['--fix', '--since', 'main'],
    '--fix and --since do not go together: commits stay as they are; fix the files by themselves',
  ],
  [
    ['--fix', '--before', 'a', '--after', 'b'],
    '--fix and --before do not go together: two files are compared there; fix the later one by itself',
  ],
  [
    ['--fix-dry-run', '--format', 'json'],
    '--fix-dry-run and --format do not go together: a diff is printed, and no report',
  ],
])('%j is a fault', async (args, words) => {
  const cwd = treeOnDisk({});
  expect(await runCommand(['check', ...args], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: `stategate: ${words}\n`,
  });
});
