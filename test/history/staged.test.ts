import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { stagedSteps } from '../../src/history/staged.js';
import { addFiles, gitIn, temporaryFolder } from '../workspace/temporary-folder.js';
import { collect, type Collected, opened, optionsIn, told } from './collected.js';
import { commit, emptyRepository, headOf, PLAN, STATE, state } from './repositories.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

async function stagedIn(folder: string): Promise<Collected> {
  return collect(stagedSteps(await opened(folder), optionsIn(folder)));
}

function stage(folder: string, files: Readonly<Record<string, string>>): void {
  addFiles(folder, files);
  gitIn(folder, 'add', '--all');
}

/** One commit with a state and a plan. */
function oneCommit(): string {
  const folder = emptyRepository();
  commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
  return folder;
}

describe('what is staged', () => {
  test('is compared with the checked-out commit', async () => {
    const folder = oneCommit();
    stage(folder, { [STATE]: state(2), 'package.json': '{}' });
    gitIn(folder, 'rm', '--quiet', PLAN);
    const { steps } = await stagedIn(folder);
    expect(told({ steps, untold: [] })).toEqual([`${PLAN}: p → none`, `${STATE}: 1 → 2`]);
    const head = headOf(folder);
    const [, changed] = steps;
    expect(changed).toMatchObject({
      kind: 'session-state',
      granularity: 'sampled',
      source: { type: 'index', base: head },
      before: { commit: head },
    });
    expect(changed?.after).not.toHaveProperty('commit');
  });

  test('is nothing where nothing is', async () => {
    expect(await stagedIn(oneCommit())).toEqual({ steps: [], untold: [] });
  });

  test('is nothing that a bare repository could have', async () => {
    const bare = path.join(temporaryFolder(), 'bare');
    gitIn(oneCommit(), 'clone', '--quiet', '--bare', '.', bare);
    await expect(stagedIn(bare)).rejects.toThrow('nothing is staged in a bare repository');
  });

  test('is not what the working tree has', async () => {
    const folder = oneCommit();
    stage(folder, { [STATE]: state(2) });
    addFiles(folder, { [STATE]: state(3), [PLAN]: state('q') });
    expect(told(await stagedIn(folder))).toEqual([`${STATE}: 1 → 2`]);
  });

  test('may be a part of a file’s changes', async () => {
    const folder = emptyRepository();
    const lines = Array.from({ length: 40 }, (_, line) => `"line ${line}"`);
    const text = (version: number, last: string): string =>
      `{"version": ${version},\n"lines": [${lines.join(',\n')},\n"${last}"]}\n`;
    commit(folder, { [STATE]: text(1, 'old') });
    addFiles(folder, { [STATE]: text(2, 'new') });
    execFileSync('git', ['-C', folder, 'add', '-p'], { input: 'y\nn\n', stdio: ['pipe', 'ignore', 'ignore'] });
    const { steps } = await stagedIn(folder);
    const [step] = steps;
    expect(told({ steps, untold: [] })).toEqual([`${STATE}: 1 → 2`]);
    expect(step?.after?.document.text).toBe(text(2, 'old'));
  });

  test('is new throughout before the first commit', async () => {
    for (const options of [[], ['--object-format=sha256']]) {
      const folder = temporaryFolder();
      gitIn(folder, 'init', '--quiet', ...options);
      stage(folder, { [STATE]: state(1), [PLAN]: state('p') });
      const { steps } = await stagedIn(folder);
      expect(told({ steps, untold: [] })).toEqual([`${PLAN}: none → p`, `${STATE}: none → 1`]);
      expect(steps[0]?.source).toEqual({ type: 'index', base: null });
    }
  });

  test('is not what is only intended to be added', async () => {
    const folder = emptyRepository();
    commit(folder, { [PLAN]: state('p') });
    addFiles(folder, { [STATE]: state(1) });
    gitIn(folder, 'add', '--intent-to-add', STATE);
    expect(told(await stagedIn(folder))).toEqual([]);
  });

  test('is followed where it was renamed', async () => {
    const folder = oneCommit();
    gitIn(folder, 'mv', 'agents/sessions/a', 'agents/sessions/b');
    expect(told(await stagedIn(folder))).toEqual([
      'agents/sessions/a/plan.json → agents/sessions/b/plan.json: p → p',
      'agents/sessions/a/state.json → agents/sessions/b/state.json: 1 → 1',
    ]);
  });

  test('is a copy where its id is that of the folder it was copied from', async () => {
    const folder = oneCommit();
    stage(folder, { 'agents/sessions/b/state.json': state(2) });
    expect(told(await stagedIn(folder))).toEqual([`${STATE} → agents/sessions/b/state.json: 1 → 2 (copied)`]);
  });

  test('is no document where it is a link', async () => {
    const folder = oneCommit();
    rmSync(path.join(folder, STATE));
    symlinkSync('elsewhere.json', path.join(folder, STATE));
    gitIn(folder, 'add', '--all');
    expect(told(await stagedIn(folder))).toEqual([`${STATE}: 1 → none`]);
  });

  test('is looked for from a folder below as well', async () => {
    const folder = oneCommit();
    stage(folder, { [STATE]: state(2) });
    expect(told(await stagedIn(path.join(folder, 'agents')))).toEqual(['sessions/a/state.json: 1 → 2']);
  });
});

