import { describe, expect, it } from 'vitest';
import commitCheckpoint from '../../rules/commit-checkpoint.js';
import type { Changes } from '../support/edit.js';
import { findingsIn } from '../support/rule-findings.js';
import { lintTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

it('commits of checkpoints that are completed or being built have no finding', async () => {
  expect(await lintTree('rules/commit-checkpoint/passes')).toEqual([]);
});

it('tells of a checkpoint that was passed over, and of one out of range', async () => {
  const found = await lintTree('rules/commit-checkpoint/fails');
  expect(found.map(({ severity, pointer }) => [severity, pointer])).toEqual([
    ['warning', '/commits/1/checkpoint'],
    ['warning', '/commits/2/checkpoint'],
  ]);
});

describe('a commit', () => {
  const progress = (total: number | null, done: (number | undefined)[], current: number | null): Changes => ({
    '/build_progress': { checkpoints_total: total, checkpoints_completed: done, current_checkpoint: current },
  });
  const of = (...checkpoints: (number | null)[]): Changes => ({
    '/commits': checkpoints.map((checkpoint, index) => ({ sha: `5c81e0${String(index)}`, checkpoint })),
  });
  const cases: [description: string, Version, Changes, expected: string[]][] = [
    ['of no checkpoint is in range', 'v2', { ...progress(3, [1], 2), ...of(null) }, []],
    ['of checkpoint 0 is not', 'v2', { ...progress(3, [1], 2), ...of(0) }, ['notPositive']],
    ['has no range before the total is known', 'v2', { ...progress(null, [], null), ...of(7) }, []],
    ['of the current checkpoint need not have completed it', 'v2', { ...progress(3, [1], 2), ...of(1, 2, 2) }, []],
    ['of a later checkpoint may be made ahead', 'v2', { ...progress(3, [1], 2), ...of(3) }, []],
    ['of one that was passed over is told of once', 'v2', { ...progress(3, [], 2), ...of(1, 1) }, ['notCompleted']],
    ['may be of the one that an unsound id hides', 'v2', { ...progress(3, [undefined], 2), ...of(1) }, []],
    [
      'is not asked for once the build has ended',
      'v2',
      { ...progress(3, [], 2), ...of(1), '/phase_history/build_completed_at': '2026-03-05T10:00:00Z' },
      [],
    ],
    [
      'of v1 has its checkpoint under checkpoint_id',
      'v1',
      { '/commits': [{ sha: '5c81e0d', checkpoint_id: 9 }] },
      ['outOfRange'],
    ],
    [
      'of a checkpoint out of range that is completed, or being built, which checkpoint-range tells',
      'v2',
      {
        '/build_progress': { checkpoints_total: 1, checkpoints_completed: [1, 2], current_checkpoint: 3 },
        '/commits': [2, 3, 4].map((checkpoint) => ({ sha: `5c81e0${String(checkpoint)}`, checkpoint })),
      },
      ['outOfRange'],
    ],
    ['of v3 as well', 'v3', { '/git/commits': [{ sha: '5c81e0d', checkpoint_id: 9 }] }, ['outOfRange']],
  ];
  it.each(cases)('%s (%s)', (_description, version, changes, expected) => {
    const [state] = Object.values(sessionOf(version, changes));
    const found = findingsIn(commitCheckpoint, 'session-state', state);
    expect(found.map(({ message }) => message)).toEqual(expected);
  });
});

it('calls a commit by its hash, and by its place where it has none', () => {
  const [state] = Object.values(
    sessionOf('v2', { '/commits': [{ sha: '5c81e0d', checkpoint: 0 }, { checkpoint: 0 }] }),
  );
  const found = findingsIn(commitCheckpoint, 'session-state', state);
  expect(found.map(({ data }) => data?.['commit'])).toEqual(['commit 5c81e0d', 'commits[1]']);
});
