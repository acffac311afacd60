import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { openRepository } from '../../src/history/git/repository.js';
import { createUntold } from '../../src/history/untold.js';
import { findProgram } from '../../src/workspace/git.js';
import { gitIn, temporaryFolder } from '../workspace/temporary-folder.js';
import { historyOf, opened, told } from './collected.js';
import { commit, emptyRepository, PLAN, STATE, state } from './repositories.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

function twoVersions(): string {
  const folder = emptyRepository();
  commit(folder, { [STATE]: state(1) });
  commit(folder, { [STATE]: state(2) });
  return folder;
}

/** A clone as over a network, with what is asked for left out. */
function clone(folder: string, ...options: string[]): string {
  const target = path.join(temporaryFolder(), 'clone');
  gitIn(folder, 'config', 'uploadpack.allowFilter', 'true');
  gitIn(folder, 'clone', '--quiet', ...options, pathToFileURL(folder).href, target);
  return target;
}

describe('a shallow clone', () => {
  test('is told, and its oldest commits are not taken for beginnings', async () => {
    const folder = twoVersions();
    commit(folder, { [STATE]: state(3) });
    const shallow = clone(folder, '--depth=2');
    expect(await opened(shallow)).toMatchObject({ shallow: true });
    const history = await historyOf(shallow);
    expect(told(history)).toEqual([`${STATE}: 2 → 3`]);
    const oldest = gitIn(folder, 'rev-parse', '--short=7', 'HEAD~1').trim();
    const reason = `this clone is shallow: what commit ${oldest} changed cannot be told`;
    expect(history.untold).toEqual([{ display: '.', reason, shallow: true }]);
  });

  test('is as good as a whole one where its end is out of range', async () => {
    const folder = twoVersions();
    commit(folder, { [STATE]: state(3) });
    const history = await historyOf(clone(folder, '--depth=2'), { range: 'HEAD~1..HEAD' });
    expect(told(history)).toEqual([`${STATE}: 2 → 3`]);
    expect(history.untold).toEqual([]);
  });
});

test('a branch without commits has no steps', async () => {
  const folder = emptyRepository();
  expect(await opened(folder)).not.toHaveProperty('head');
  expect(told(await historyOf(folder))).toEqual([]);
});

describe('a partial clone', () => {
  test('lacks contents, which are told and not fetched', async () => {
    const folder = twoVersions();
    const partial = clone(folder, '--filter=blob:none');
    const before = objectsIn(partial);
    expect(await opened(partial)).toMatchObject({ partial: true });
    const history = await historyOf(partial);
    // Only what is checked out was fetched.
    expect(told(history)).toEqual([`${STATE}: unread → 2`, `${STATE}: none → unread`, `${STATE}: none → 2`]);
    const blob = gitIn(folder, 'rev-parse', `HEAD~1:${STATE}`).slice(0, 12);
    const reason = `git has not the contents of a version (${blob}) in this clone`;
    expect(history.untold).toEqual([{ display: STATE, reason }]);
    expect(objectsIn(partial)).toBe(before);
  });

  test('finds files that were renamed as they were, and needs no contents for it', async () => {
    const folder = twoVersions();
    gitIn(folder, 'mv', 'agents/sessions/a', 'agents/sessions/b');
    commit(folder);
    const partial = clone(folder, '--filter=blob:none');
    const { steps } = await historyOf(partial);
    expect(steps[0]).toMatchObject({
      before: { file: STATE },
      after: { file: 'agents/sessions/b/state.json', document: { parsed: true } },
    });
  });

  test('that lacks folders as well fails with git’s words', async () => {
    const partial = clone(twoVersions(), '--filter=tree:0', '--no-checkout');
    await expect(historyOf(partial)).rejects.toThrow(/^git log: /u);
  });

  function objectsIn(folder: string): string {
    return gitIn(folder, 'cat-file', '--batch-all-objects', '--batch-check');
  }
});

