import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { historySteps } from '../../src/history/git/history.js';
import type { Version } from '../../src/history/step.js';
import { gitIn, temporaryFolder } from '../workspace/temporary-folder.js';
import { historyOf, opened, optionsIn, told } from './collected.js';
import { commit, emptyRepository, headOf, PLAN, STATE, state } from './repositories.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

describe('a line of commits', () => {
  test('is told newest first, each against its parent', async () => {
    const folder = emptyRepository();
    const first = commit(folder, { [STATE]: state(1) });
    const second = commit(folder, { [STATE]: state(2), [PLAN]: state('p') });
    gitIn(folder, 'rm', '--quiet', STATE);
    const third = commit(folder);
    const history = await historyOf(folder);
    expect(told(history)).toEqual([`${STATE}: 2 → none`, `${PLAN}: none → p`, `${STATE}: 1 → 2`, `${STATE}: none → 1`]);
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/u) as string;
    expect(history.steps.map(({ source }) => source)).toEqual([
      { type: 'git', commit: third, parent: second, date },
      { type: 'git', commit: second, parent: first, date },
      { type: 'git', commit: second, parent: first, date },
      { type: 'git', commit: first, parent: null, date },
    ]);
    const [, , changed] = history.steps;
    expect(changed).toMatchObject({
      kind: 'session-state',
      granularity: 'sampled',
      before: { file: STATE, path: path.posix.join(folder, STATE), commit: first },
      after: { file: STATE, path: path.posix.join(folder, STATE), commit: second },
    });
    expect(history.untold).toEqual([]);
  });

  test('has a step only where a governed file changed', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), 'package.json': '{}', 'agents/notes.json': '{}' });
    commit(folder, { 'package.json': '{"a": 1}', 'README.md': 'text' });
    commit(folder);
    expect(told(await historyOf(folder))).toEqual([`${STATE}: none → 1`]);
  });

  test('is read as far as the files are asked for', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
    const includes = (file: string): boolean => file.endsWith('plan.json');
    expect(told(await historyOf(folder, { includes }))).toEqual([`${PLAN}: none → p`]);
  });

  test('has no step where only the mode of a file changed', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    chmodSync(path.join(folder, STATE), 0o755);
    commit(folder);
    expect(told(await historyOf(folder))).toEqual([`${STATE}: none → 1`]);
  });

  test('does not end where it began anew', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    gitIn(folder, 'checkout', '--quiet', '--orphan', 'other');
    gitIn(folder, 'rm', '--quiet', '-rf', '.');
    commit(folder, { [PLAN]: state('p') });
    gitIn(folder, 'merge', '--quiet', '--allow-unrelated-histories', 'main');
    expect(told(await historyOf(folder)).sort()).toEqual([`${PLAN}: none → p`, `${STATE}: none → 1`]);
  });
});

