import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sinceSteps } from '../../src/history/since.js';
import { gitIn, temporaryFolder } from '../workspace/temporary-folder.js';
import { collect, type Collected, opened, optionsIn, told } from './collected.js';
import { commit, emptyRepository, PLAN, STATE, state } from './repositories.js';

async function sinceIn(folder: string, rev: string): Promise<Collected | { reason: string }> {
  const stream = await sinceSteps(await opened(folder), rev, optionsIn(folder));
  return 'reason' in stream ? stream : collect(stream);
}

async function toldSince(folder: string, rev: string): Promise<string[]> {
  const answer = await sinceIn(folder, rev);
  if ('reason' in answer) throw new Error(answer.reason);
  return told(answer);
}

function branch(folder: string, name: string, from: string): void {
  gitIn(folder, 'checkout', '--quiet', '-b', name, from);
}

describe('since a branch left another', () => {
  test('its own commits are told, and not those of the other', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
    branch(folder, 'topic', 'main');
    commit(folder, { [STATE]: state(2) });
    commit(folder, { [STATE]: state(3) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    commit(folder, { [PLAN]: state('main') });
    gitIn(folder, 'checkout', '--quiet', 'topic');
    expect(await toldSince(folder, 'main')).toEqual([`${STATE}: 2 → 3`, `${STATE}: 1 → 2`]);
    expect(await toldSince(folder, 'topic')).toEqual([]);
  });

  test('what it merged from there is no step of its own', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
    branch(folder, 'topic', 'main');
    commit(folder, { [STATE]: state(2) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    commit(folder, { [PLAN]: state('main') });
    gitIn(folder, 'checkout', '--quiet', 'topic');
    gitIn(folder, 'merge', '--quiet', 'main');
    expect(await toldSince(folder, 'main')).toEqual([`${STATE}: 1 → 2`]);
  });

  test('they may have met in several commits', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), [PLAN]: state('p') });
    branch(folder, 'topic', 'main');
    const one = commit(folder, { [STATE]: state(2) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    const two = commit(folder, { [PLAN]: state('main') });
    gitIn(folder, 'merge', '--quiet', one);
    gitIn(folder, 'checkout', '--quiet', 'topic');
    gitIn(folder, 'merge', '--quiet', two);
    commit(folder, { [STATE]: state(3) });
    expect(gitIn(folder, 'merge-base', '--all', 'main', 'topic').trim().split('\n')).toHaveLength(2);
    expect(await toldSince(folder, 'main')).toEqual([`${STATE}: 2 → 3`]);
  });
});

describe('there is nothing to begin at', () => {
  test('where no commit has that name', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    expect(await sinceIn(folder, 'nowhere')).toEqual({ reason: 'no commit is called "nowhere" here' });
    expect(await sinceIn(folder, '--all')).toEqual({ reason: 'no commit is called "--all" here' });
    expect(await sinceIn(folder, `HEAD:${STATE}`)).toEqual({ reason: `no commit is called "HEAD:${STATE}" here` });
  });

  test('where there are no commits yet', async () => {
    expect(await sinceIn(emptyRepository(), 'main')).toEqual({ reason: 'this branch has no commits yet' });
  });

  test('where two histories never met', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    gitIn(folder, 'checkout', '--quiet', '--orphan', 'other');
    commit(folder, { [STATE]: state(2) });
    const reason = '"main" and the checked-out commit have no commit in common';
    expect(await sinceIn(folder, 'main')).toEqual({ reason });
  });

  test('where a shallow clone lacks it', async () => {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1) });
    branch(folder, 'topic', 'main');
    commit(folder, { [STATE]: state(2) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    commit(folder, { [PLAN]: state('p') });
    const shallow = path.join(temporaryFolder(), 'clone');
    const url = pathToFileURL(folder).href;
    gitIn(folder, 'clone', '--quiet', '--depth=1', '--no-single-branch', '--branch=topic', url, shallow);
    expect(await sinceIn(shallow, 'origin/main')).toEqual({
      reason:
        '"origin/main" and the checked-out commit have no commit in common here; this clone is shallow: fetch what it lacks (git fetch --unshallow; in a workflow, fetch-depth: 0 of actions/checkout)',
    });
    expect(await sinceIn(shallow, 'release')).toEqual({
      reason:
        'no commit is called "release" here; this clone is shallow: fetch what it lacks (git fetch --unshallow; in a workflow, fetch-depth: 0 of actions/checkout)',
    });
    gitIn(shallow, 'fetch', '--quiet', '--unshallow');
    expect(await toldSince(shallow, 'origin/main')).toEqual([`${STATE}: 1 → 2`]);
  });
});