describe('while a merge is under way', () => {
  function merging(): string {
    const folder = oneCommit();
    gitIn(folder, 'checkout', '--quiet', '-b', 'side');
    commit(folder, { [STATE]: state('side'), [PLAN]: state('side') });
    gitIn(folder, 'checkout', '--quiet', 'main');
    commit(folder, { [STATE]: state('main') });
    return folder;
  }

  test('what is staged is compared with both sides, and what one of them has is no step', async () => {
    const folder = merging();
    gitIn(folder, 'merge', '--quiet', '--no-commit', '--strategy=ours', 'side');
    stage(folder, { [STATE]: state('merged'), [PLAN]: state('side') });
    const { steps } = await stagedIn(folder);
    expect(told({ steps, untold: [] })).toEqual([`${STATE}: main → merged`, `${STATE}: side → merged`]);
    const side = gitIn(folder, 'rev-parse', 'side').trim();
    expect(steps.map(({ source }) => source)).toEqual([
      { type: 'index', base: headOf(folder) },
      { type: 'index', base: side },
    ]);
  });

  test('a conflict that is not resolved is told', async () => {
    const folder = merging();
    expect(() => gitIn(folder, 'merge', '--quiet', 'side')).toThrow();
    const { steps, untold } = await stagedIn(folder);
    expect(told({ steps, untold })).toEqual([]);
    expect(untold).toEqual([{ display: STATE, reason: 'its merge conflict is not resolved' }]);
  });

  test('a conflict with a side that removed the file is told as well', async () => {
    const folder = merging();
    gitIn(folder, 'checkout', '--quiet', 'side');
    gitIn(folder, 'rm', '--quiet', STATE);
    gitIn(folder, 'commit', '--quiet', '--message', 'away');
    gitIn(folder, 'checkout', '--quiet', 'main');
    expect(() => gitIn(folder, 'merge', '--quiet', 'side')).toThrow();
    const conflict = [{ display: STATE, reason: 'its merge conflict is not resolved' }];
    expect((await stagedIn(folder)).untold).toEqual(conflict);
    gitIn(folder, 'merge', '--abort');
    gitIn(folder, 'checkout', '--quiet', 'side');
    // Now it is the checked-out side that lacks it, and no other is known.
    expect(() => gitIn(folder, 'cherry-pick', 'main')).toThrow();
    expect((await stagedIn(folder)).untold).toEqual(conflict);
  });

  test('that is squashed what is staged is compared with the checked-out commit only', async () => {
    const folder = oneCommit();
    gitIn(folder, 'checkout', '--quiet', '-b', 'side');
    commit(folder, { [STATE]: state(2) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    gitIn(folder, 'merge', '--quiet', '--squash', 'side');
    expect(told(await stagedIn(folder))).toEqual([`${STATE}: 1 → 2`]);
  });
});

test.each([['cherry-pick'], ['rebase']])(
  'during a %s what is staged is compared with the checked-out commit',
  async (command) => {
    const folder = oneCommit();
    gitIn(folder, 'checkout', '--quiet', '-b', 'side');
    commit(folder, { [STATE]: state('side') });
    gitIn(folder, 'checkout', '--quiet', 'main');
    const main = commit(folder, { [STATE]: state('main') });
    if (command === 'cherry-pick') expect(() => gitIn(folder, 'cherry-pick', 'side')).toThrow();
    else expect(() => gitIn(folder, 'rebase', 'main', 'side')).toThrow();
    stage(folder, { [STATE]: state('resolved') });
    const { steps } = await stagedIn(folder);
    expect(told({ steps, untold: [] })).toEqual([`${STATE}: main → resolved`]);
    expect(steps[0]?.source).toEqual({ type: 'index', base: main });
  },
);

describe('a surrounding hook', () => {
  test('of another repository has no say', async () => {
    const folder = oneCommit();
    stage(folder, { [STATE]: state(2) });
    const other = oneCommit();
    for (const [index, repository] of [
      [path.join(other, '.git/index'), path.join(other, '.git')],
      ['.git/next-index-1.lock', undefined],
      [path.join(other, '.git/index'), '.git-elsewhere'],
    ] as const) {
      vi.stubEnv('GIT_INDEX_FILE', index);
      vi.stubEnv('GIT_DIR', repository);
      expect(told(await stagedIn(folder)), index).toEqual([`${STATE}: 1 → 2`]);
    }
  });

  test('may have its index elsewhere', async () => {
    const folder = oneCommit();
    stage(folder, { [STATE]: state(2) });
    const index = path.join(temporaryFolder(), 'index');
    writeFileSync(index, readFileSync(path.join(folder, '.git/index')));
    stage(folder, { [STATE]: state(3) });
    vi.stubEnv('GIT_INDEX_FILE', index);
    expect(told(await stagedIn(folder))).toEqual([`${STATE}: 1 → 2`]);
    vi.stubEnv('GIT_DIR', path.join(folder, '.git'));
    expect(told(await stagedIn(folder))).toEqual([`${STATE}: 1 → 2`]);
  });
});

describe('in a real hook', () => {
  let program: string;

  /** What the hook runs: it writes down the steps that it sees. */
  beforeAll(async () => {
    const contents = `
      import { appendFileSync } from 'node:fs';
      import { collect, opened, optionsIn, told } from './test/history/collected.js';
      import { stagedSteps } from './src/history/staged.js';
      const folder = process.cwd();
      const steps = told(await collect(stagedSteps(await opened(folder), optionsIn(folder))));
      appendFileSync(process.env.STEPS_FILE, JSON.stringify(steps) + '\\n');
    `;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: path.join(import.meta.dirname, '../..') },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
    });
    program = outputFiles[0]?.text ?? '';
  });

  /** A repository with a commit, whose hooks write down the steps; what they saw since this was asked last. */
  function hooked(...through: readonly string[]): {
    folder: string;
    git: (...args: string[]) => void;
    seen: () => string[][];
  } {
    const folder = oneCommit();
    const place = temporaryFolder();
    const script = path.join(place, 'program.mjs');
    const file = path.join(place, 'steps');
    writeFileSync(script, program);
    writeFileSync(file, '');
    const run = `exec ${[...through, `'${process.execPath}'`, `'${script}'`].join(' ')}`;
    const hooks = path.join(folder, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of ['pre-commit', 'pre-merge-commit']) {
      writeFileSync(path.join(hooks, name), `#!/bin/sh\n${run}\n`);
      chmodSync(path.join(hooks, name), 0o755);
    }
    const env = {
      PATH: process.env['PATH'],
      HOME: place,
      STEPS_FILE: file,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'someone',
      GIT_AUTHOR_EMAIL: 'someone@example.org',
      GIT_COMMITTER_NAME: 'someone',
      GIT_COMMITTER_EMAIL: 'someone@example.org',
    };
    return {
      folder,
      git: (...args) => {
        execFileSync('git', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      },
      seen: () => {
        const lines = readFileSync(file, 'utf8').trim().split('\n');
        writeFileSync(file, '');
        return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as string[]);
      },
    };
  }

  test('git commit', () => {
    const { folder, git, seen } = hooked();
    stage(folder, { [STATE]: state(2) });
    addFiles(folder, { [STATE]: state(3) });
    git('commit', '-m', 'x');
    expect(seen()).toEqual([[`${STATE}: 1 → 2`]]);
  });

  test('git commit -a: what was not staged before', () => {
    const { folder, git, seen } = hooked();
    stage(folder, { [STATE]: state(2) });
    addFiles(folder, { [STATE]: state(3) });
    git('commit', '-a', '-m', 'x');
    expect(seen()).toEqual([[`${STATE}: 1 → 3`]]);
  });

  test('git commit with a path: that file only', () => {
    const { folder, git, seen } = hooked();
    stage(folder, { [STATE]: state(2), [PLAN]: state('q') });
    addFiles(folder, { [STATE]: state(3) });
    git('commit', '-m', 'x', '-o', STATE);
    expect(seen()).toEqual([[`${STATE}: 1 → 3`]]);
  });

  test('in another working tree, and from a folder below', () => {
    const { folder, git, seen } = hooked();
    const other = path.join(temporaryFolder(), 'other');
    git('worktree', 'add', '--quiet', other);
    stage(folder, { [STATE]: state('elsewhere') });
    addFiles(other, { [STATE]: state(2) });
    git('-C', path.join(other, 'agents'), 'commit', '-a', '-m', 'x');
    expect(seen()).toEqual([[`${STATE}: 1 → 2`]]);
  });

  test('git commit --amend: against the parent of what is replaced', () => {
    for (const through of [[], ['sh', '-c', `'"$@"'`, 'x']]) {
      const { folder, git, seen } = hooked(...through);
      stage(folder, { [STATE]: state(2) });
      git('commit', '-m', 'to be replaced');
      stage(folder, { [STATE]: state(3), [PLAN]: state('q') });
      git('commit', '--amend', '-m', 'x');
      stage(folder, { [STATE]: state(4) });
      git('-c', 'alias.again=commit --amend', 'again', '-m', 'x');
      stage(folder, { [STATE]: state(5) });
      git('commit', '-m', '--amend');
      expect(seen()).toEqual([
        [`${STATE}: 1 → 2`],
        [`${PLAN}: p → q`, `${STATE}: 1 → 3`],
        [`${PLAN}: p → q`, `${STATE}: 1 → 4`],
        [`${STATE}: 4 → 5`],
      ]);
    }
  });

  test('git commit --amend of the first commit: all is new', () => {
    const { folder, git, seen } = hooked();
    stage(folder, { [STATE]: state(2) });
    git('commit', '--amend', '-m', 'x');
    expect(seen()).toEqual([[`${PLAN}: none → p`, `${STATE}: none → 2`]]);
  });

  test('git merge: against both sides, before git itself has written down that it merges', () => {
    const { folder, git, seen } = hooked();
    git('checkout', '--quiet', '-b', 'side');
    stage(folder, { [STATE]: state('side') });
    git('commit', '-m', 'x');
    git('checkout', '--quiet', 'main');
    stage(folder, { [PLAN]: state('main') });
    git('commit', '-m', 'x');
    seen();
    git('merge', '--no-edit', 'side');
    expect(seen()).toEqual([[]]);
  });
});