describe('a merge', () => {
  function branches(): string {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
    for (const name of ['one', 'two']) {
      gitIn(folder, 'checkout', '--quiet', '-b', name, 'main');
      commit(folder, { [STATE]: state(name) });
    }
    return folder;
  }

  /** Merges by hand: the working tree is what comes of it. */
  function mergeInto(folder: string, files: Readonly<Record<string, string>>, ...others: string[]): string {
    gitIn(folder, 'merge', '--quiet', '--no-commit', '--no-ff', '--strategy=ours', ...others);
    return commit(folder, files);
  }

  test('is no step for what it takes over from a parent', async () => {
    const folder = branches();
    const merge = mergeInto(folder, { [PLAN]: state('merged') }, 'one');
    const { steps } = await historyOf(folder, { range: `${merge}^!` });
    expect(told({ steps, untold: [] })).toEqual([`${PLAN}: p → merged`, `${PLAN}: p → merged`]);
  });

  test('is compared with each parent where it has something of its own', async () => {
    const folder = branches();
    const merge = mergeInto(folder, { [STATE]: state('merged') }, 'one');
    const { steps } = await historyOf(folder, { range: `${merge}^!` });
    expect(told({ steps, untold: [] })).toEqual([`${STATE}: two → merged`, `${STATE}: one → merged`]);
    const [two, one] = ['two', 'one'].map((name) =>
      gitIn(folder, 'rev-parse', `${merge}^${name === 'two' ? 1 : 2}`).trim(),
    );
    expect(steps.map(({ source, before, after }) => [source, before?.commit, after?.commit])).toMatchObject([
      [{ commit: merge, parent: two }, two, merge],
      [{ commit: merge, parent: one }, one, merge],
    ]);
  });

  test('is told by its steps, and by those of no other commit', async () => {
    const folder = branches();
    const merge = mergeInto(folder, { [STATE]: state('merged') }, 'one');
    const { steps } = await historyOf(folder);
    expect(steps.map(({ after, merged }) => [after?.commit === merge, merged === true])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });

  test('of two branches that a third was merged into is compared with all three', async () => {
    const folder = branches();
    gitIn(folder, 'checkout', '--quiet', '-b', 'three', 'main');
    commit(folder, { [STATE]: state('three') });
    const merge = mergeInto(folder, { [STATE]: state('merged') }, 'one', 'two');
    gitIn(folder, 'checkout', '--quiet', '-b', 'four', 'main');
    commit(folder, { [STATE]: state('four') });
    gitIn(folder, 'checkout', '--quiet', 'three');
    const taken = mergeInto(folder, { [STATE]: state('four') }, 'four');
    expect(told(await historyOf(folder, { range: `${merge}^!` }))).toEqual(
      ['three', 'one', 'two'].map((name) => `${STATE}: ${name} → merged`),
    );
    expect(told(await historyOf(folder, { range: `${taken}^!` }))).toEqual([]);
  });

  test('that removes what both parents have is a step from each', async () => {
    const folder = branches();
    gitIn(folder, 'merge', '--quiet', '--no-commit', '--no-ff', '--strategy=ours', 'one');
    gitIn(folder, 'rm', '--quiet', '-f', STATE);
    const merge = commit(folder);
    expect(told(await historyOf(folder, { range: `${merge}^!` }))).toEqual([
      `${STATE}: two → none`,
      `${STATE}: one → none`,
    ]);
  });

  test('follows what one parent had under another name', async () => {
    const folder = branches();
    const renamed = 'agents/sessions/b/state.json';
    gitIn(folder, 'merge', '--quiet', '--no-commit', '--no-ff', '--strategy=ours', 'one');
    mkdirSync(path.join(folder, path.dirname(renamed)));
    gitIn(folder, 'mv', STATE, renamed);
    const merge = commit(folder);
    expect(told(await historyOf(folder, { range: `${merge}^!` }))).toEqual([
      `${STATE} → ${renamed}: two → two`,
      `${STATE} → ${renamed}: one → two`,
    ]);
  });
});

describe('a file that goes elsewhere', () => {
  const ELSEWHERE = 'agents/sessions/b/state.json';
  const text = Array.from({ length: 20 }, (_, line) => `line ${line} of what it says`);

  test('is followed, with both of its paths', async () => {
    const folder = emptyRepository();
    const first = commit(folder, { [STATE]: state(1, { text }) });
    renameSync(path.join(folder, 'agents/sessions/a'), path.join(folder, 'agents/sessions/b'));
    const second = commit(folder, { [ELSEWHERE]: state(2, { text }) });
    const { steps } = await historyOf(folder);
    expect(told({ steps, untold: [] })).toEqual([`${STATE} → ${ELSEWHERE}: 1 → 2`, `${STATE}: none → 1`]);
    expect(steps[0]).toMatchObject({ before: { commit: first }, after: { commit: second } });
  });

  test('is followed although its id went along, where it says that it was created at the same time', async () => {
    const folder = emptyRepository();
    const created = { created_at: '2026-03-04T10:00:00Z', text };
    commit(folder, { [STATE]: state(1, created) });
    renameSync(path.join(folder, 'agents/sessions/a'), path.join(folder, 'agents/sessions/b'));
    commit(folder, { [ELSEWHERE]: state(2, { ...created, session_id: 'b' }) });
    expect(told(await historyOf(folder))[0]).toBe(`${STATE} → ${ELSEWHERE}: 1 → 2`);
  });

  test('is not taken for another that was created as it was removed', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1, { created_at: '2026-03-04T10:00:00Z', text }) });
    rmSync(path.join(folder, STATE));
    commit(folder, { [ELSEWHERE]: state(2, { session_id: 'b', created_at: '2026-03-05T11:00:00Z', text }) });
    expect(told(await historyOf(folder))).toEqual([
      `${STATE}: 1 → none`,
      `${ELSEWHERE}: none → 2`,
      `${STATE}: none → 1`,
    ]);
  });

  const days: [description: string, was: string, is: string, steps: string[]][] = [
    [
      'a time that is written otherwise is the same time',
      '2026-03-04T10:00:00Z',
      '2026-03-04T11:00:00+01:00',
      [`${STATE} → ${ELSEWHERE}: 1 → 2`],
    ],
    [
      'a day that two documents may well share proves nothing',
      '2026-03-04T00:00:00Z',
      '2026-03-04T00:00:00Z',
      [`${STATE}: 1 → none`, `${ELSEWHERE}: none → 2`],
    ],
    ['nor does a text that is no time', 'today', 'today', [`${STATE}: 1 → none`, `${ELSEWHERE}: none → 2`]],
  ];
  test.each(days)('with its id is judged by when it was created: %s', async (_description, was, is, steps) => {
    const folder = emptyRepository();
    const half = text.slice(0, 10);
    const others = half.map((line) => line.toUpperCase());
    commit(folder, { [STATE]: state(1, { created_at: was, half, text }) });
    rmSync(path.join(folder, STATE));
    commit(folder, { [ELSEWHERE]: state(2, { session_id: 'b', created_at: is, half: others, text }) });
    expect(told(await historyOf(folder)).slice(0, -1)).toEqual(steps);
  });

  test('and becomes of another kind is one that was removed and one that was created', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    gitIn(folder, 'mv', STATE, PLAN);
    commit(folder);
    expect(told(await historyOf(folder))).toEqual([`${STATE}: 1 → none`, `${PLAN}: none → 1`, `${STATE}: none → 1`]);
  });

  test('and is no longer governed was removed', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    gitIn(folder, 'mv', STATE, 'kept.json');
    commit(folder);
    expect(told(await historyOf(folder))).toEqual([`${STATE}: 1 → none`, `${STATE}: none → 1`]);
  });

  test('and stays where it was is a copy, as its id tells', async () => {
    const folder = emptyRepository();
    const first = commit(folder, { [STATE]: state(1) });
    commit(folder, { [ELSEWHERE]: state(2) });
    commit(folder, { 'agents/sessions/c/state.json': state(3, { session_id: 'nobody' }) });
    const { steps } = await historyOf(folder);
    expect(told({ steps, untold: [] })).toEqual([
      'agents/sessions/c/state.json: none → 3',
      `${STATE} → ${ELSEWHERE}: 1 → 2 (copied)`,
      `${STATE}: none → 1`,
    ]);
    expect(steps[1]).toMatchObject({ before: { commit: first } });
  });

  test('and changes so much that git does not see it is no copy: nothing stays where it was', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1, { text }) });
    rmSync(path.join(folder, STATE));
    commit(folder, { [ELSEWHERE]: state(2, { topic: 'x'.repeat(1000) }) });
    expect(told(await historyOf(folder)).slice(0, 2)).toEqual([`${STATE}: 1 → none`, `${STATE} → ${ELSEWHERE}: 1 → 2`]);
  });
});

