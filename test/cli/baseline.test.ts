import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Baseline } from '../../src/lint/baseline.js';
import type { Report } from '../../src/lint/diagnostic.js';
import { runCommand, type Ran } from '../support/command.js';
import { treeOnDisk, writeTree, type Tree } from '../support/tree.js';
import { gitIn } from '../workspace/temporary-folder.js';

const NAME = 'stategate-baseline.json';
const NOTES = 'agents/sessions/y/dev-notes.json';
const OTHER = 'agents/sessions/x/dev-notes.json';

/** One error each: the id is not the name of the folder. */
function wrong(file: string, id = 'z'): Tree {
  return { [file]: { session_id: id, notes: [] } };
}

function run(cwd: string, ...args: string[]): Promise<Ran> {
  return runCommand(['check', ...args], { cwd });
}

function listed(cwd: string): Baseline['findings'] {
  return (JSON.parse(readFileSync(path.join(cwd, NAME), 'utf8')) as Baseline).findings;
}

async function withList(tree: Tree): Promise<string> {
  const cwd = treeOnDisk(tree);
  await run(cwd, '--update-baseline');
  return cwd;
}

describe('--update-baseline', () => {
  test('lists what is found, and then all is well', async () => {
    const cwd = treeOnDisk(wrong(NOTES));
    expect(await run(cwd, '--update-baseline')).toEqual({
      code: 0,
      stdout: '✔ 1 file (1 document, 1 session): no problems; 1 in the baseline\n',
      stderr: 'stategate: stategate-baseline.json lists 1 finding now\n',
    });
    expect(await run(cwd)).toEqual({
      code: 0,
      stdout: '✔ 1 file (1 document, 1 session): no problems; 1 in the baseline\n',
      stderr: '',
    });
    expect(listed(cwd)).toMatchObject([{ file: NOTES, rule: 'session-id-matches-folder', pointer: '/session_id' }]);
  });

  test('makes no file where there is nothing to list', async () => {
    const cwd = await withList({ [NOTES]: { session_id: 'y', notes: [] } });
    expect(existsSync(path.join(cwd, NAME))).toBe(false);
  });

  test('of one file leaves what is listed of others', async () => {
    const cwd = await withList({ ...wrong(NOTES), ...wrong(OTHER) });
    writeTree(cwd, wrong(NOTES, 'other'));
    await run(cwd, '--update-baseline', NOTES);
    expect((await run(cwd)).stderr).toBe('');
    expect(listed(cwd).map(({ file }) => file)).toEqual([OTHER, NOTES]);
  });

  test('lists nothing that could not be parsed', async () => {
    const cwd = await withList({ [NOTES]: '{' });
    expect((await run(cwd)).code).toBe(1);
    expect(existsSync(path.join(cwd, NAME))).toBe(false);
  });

  test.each([
    [['--update-baseline', '--prune-baseline'], '--update-baseline leaves out what --prune-baseline takes off'],
    [['--update-baseline', '--no-baseline'], '--update-baseline and --no-baseline do not go together'],
    [['--prune-baseline'], /^there is no baseline .*stategate-baseline\.json; --update-baseline makes one$/u],
    [['--baseline', 'no.json'], 'there is no baseline no.json; --update-baseline makes one'],
  ])('wrong use is a fault: %j', async (args, words) => {
    const { code, stderr } = await run(treeOnDisk(wrong(NOTES)), ...args);
    expect(code).toBe(2);
    expect(stderr.replace(/^stategate: /u, '').trim()).toMatch(
      typeof words === 'string' ? new RegExp(`^${words}$`, 'u') : words,
    );
  });
});

