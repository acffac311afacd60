import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnoseChanges, told } from '../support/lint-steps.js';
import type { Tree } from '../support/tree.js';
import { sessionOf, type Version } from '../support/sessions.js';

const STAYS = 'what it holds stays in it';

describe('checkpoints that were completed', () => {
  const DONE = '/build_progress/checkpoints_completed';
  const TOTAL = '/build_progress/checkpoints_total';
  type Case = [description: string, Version, before: Changes, after: Changes, expected: string[]];
  const cases: Case[] = [
    ['become more', 'v2', {}, { [DONE]: [1, 2, 3] }, []],
    ['stand in another order, and twice', 'v2', {}, { [DONE]: [2, 1, 1] }, []],
    [
      'become fewer',
      'v2',
      {},
      { [DONE]: [1] },
      [`error ${DONE} 2 leaves build_progress.checkpoints_completed, which has 1 member where it had 2; ${STAYS}`],
    ],
    [
      'are no longer numbers',
      'v2',
      {},
      { [DONE]: ['1', 2] },
      [`error ${DONE} 1 leaves build_progress.checkpoints_completed, which has 2 members where it had 2; ${STAYS}`],
    ],
    [
      'are set back to null',
      'v2',
      {},
      { [DONE]: null },
      [`error ${DONE} 1, 2 leave build_progress.checkpoints_completed, which has 0 members where it had 2; ${STAYS}`],
    ],
    [
      'are as many as are named at most',
      'v2',
      { [DONE]: [1, 2, 3, 4, 5, 6] },
      { [DONE]: [6] },
      [
        `error ${DONE} 1, 2, 3, 4, 5 leave build_progress.checkpoints_completed, which has 1 member where it had 6; ${STAYS}`,
      ],
    ],
    [
      'are many, of which some are named',
      'v2',
      { [DONE]: [1, 2, 3, 4, 5, 6, 7, 8] },
      { [DONE]: [8] },
      [
        `error ${DONE} 1, 2, 3, 4, 5 and 2 more leave build_progress.checkpoints_completed, which has 1 member where it had 8; ${STAYS}`,
      ],
    ],
    [
      'are counted anew with another plan',
      'v2',
      {},
      { [DONE]: [], [TOTAL]: 6 },
      [`warning ${DONE} 1, 2 leave build_progress.checkpoints_completed, which has 0 members where it had 2; ${STAYS}`],
    ],
    [
      'become fewer with another total, which does not explain it',
      'v2',
      {},
      { [DONE]: [1], [TOTAL]: 6 },
      [`error ${DONE} 2 leaves build_progress.checkpoints_completed, which has 1 member where it had 2; ${STAYS}`],
    ],
    [
      'go while it becomes known how many there are',
      'v2',
      { [TOTAL]: null },
      { [DONE]: [], [TOTAL]: 6 },
      [`error ${DONE} 1, 2 leave build_progress.checkpoints_completed, which has 0 members where it had 2; ${STAYS}`],
    ],
    [
      'go with all that is said of the plan',
      'v1',
      {},
      { '/plan_state': null },
      [
        `error /plan_state/checkpoints_completed 1 leaves plan_state.checkpoints_completed, which has 0 members where it had 1; ${STAYS}`,
      ],
    ],
    ['were no list', 'v2', { [DONE]: 2 }, { [DONE]: [] }, []],
  ];
  it.each(cases)('%s (%s)', (_description, version, before, after, expected) => {
    const sides = [sessionOf(version, before), sessionOf(version, after)] as const;
    expect(told('grow-only-shrunk', 'exact', ...sides)).toEqual(expected);
    expect(told('grow-only-shrunk', 'sampled', ...sides)).toEqual(expected);
  });
});

describe('commits', () => {
  const [first, second] = [
    { sha: '5d1f0c7', message: 'Write rows as CSV', checkpoint: 1 },
    { sha: 'b83e24a', message: 'Quote fields', checkpoint: 2 },
  ];
  const cases: [description: string, before: unknown, after: unknown, expected: string[]][] = [
    ['are added', [first], [first, second], []],
    ['stand in another order and say something else', [first, second], [{ ...second, checkpoint: 3 }, first], []],
    [
      'are dropped',
      [first, second],
      [first],
      [`warning /commits "b83e24a" leaves commits, which has 1 member where it had 2; ${STAYS}`],
    ],
    ['are listed with the hashes that a rebase gave them', [first], [{ ...first, sha: '0aa1bb2' }], []],
    ['are listed with their hashes in capitals', [{ sha: '5d1f' }], [{ sha: '5D1F' }], []],
    ['are listed with their hashes in full', [{ sha: '5d1f0c7' }], [{ sha: '5D1F0C7E99' }], []],
    [
      'are replaced by others',
      [first],
      [second],
      [`warning /commits "5d1f0c7" leaves commits, which has 1 member where it had 1; ${STAYS}`],
    ],
    [
      'without messages are replaced by others without',
      [{ sha: '5d1f0c7' }],
      [{ sha: 'b83e24a' }],
      [`warning /commits "5d1f0c7" leaves commits, which has 1 member where it had 1; ${STAYS}`],
    ],
    [
      'with empty messages are replaced by others with such',
      [{ sha: '5d1f0c7', message: '' }],
      [{ sha: 'b83e24a', message: '' }],
      [`warning /commits "5d1f0c7" leaves commits, which has 1 member where it had 1; ${STAYS}`],
    ],
    [
      'with hashes that are too short to tell are replaced by such as begin alike',
      [{ sha: '5d1f' }],
      [{ sha: '5d1f0c7' }],
      [`warning /commits "5d1f" leaves commits, which has 1 member where it had 1; ${STAYS}`],
    ],
    [
      'of which one bears the message of one that stays are dropped',
      [first, { ...first, sha: 'b83e24a' }],
      [first],
      [`warning /commits "b83e24a" leaves commits, which has 1 member where it had 2; ${STAYS}`],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, expected) => {
    const sides = [sessionOf('v2', { '/commits': before }), sessionOf('v2', { '/commits': after })] as const;
    expect(told('grow-only-shrunk', 'sampled', ...sides)).toEqual(expected);
  });

  it('of a session of the third version are the same', () => {
    const after = sessionOf('v3', { '/git/commits': [] });
    expect(told('grow-only-shrunk', 'sampled', sessionOf('v3', { '/git/commits': [first] }), after)).toEqual([
      `warning /git/commits "5d1f0c7" leaves git.commits, which has 0 members where it had 1; ${STAYS}`,
    ]);
  });
});

it('workflows that have run stay in the list of those that have', () => {
  const file = 'agents/4be17d20/adw_state.json';
  const run = (all_adws: unknown): Tree => ({ [file]: { adw_id: '4be17d20', issue_number: '1', all_adws } });
  expect(told('grow-only-shrunk', 'exact', run(['a', 'b']), run(['b', 'c']))).toEqual([
    `error /all_adws "a" leaves all_adws, which has 2 members where it had 2; ${STAYS}`,
  ]);
});

it('points at the earlier list and says what has left', () => {
  const after = sessionOf('v2', { '/build_progress/checkpoints_completed': [1] });
  const found = diagnoseChanges([{ before: sessionOf('v2', {}), after, granularity: 'exact' }]);
  const own = found.find(({ ruleId }) => ruleId === 'grow-only-shrunk');
  expect(own?.related.map(({ message, pointer }) => [message, pointer])).toEqual([
    ['build_progress.checkpoints_completed has 2', '/build_progress/checkpoints_completed'],
  ]);
  expect(own?.step?.from).toBe('[2]');
});