describe('what is no file', () => {
  test('is no document: a link', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), 'elsewhere.json': state('elsewhere') });
    rmSync(path.join(folder, STATE));
    symlinkSync('../../../elsewhere.json', path.join(folder, STATE));
    commit(folder);
    rmSync(path.join(folder, STATE));
    commit(folder, { [STATE]: state(2) });
    expect(told(await historyOf(folder))).toEqual([`${STATE}: none → 2`, `${STATE}: 1 → none`, `${STATE}: none → 1`]);
  });

  test('is no document: a submodule', async () => {
    const folder = emptyRepository();
    const id = commit(folder, { 'README.md': 'text' });
    gitIn(folder, 'update-index', '--add', '--cacheinfo', `160000,${id},${STATE}`);
    gitIn(folder, 'commit', '--quiet', '--message', 'a submodule');
    expect(told(await historyOf(folder))).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['with a line feed', 'one\ntwo'],
    ['with quotes and a tab', 'so-called "state"\tof \'things\''],
    ['with a colon at the beginning', ':100644 100644 M'],
    ['like a commit’s line', 'commit 0123456789012345678901234567890123456789 2026 '],
    ['in another script', 'größe-状態'],
    ['with a backslash', String.raw`a\xff`],
  ])('%s', async (_what, name) => {
    const file = `agents/sessions/${name}/state.json`;
    const folder = emptyRepository();
    commit(folder, { [file]: state(1) });
    commit(folder, { [file]: state(2) });
    expect(told(await historyOf(folder))).toEqual([`${file}: 1 → 2`, `${file}: none → 1`]);
  });

  test('that are no UTF-8 stay different from each other', async () => {
    const folder = emptyRepository();
    for (const [byte, version] of [
      [0xfe, 1],
      [0xff, 2],
    ] as const) {
      const name = Buffer.concat([
        Buffer.from(`${folder}/agents/sessions/a`),
        Buffer.from([byte]),
        Buffer.from('/state.json'),
      ]);
      mkdirSync(name.subarray(0, name.lastIndexOf('/')), { recursive: true });
      writeFileSync(name, state(version));
    }
    commit(folder);
    expect(told(await historyOf(folder))).toEqual([
      String.raw`agents/sessions/a\xfe/state.json: none → 1`,
      String.raw`agents/sessions/a\xff/state.json: none → 2`,
    ]);
  });
});