describe('the baseline', () => {
  test('holds in folders below it, and for paths however they are named', async () => {
    const cwd = await withList(wrong(NOTES));
    for (const [folder, name] of [
      ['agents', 'sessions'],
      ['agents/sessions/y', 'dev-notes.json'],
      ['agents/sessions/y', '../../..'],
    ] as const) {
      expect((await run(path.join(cwd, folder), name)).code, folder).toBe(0);
    }
  });

  test('does not hide another value at the same place', async () => {
    const cwd = await withList(wrong(NOTES));
    writeTree(cwd, wrong(NOTES, 'another'));
    expect((await run(cwd)).code).toBe(1);
  });

  test('can be declined', async () => {
    expect((await run(await withList(wrong(NOTES)), '--no-baseline')).code).toBe(1);
  });

  test('can be named, and its files are relative to its folder', async () => {
    const cwd = treeOnDisk({ ...wrong(NOTES), 'ci/file': '' });
    await run(cwd, '--update-baseline', '--baseline', 'ci/known.json');
    expect(existsSync(path.join(cwd, NAME))).toBe(false);
    const { findings } = JSON.parse(readFileSync(path.join(cwd, 'ci/known.json'), 'utf8')) as Baseline;
    expect(findings.map(({ file }) => file)).toEqual([`../${NOTES}`]);
    expect((await run(path.join(cwd, 'agents'), '--baseline', '../ci/known.json')).code).toBe(0);
  });

  test('is counted in the summary of the report, where there is one', async () => {
    const cwd = treeOnDisk(wrong(NOTES));
    const summary = async (): Promise<unknown> =>
      (JSON.parse((await run(cwd, '--format', 'json')).stdout) as Report).summary;
    expect(await summary()).not.toHaveProperty('baselined');
    await run(cwd, '--update-baseline');
    expect(await summary()).toMatchObject({ errors: 0, baselined: 1 });
  });

  test('holds for commits as well, each with its change', async () => {
    const cwd = treeOnDisk({});
    gitIn(cwd, 'init', '-q');
    for (const id of ['a', 'b', 'a', 'b']) {
      writeTree(cwd, wrong(NOTES, id));
      gitIn(cwd, 'add', '-A');
      gitIn(cwd, 'commit', '-qm', id);
    }
    expect((await run(cwd, '--history')).code).toBe(1);
    expect((await run(cwd, '--history', '--update-baseline')).code).toBe(0);
    expect((await run(path.join(cwd, 'agents'), '--history')).code).toBe(0);
    const commits = listed(cwd).flatMap(({ commit }) => commit ?? []);
    expect(new Set(commits).size).toBeGreaterThan(1);
    // A check of the files says nothing of commits that it did not look at.
    expect((await run(cwd, '--prune-baseline')).stderr).toContain(`lists ${String(commits.length)} findings now`);
  });
});

describe('what is listed but no longer found', () => {
  test('is told, and taken off by --prune-baseline', async () => {
    const cwd = await withList({ ...wrong(NOTES), ...wrong(OTHER) });
    writeTree(cwd, { [NOTES]: { session_id: 'y', notes: [] } });
    const { code, stderr } = await run(cwd);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `stategate: ${NAME} lists session-id-matches-folder of ${NOTES} at /session_id, which is no longer found
stategate: --prune-baseline takes off what is no longer found
`,
    });
    expect((await run(cwd, '--prune-baseline')).stderr).toBe(`stategate: ${NAME} lists 1 finding now\n`);
    expect(listed(cwd).map(({ file }) => file)).toEqual([OTHER]);
  });

  test('is not told of files that were not looked at', async () => {
    const cwd = await withList({ ...wrong(NOTES), ...wrong(OTHER) });
    writeTree(cwd, { [NOTES]: { session_id: 'y', notes: [] } });
    expect((await run(cwd, OTHER)).stderr).toBe('');
  });

  test('is told of files that are gone, when all files were looked for', async () => {
    const cwd = await withList({ ...wrong(NOTES), ...wrong(OTHER) });
    rmSync(path.join(cwd, NOTES));
    expect((await run(cwd, OTHER)).stderr).toBe('');
    expect((await run(cwd)).stderr).toContain(`of ${NOTES} at /session_id, which is no longer found`);
  });
});

