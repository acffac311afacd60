import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/lint/diagnostic.js';
import { writeFile } from '../../src/cli/write-file.js';
import { runCommand } from '../support/command.js';
import { treeOnDisk, type Tree } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const WRONG: Tree = { 'agents/sessions/y/dev-notes.json': { session_id: 'z', notes: [] } };

const SUMMARY = 'stategate: 1 file (1 document): 1 error, 0 warnings';

describe('where no format is asked for', () => {
  test.each([
    ['a person reads', {}, '✖ 1 file'],
    ['an agent does, as CLAUDECODE tells,', { CLAUDECODE: '1' }, SUMMARY],
    ['an agent does, as AI_AGENT tells,', { AI_AGENT: 'lamp' }, SUMMARY],
    ['the variables are empty, a person', { CLAUDECODE: '', AI_AGENT: '' }, '✖ 1 file'],
  ])('%s reads the report', async (_who, env, last) => {
    const { stdout } = await runCommand(['check'], { cwd: treeOnDisk(WRONG), env });
    expect(stdout.trimEnd().split('\n').at(-1)).toContain(last);
  });

  test('an agent gets no colours, whatever is said of them', async () => {
    const env = { CLAUDECODE: '1', FORCE_COLOR: '3' };
    const { stdout } = await runCommand(['check', '--color'], { cwd: treeOnDisk(WRONG), env, terminal: 256 });
    expect(stdout).not.toContain('\u001b');
  });
});

test('an agent that asks for a format gets that', async () => {
  const { stdout } = await runCommand(['check', '--format', 'json'], {
    cwd: treeOnDisk(WRONG),
    env: { CLAUDECODE: '1' },
  });
  expect((JSON.parse(stdout) as Report).summary.errors).toBe(1);
});