describe('a repository', () => {
  const TOLD = [`${STATE}: 1 → 2`, `${STATE}: none → 1`];

  function twoVersions(...options: string[]): string {
    const folder = emptyRepository(...options);
    commit(folder, { [STATE]: state(1) });
    commit(folder, { [STATE]: state(2) });
    return folder;
  }

  test('is the same seen from a folder below', async () => {
    const folder = twoVersions();
    const below = path.join(folder, 'agents/sessions');
    const { steps } = await historyOf(below);
    expect(steps.map(({ after }) => after?.file)).toEqual(['a/state.json', 'a/state.json']);
    expect(await opened(below)).toMatchObject({ top: folder, prefix: 'agents/sessions/', bare: false });
  });

  test('is the same seen from its .git folder', async () => {
    const folder = twoVersions();
    const { steps } = await historyOf(path.join(folder, '.git'));
    expect(steps.map(({ after }) => after?.path)).toEqual([
      path.posix.join(folder, STATE),
      path.posix.join(folder, STATE),
    ]);
  });

  test('may have more than one working tree', async () => {
    const folder = twoVersions();
    const other = path.join(temporaryFolder(), 'other');
    gitIn(folder, 'worktree', 'add', '--quiet', other, 'HEAD~1');
    expect(told(await historyOf(other))).toEqual(TOLD.slice(1));
    expect((await opened(other)).top).toBe(other);
  });

  test('may have no working tree', async () => {
    const bare = path.join(temporaryFolder(), 'bare.git');
    gitIn(twoVersions(), 'clone', '--quiet', '--bare', '.', bare);
    expect(told(await historyOf(bare))).toEqual(TOLD);
    expect(await opened(bare)).toMatchObject({ top: bare, bare: true });
  });

  test('may name its objects by SHA-256', async () => {
    const folder = temporaryFolder();
    gitIn(folder, 'init', '--quiet', '--object-format=sha256');
    commit(folder, { [STATE]: state(1) });
    commit(folder, { [STATE]: state(2) });
    const history = await historyOf(folder);
    expect(told(history)).toEqual(TOLD);
    expect(history.steps[0]?.after?.commit).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('is the one that the folder stands in, whatever a surrounding hook says', async () => {
    const folder = twoVersions();
    const elsewhere = emptyRepository();
    vi.stubEnv('GIT_DIR', path.join(elsewhere, '.git'));
    vi.stubEnv('GIT_WORK_TREE', elsewhere);
    vi.stubEnv('GIT_INDEX_FILE', path.join(elsewhere, '.git/index'));
    vi.stubEnv('GIT_PREFIX', 'somewhere/');
    expect(told(await historyOf(folder))).toEqual(TOLD);
  });

  test('is read as it was committed, not as replacements and grafts have it', async () => {
    const folder = twoVersions();
    const replaced = gitIn(folder, 'hash-object', '-w', '--stdin', '--path', STATE, ...[]).trim();
    gitIn(folder, 'replace', gitIn(folder, 'rev-parse', `HEAD:${STATE}`).trim(), replaced);
    mkdirSync(path.join(folder, '.git/info'), { recursive: true });
    writeFileSync(path.join(folder, '.git/info/grafts'), `${headOf(folder)}\n`);
    expect(told(await historyOf(folder))).toEqual(TOLD);
  });
});

describe('a range', () => {
  test('leaves out what lies before it, but for comparison', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    gitIn(folder, 'tag', 'v1');
    commit(folder, { [STATE]: state(2) });
    expect(told(await historyOf(folder, { range: 'v1..HEAD' }))).toEqual([`${STATE}: 1 → 2`]);
    expect(told(await historyOf(folder, { range: 'v1' }))).toEqual([`${STATE}: none → 1`]);
    expect(told(await historyOf(folder, { range: 'HEAD..v1' }))).toEqual([]);
  });

  test.each(['main..nowhere', 'nowhere', '--all', '--output=written'])('%s is refused', async (range) => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    await expect(historyOf(folder, { range })).rejects.toThrow(
      /^git log: .*(?:bad revision|unknown revision|ambiguous)/u,
    );
    expect(existsSync(path.join(folder, 'written'))).toBe(false);
  });
});

