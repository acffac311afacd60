import { describe, expect, it } from 'vitest';
import commitHash from '../../rules/commit-hash.js';
import { editsOf, findingsIn } from '../support/rule-findings.js';
import { lintTree } from '../support/lint-fixture.js';
import { sessionOf } from '../support/sessions.js';

it('hashes as git prints them, one for two checkpoints among them, have no finding', async () => {
  expect(await lintTree('rules/commit-hash/passes')).toEqual([]);
});

it('tells of what is no hash, of upper case, and of what is there twice', async () => {
  const found = await lintTree('rules/commit-hash/fails');
  expect(found.map(({ severity, line }) => [severity, line])).toEqual([
    ['warning', 37],
    ['warning', 43],
    ['warning', 55],
    ['warning', 61],
  ]);
});

interface Commit {
  readonly sha: string;
  readonly message?: string;
  readonly checkpoint?: number | null;
}

describe('commits', () => {
  const whole = '5c81e0d3aa41b6b0a5b1f7c29c0a1d8e9f001122';
  const cases: [description: string, commits: Commit[], expected: string[]][] = [
    ['in full, SHA-1 or SHA-256, are recorded by their hash', [{ sha: whole }, { sha: 'b'.repeat(64) }], []],
    ['may be abbreviated to four digits', [{ sha: '5c81' }], []],
    ['are not told apart by less than seven', [{ sha: '5c81' }, { sha: '5c81' }], []],
    ['are not recorded by three', [{ sha: '5c8' }], ['form']],
    ['nor by more digits than a hash has', [{ sha: 'b'.repeat(65) }], ['form']],
    ['nor by a name', [{ sha: 'HEAD' }], ['form']],
    ['nor by a hash and a word', [{ sha: '5c81e0d (amended)' }], ['form']],
    ['in upper case are mended', [{ sha: '5C81E0D' }], ['upperCase set /commits/0/sha "5c81e0d"']],
    ['that a template holds are told of elsewhere', [{ sha: '{{SHA}}' }], []],
    ['are the same when one is abbreviated', [{ sha: whole }, { sha: '5c81e0d' }], ['twice']],
    ['are others when they differ further on', [{ sha: '5c81e0da' }, { sha: '5c81e0db' }], []],
    [
      'may be recorded for each checkpoint',
      [
        { sha: whole, checkpoint: 1 },
        { sha: whole, checkpoint: 2 },
      ],
      [],
    ],
    [
      'are recorded once for one',
      [
        { sha: whole, checkpoint: 1 },
        { sha: whole, checkpoint: 1 },
      ],
      ['twice'],
    ],
    [
      'are recorded once for the second of two',
      [
        { sha: whole, checkpoint: 1 },
        { sha: whole, checkpoint: 2 },
        { sha: whole, checkpoint: 2 },
      ],
      ['twice'],
    ],
    ['are recorded once, and then for a checkpoint', [{ sha: whole }, { sha: whole, checkpoint: 1 }], ['twice']],
    ['are recorded for a checkpoint, and once more', [{ sha: whole, checkpoint: 1 }, { sha: whole }], ['twice']],
    ['are recorded once, be the first without a message', [{ sha: whole }, { sha: whole, message: 'a' }], ['twice']],
    ['are recorded once, be the second without one', [{ sha: whole, message: 'a' }, { sha: whole }], ['twice']],
    [
      'have one message',
      [
        { sha: whole, message: 'a', checkpoint: 1 },
        { sha: whole, message: 'b', checkpoint: 2 },
      ],
      ['contradicts'],
    ],
  ];
  it.each(cases)('%s', (_description, commits, expected) => {
    const [state] = Object.values(sessionOf('v2', { '/commits': commits }));
    const found = findingsIn(commitHash, 'session-state', state);
    expect(found.map((finding) => [finding.message, ...editsOf(finding)].join(' '))).toEqual(expected);
  });
});

it('commits of v3 stand under git', () => {
  const [state] = Object.values(sessionOf('v3', { '/git/commits': [{ sha: 'HEAD' }] }));
  expect(findingsIn(commitHash, 'session-state', state).map(({ at }) => at)).toEqual([['git', 'commits', 0, 'sha']]);
});
