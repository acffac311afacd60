import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/lint/diagnostic.js';
import { runCommand } from '../support/command.js';
import { createRepository } from '../support/repository.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { treeOnDisk } from '../support/tree.js';

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
      stderr: 'stategate: 1 finding in 1 file would be fixed; nothing was written\n',
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
      stderr: 'stategate: 0 findings in 0 files would be fixed; nothing was written\n',
    });
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