describe('a version that cannot be read', () => {
  test('hides no change: what lies on both sides of it is compared', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    commit(folder, { [STATE]: '{"version": ' });
    commit(folder, { [STATE]: '{"version": 2,' });
    commit(folder, { [STATE]: state(3) });
    expect(told(await historyOf(folder))).toEqual([
      `${STATE}: unread → 3`,
      `${STATE}: unread → unread`,
      `${STATE}: 1 → unread`,
      `${STATE}: 1 → 3`,
      `${STATE}: none → 1`,
    ]);
  });

  test('hides none either when it is of no schema that is known', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    commit(folder, { [STATE]: '{}' });
    commit(folder, { [STATE]: state(3) });
    expect((await historyOf(folder)).steps.map(({ before, after }) => [versionIn(before), versionIn(after)])).toEqual([
      [undefined, 3],
      [1, undefined],
      [1, 3],
      [undefined, 1],
    ]);
  });

  test('at the beginning leaves the first that can be read as the first', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: '' });
    const second = commit(folder, { [STATE]: state(2) });
    const history = await historyOf(folder);
    expect(told(history)).toEqual([`${STATE}: unread → 2`, `${STATE}: none → unread`, `${STATE}: none → 2`]);
    expect(history.steps[2]?.source).toMatchObject({ commit: second });
  });

  test.each([
    ['with a byte-order mark', Buffer.from(`\uFEFF${state(1)}`), true],
    ['in UTF-16', Buffer.from(state(1), 'utf16le'), false],
    ['nested too deeply', Buffer.from('['.repeat(300) + ']'.repeat(300)), false],
    ['with bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), false],
  ])('or can: %s', async (_what, bytes, parsed) => {
    const folder = emptyRepository();
    mkdirSync(path.join(folder, path.dirname(STATE)), { recursive: true });
    writeFileSync(path.join(folder, STATE), bytes);
    commit(folder);
    const { steps } = await historyOf(folder);
    expect(steps[0]?.after?.document.parsed).toBe(parsed);
  });
});