test('a clone that lacks an object tells of it', async () => {
  const folder = twoVersions();
  const blob = gitIn(folder, 'rev-parse', `HEAD~1:${STATE}`).trim();
  rmSync(path.join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const { untold } = await historyOf(folder);
  expect(untold).toEqual([
    { display: STATE, reason: `git has not the contents of a version (${blob.slice(0, 12)}) in this clone` },
  ]);
});

describe('submodules', () => {
  function withSubmodules(): string {
    const folder = emptyRepository();
    const id = commit(folder, { [STATE]: state(1) });
    const gitmodules =
      '[submodule "one"]\n\tpath = parts/one\n\turl = ../one\n[submodule "two"]\n\tpath = "parts/the second"\n\turl = ../two\n';
    writeFileSync(path.join(folder, '.gitmodules'), gitmodules);
    gitIn(folder, 'add', '.gitmodules');
    gitIn(folder, 'update-index', '--add', '--cacheinfo', `160000,${id},parts/one`);
    gitIn(folder, 'commit', '--quiet', '--message', 'submodules');
    return folder;
  }

  const reason = 'this submodule has a history of its own, which was not looked at';

  test('are told, as having a history elsewhere', async () => {
    expect((await historyOf(withSubmodules())).untold).toEqual([
      { display: 'parts/one', reason, elsewhere: true },
      { display: 'parts/the second', reason, elsewhere: true },
    ]);
  });

  test('are not told where nobody looks', async () => {
    const includes = (file: string): boolean => !file.includes('/parts/');
    expect((await historyOf(withSubmodules(), { includes })).untold).toEqual([]);
  });

  test('named by a file that git cannot read are no fault', async () => {
    const folder = twoVersions();
    commit(folder, { '.gitmodules': '[submodule' });
    expect((await historyOf(folder)).untold).toEqual([]);
  });
});

test('a pointer of git-lfs is told once a file, and is no version', async () => {
  const folder = emptyRepository();
  const pointer = (id: string): string =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${id.repeat(64)}\nsize 12345\n`;
  commit(folder, { [STATE]: pointer('a') });
  commit(folder, { [STATE]: pointer('b') });
  const history = await historyOf(folder);
  expect(told(history)).toEqual([`${STATE}: unread → unread`, `${STATE}: none → unread`]);
  expect(history.untold).toEqual([{ display: STATE, reason: 'git has only a pointer of git-lfs, not the contents' }]);
});

test('a version that is too long is told, and those around it are compared', async () => {
  const folder = emptyRepository();
  commit(folder, { [STATE]: state(1) });
  commit(folder, { [STATE]: state(2, { filling: 'x'.repeat(100_000) }) });
  commit(folder, { [STATE]: state(3), [PLAN]: state('p') });
  const history = await historyOf(folder, { limits: { ...DEFAULT_LIMITS, maxBytes: 1000 } });
  expect(told(history)).toEqual([
    `${PLAN}: none → p`,
    `${STATE}: unread → 3`,
    `${STATE}: 1 → unread`,
    `${STATE}: 1 → 3`,
    `${STATE}: none → 1`,
  ]);
  expect(history.untold).toEqual([
    {
      display: STATE,
      reason: expect.stringMatching(/^a version of 1000\d\d bytes is over the limit of 1000$/u) as string,
    },
  ]);
});

test('nobody is told more than can be read', () => {
  const untold = createUntold('the repository');
  for (let index = 0; index < 10_000; index += 1) untold.tell({ display: `file ${index}`, reason: 'gone' });
  expect(untold.list).toHaveLength(101);
  expect(untold.list.at(-1)).toEqual({
    display: 'the repository',
    reason: 'there is more that could not be looked at',
  });
});

describe('no repository', () => {
  test('is there where git finds none', async () => {
    const reason = expect.stringMatching(/^not a git repository/u) as string;
    expect(await openRepository(temporaryFolder())).toEqual({ reason });
  });

  test('is there without git', async () => {
    const folder = twoVersions();
    vi.stubEnv('PATH', temporaryFolder());
    expect(await openRepository(folder)).toEqual({ reason: 'git is not on the PATH' });
  });

  test('is there where the checked-out commit is lost, which is no branch without commits', async () => {
    const folder = twoVersions();
    const head = gitIn(folder, 'rev-parse', 'HEAD').trim();
    rmSync(path.join(folder, '.git/objects', head.slice(0, 2), head.slice(2)));
    expect(await openRepository(folder)).toEqual({ reason: `the checked-out commit ${head} cannot be read` });
  });

  test('is there for git where it belongs to somebody else; what to do is told', async () => {
    const folder = twoVersions();
    // Git's own switch for its tests; of its variables none is handed on, so it is set by what stands for git.
    const programs = temporaryFolder();
    const git = findProgram('git', process.env) ?? '';
    const script = path.join(programs, 'git');
    writeFileSync(script, `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${git}' "$@"\n`);
    chmodSync(script, 0o755);
    vi.stubEnv('PATH', `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`);
    const answer = await openRepository(folder);
    expect(answer).toEqual({
      reason: `detected dubious ownership in repository at '${folder}'; to trust it: git config --global --add safe.directory ${folder}`,
    });
  });

  test('is there where its configuration cannot be read', async () => {
    const folder = twoVersions();
    writeFileSync(path.join(folder, '.git/config'), '[core');
    expect(await openRepository(folder)).toMatchObject({ reason: expect.stringContaining('config') as string });
  });
});

test('a folder with a line feed in its name is found', async () => {
  const folder = path.join(temporaryFolder(), 'one\ntwo');
  mkdirSync(folder);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  commit(folder, { [STATE]: state(1) });
  expect((await opened(folder)).top).toBe(folder);
  expect(told(await historyOf(folder))).toEqual([`${STATE}: none → 1`]);
});