describe('what is listed twice, as when two branches have listed it,', () => {
  async function withRepeats(): Promise<string> {
    const cwd = await withList({ ...wrong(NOTES), ...wrong(OTHER) });
    const [other, notes] = listed(cwd);
    const findings = [other, notes, { ...notes, reason: 'It stays so.' }];
    writeFileSync(path.join(cwd, NAME), JSON.stringify({ version: 1, findings }));
    return cwd;
  }

  test('counts once, and is told', async () => {
    expect(await run(await withRepeats())).toEqual({
      code: 0,
      stdout: '✔ 2 files (2 documents, 2 sessions): no problems; 2 in the baseline\n',
      stderr: `stategate: ${NAME} lists session-id-matches-folder of ${NOTES} at /session_id more than once, which counts once
stategate: --prune-baseline takes off what is listed more than once
`,
    });
  });

  test('is listed once after --prune-baseline, with its reason', async () => {
    const cwd = await withRepeats();
    expect((await run(cwd, '--prune-baseline')).stderr).toBe(`stategate: ${NAME} lists 2 findings now\n`);
    expect(listed(cwd).map(({ file, reason }) => [file, reason])).toEqual([
      [OTHER, undefined],
      [NOTES, 'It stays so.'],
    ]);
    expect((await run(cwd)).stderr).toBe('');
  });

  test('is told once where it is no longer found either', async () => {
    const cwd = await withRepeats();
    writeTree(cwd, { [NOTES]: { session_id: 'y', notes: [] } });
    expect((await run(cwd)).stderr.match(/no longer found$/gmu)).toHaveLength(1);
  });
});

describe('a baseline that a symbolic link leads to', () => {
  test.each(['--update-baseline', '--prune-baseline'])(
    'is written where it is, and the link stays: %s',
    async (flag) => {
      const cwd = await withList(wrong(NOTES));
      mkdirSync(path.join(cwd, 'ci'));
      const target = path.join(cwd, 'ci/known.json');
      renameSync(path.join(cwd, NAME), target);
      chmodSync(target, 0o640);
      symlinkSync('ci/known.json', path.join(cwd, NAME));
      writeTree(cwd, { [NOTES]: { session_id: 'y', notes: [] } });
      expect((await run(cwd, flag)).stderr).toBe(`stategate: ${NAME} lists 0 findings now\n`);
      expect(lstatSync(path.join(cwd, NAME)).isSymbolicLink()).toBe(true);
      expect(readFileSync(target, 'utf8')).toContain('"findings": []');
      expect(statSync(target).mode & 0o777).toBe(0o640);
      expect(readdirSync(path.join(cwd, 'ci'))).toEqual(['known.json']);
    },
  );
});

describe('a file that is no baseline is a fault that names the place', () => {
  test.each([
    ['{', '1:2: the text ends'],
    ['[]', '1:1: the document is an array; it must be an object'],
    ['{"version": 2, "findings": []}', '1:13: version is 2; it must be 1'],
    [
      '{"version": 1, "finding": []}',
      '1:16: unknown property "finding" where "findings" is missing; did you mean "findings"?',
    ],
    ['{"version": 1, "findings": [{"file": "a", "__proto__": {}}]}', '1:43: unknown property "__proto__"'],
    ['<<<<<<< HEAD', '1:1: '],
  ])('%j', async (text, words) => {
    const { code, stderr } = await run(treeOnDisk({ ...wrong(NOTES), [NAME]: text }));
    expect(code).toBe(2);
    expect(stderr).toContain(`${NAME}:${words}`);
  });

  test('as is a link that leads out of the tree', async () => {
    const cwd = treeOnDisk(wrong(NOTES));
    const elsewhere = path.join(treeOnDisk({}), 'known.json');
    writeFileSync(elsewhere, '{"version": 1, "findings": []}');
    symlinkSync(elsewhere, path.join(cwd, NAME));
    expect(await run(cwd)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a symbolic link leads to') as string,
    });
  });
});