describe('reading', () => {
  test('asks ahead, but not without bound', async () => {
    const folder = emptyRepository();
    stream(folder, 600, 1);
    const repository = await opened(folder);
    let asked = 0;
    const includes = (): boolean => {
      asked += 1;
      return true;
    };
    const steps = historySteps(repository, { ...optionsIn(folder), includes }).steps[Symbol.asyncIterator]();
    await steps.next();
    expect(asked).toBeLessThan(200);
    await steps.return?.();
  });

  test('gives each version its own text, also when more is read than is kept', async () => {
    const folder = emptyRepository();
    stream(folder, 60, 30, 'x'.repeat(1_000_000));
    const { steps } = await historyOf(folder);
    expect(steps).toHaveLength(60);
    for (const { before, after } of steps.slice(0, 30)) {
      expect(versionIn(after)).toBe(versionIn(before) + 30);
    }
  });

  test('ends git when nobody reads on', async () => {
    const folder = emptyRepository();
    stream(folder, 600, 1, 'x'.repeat(5000));
    const { steps } = historySteps(await opened(folder), optionsIn(folder));
    let running: string[] = [];
    for await (const step of steps) {
      running = gitsBelow();
      if (step.after) break;
    }
    expect(running).toHaveLength(2);
    expect(gitsBelow()).toEqual([]);
  });

  test('ends with git’s words where a commit’s files cannot be told', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    const tree = gitIn(folder, 'rev-parse', 'HEAD^{tree}').trim();
    commit(folder, { [STATE]: state(2) });
    commit(folder, { [STATE]: state(3) });
    rmSync(path.join(folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    const seen: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const step of historySteps(await opened(folder), optionsIn(folder)).steps) seen.push(step);
    };
    await expect(reading()).rejects.toThrow(new RegExp(`^git log: .*${tree}`, 'u'));
    expect(gitsBelow()).toEqual([]);
  });

  test('ends with git’s words where a file’s content is damaged', async () => {
    const folder = emptyRepository();
    commit(folder, {
      [STATE]: state(1, { noise: Array.from({ length: 9000 }, (_, index) => (index * index) % 9973) }),
    });
    const blob = gitIn(folder, 'rev-parse', `HEAD:${STATE}`).trim();
    const file = path.join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2));
    const bytes = readFileSync(file);
    rmSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length >> 1));
    await expect(historyOf(folder)).rejects.toThrow(/^git cat-file: .*(?:corrupt|unable to stream)/u);
    expect(gitsBelow()).toEqual([]);
  });

  /** Commits versions of so many files by turns, each holding its number. */
  function stream(folder: string, commits: number, files: number, filling = ''): void {
    const commands = Array.from({ length: commits }, (_, index) => {
      const text = JSON.stringify({ version: index, filling });
      return (
        `commit refs/heads/main\ncommitter someone <someone@example.org> ${1_700_000_000 + index} +0000\ndata 0\n\n` +
        `M 100644 inline agents/sessions/${index % files}/state.json\ndata ${text.length}\n${text}\n`
      );
    });
    execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: commands.join('') });
  }

  function versionIn(version: Version | undefined): number {
    return version?.document.parsed ? (version.document.value as { version: number }).version : NaN;
  }

  /** The git processes that this one has started and that are still there. */
  function gitsBelow(): string[] {
    const listed = execFileSync('ps', ['-A', '-o', 'ppid=,stat=,comm='], { encoding: 'utf8' });
    return listed
      .split('\n')
      .filter((line) => new RegExp(String.raw`^\s*${process.pid}\s+[^Z]\S*\s+git`, 'u').test(line));
  }
});

function versionIn(version: Version | undefined): unknown {
  if (version?.document.parsed !== true) return undefined;
  return (version.document.value as { readonly version?: unknown }).version;
}