test('several reports go to several places', async () => {
  const cwd = treeOnDisk(WRONG);
  const args = ['--format', 'json:out.json', '--format', 'agent:-', '--format=junit:out: 1.xml'];
  const { code, stdout, stderr } = await runCommand(['check', ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(SUMMARY);
  expect((JSON.parse(readFileSync(path.join(cwd, 'out.json'), 'utf8')) as Report).summary.errors).toBe(1);
  expect(readFileSync(path.join(cwd, 'out: 1.xml'), 'utf8')).toContain('<failure type="session-id-matches-folder"');
  expect(readdirSync(cwd).sort()).toEqual(['agents', 'out.json', 'out: 1.xml']);
});

test('where all reports go to files, standard output has nothing', async () => {
  const { code, stdout } = await runCommand(['check', '--format', 'pretty:out.txt'], { cwd: treeOnDisk(WRONG) });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('a file has no colours, but where they are asked for', async () => {
  const cwd = treeOnDisk(WRONG);
  const env = { FORCE_COLOR: '1' };
  await runCommand(['check', '--format', 'pretty:plain'], { cwd, env, terminal: 256 });
  await runCommand(['check', '--format', 'pretty:painted', '--color'], { cwd });
  expect(readFileSync(path.join(cwd, 'plain'), 'utf8')).not.toContain('\u001b');
  expect(readFileSync(path.join(cwd, 'painted'), 'utf8')).toContain('\u001b[31m');
});

describe('refused before anything is checked, with exit code 2:', () => {
  test.each<readonly [what: string, formats: string[], words: string]>([
    [
      'two on standard output',
      ['json', 'pretty:-'],
      'the reports json and pretty would both go to standard output; name a file for one, as in pretty:FILE',
    ],
    ['two in one file', ['json:a', 'junit:./a'], 'the reports json and junit would both go to ./a'],
    [
      'two in one file that a link leads to',
      ['json:old', 'junit:link'],
      'the reports json and junit would both go to link',
    ],
    ['a folder that is not there', ['json:no/such/a'], 'there is no folder no/such to write no/such/a to'],
    ['a folder that is a file', ['json:old/a'], 'there is no folder old to write old/a to'],
    [
      'two in one file that links lead to and that is not there yet',
      ['json:first', 'sarif:second'],
      'the reports json and sarif would both go to second',
    ],
    [
      'two in one file that is not there yet, of which one leads there',
      ['json:new', 'sarif:first'],
      'the reports json and sarif would both go to first',
    ],
    ['a link that leads in a circle', ['json:circle'], 'circle is a link that leads to no file'],
    ['the name of a folder that is not there', ['json:other/'], 'other/ is a folder; a report is written to a file'],
    ['another such name', ['json:other/.'], 'other/. is a folder; a report is written to a file'],
    ['a folder itself', ['json:agents'], 'agents is a folder; a report is written to a file'],
  ])('%s', async (_what, formats, words) => {
    const cwd = treeOnDisk({ ...WRONG, old: 'as it was' });
    for (const [link, target] of [
      ['link', 'old'],
      ['first', 'new'],
      ['second', './first'],
      ['circle', 'circle'],
    ] as const)
      symlinkSync(target, path.join(cwd, link));
    const args = formats.flatMap((format) => ['--format', format]);
    const ran = await runCommand(['check', 'nowhere', ...args], { cwd });
    expect(ran).toEqual({ code: 2, stdout: '', stderr: `stategate: ${words}\n` });
    expect(readFileSync(path.join(cwd, 'old'), 'utf8')).toBe('as it was');
  });

  test.each([
    ['json:', 'it names no file after the colon'],
    ['srif:a', 'did you mean sarif?'],
    [':a', 'allowed choices are agent, '],
    ['constructor', 'allowed choices are agent, '],
  ])('--format %s', async (format, words) => {
    const { code, stderr } = await runCommand(['check', '--format', format], { cwd: treeOnDisk(WRONG) });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('a file that a report goes to', () => {
  test('keeps its permissions, and a link to it stays one', async () => {
    const cwd = treeOnDisk({ ...WRONG, old: 'as it was' });
    chmodSync(path.join(cwd, 'old'), 0o640);
    symlinkSync('old', path.join(cwd, 'link'));
    await runCommand(['check', '--format', 'agent:link'], { cwd });
    expect(readFileSync(path.join(cwd, 'old'), 'utf8')).toContain(SUMMARY);
    expect(statSync(path.join(cwd, 'old')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd).sort()).toEqual(['agents', 'link', 'old']);
  });

  test('is made where a link leads to it and it is not there yet, and the link stays one', async () => {
    const cwd = treeOnDisk({ ...WRONG, 'reports/old': '' });
    symlinkSync('reports/new', path.join(cwd, 'link'));
    await runCommand(['check', '--format', 'agent:link'], { cwd });
    expect(readlinkSync(path.join(cwd, 'link'))).toBe('reports/new');
    expect(readFileSync(path.join(cwd, 'reports/new'), 'utf8')).toContain(SUMMARY);
  });

  test('is what it was, and nothing is left beside it, when the report breaks off', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'out');
    writeFileSync(file, 'as it was');
    function* broken(): Generator<string> {
      yield 'x'.repeat(100_000);
      throw new Error('broken off');
    }
    await expect(writeFile(file, broken())).rejects.toThrow('broken off');
    expect(readFileSync(file, 'utf8')).toBe('as it was');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('is told of where it cannot be written', async () => {
    const file = path.join(temporaryFolder(), 'gone', 'out');
    await expect(writeFile(file, ['x'], 'gone/out')).rejects.toThrow('gone/out could not be written (ENOENT)');
  });

  test('is written to as it is where it is a device', async () => {
    const { code } = await runCommand(['check', '--format', 'json:/dev/null'], { cwd: treeOnDisk(WRONG) });
    expect(code).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('may be a pipe that is read', async () => {
    const pipe = path.join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    await writeFile(pipe, ['one ', 'two']);
    expect(await textOf(reader.stdout)).toBe('one two');
  });
});
