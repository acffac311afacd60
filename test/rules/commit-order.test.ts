import { describe, expect, it } from 'vitest';
import commitOrder from '../../rules/commit-order.js';
import { findingsIn } from '../support/rule-findings.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf } from '../support/sessions.js';

it('commits in the order of their times have no finding', async () => {
  expect(await lintTree('rules/commit-order/passes')).toEqual([]);
});

it('tells of a time before the session and of one before that of the commit above', async () => {
  const found = await lintTree('rules/commit-order/fails');
  expect(found.map(({ severity, pointer }) => [severity, pointer])).toEqual([
    ['warning', '/commits/0/created_at'],
    ['warning', '/commits/2/created_at'],
  ]);
});

describe('a commit', () => {
  const at = (...times: (string | undefined)[]): object[] =>
    times.map((time, index) => ({ sha: `5c81e0${String(index)}`, ...(time !== undefined && { created_at: time }) }));
  const cases: [description: string, commits: object[], expected: string[]][] = [
    ['at the same time as the one before is in order', at('2026-03-05T10:00:00Z', '2026-03-05T10:00:00Z'), []],
    [
      'is compared by the instant and not by how it is written',
      at('2026-03-05T10:00:00Z', '2026-03-05T11:30:00+01:00'),
      [],
    ],
    ['without a time is passed over', at('2026-03-05T12:00:00Z', undefined, '2026-03-05T10:00:00Z'), ['2']],
    [
      'that is out of order alone is told of alone',
      at('2026-03-05T12:00:00Z', '2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z'),
      ['1'],
    ],
    [
      'before the session is told of once',
      at('2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z', '2026-03-03T12:00:00Z'),
      ['0'],
    ],
    ['on the day of the session has no time to be before it', at('2026-03-04T00:00:00Z'), []],
  ];
  it.each(cases)('%s', (_description, commits, expected) => {
    const [state] = Object.values(sessionOf('v2', { '/created_at': '2026-03-04T09:00:00Z', '/commits': commits }));
    expect(findingsIn(commitOrder, 'session-state', state).map((finding) => String(finding.at[1]))).toEqual(expected);
  });
});

it('a session that was created after its last change has the wrong time, and not its commits', async () => {
  const found = await lintFiles(sessionOf('v2', { '/created_at': '2026-05-01T12:00:00Z' }));
  expect(found.map(({ rule }) => rule)).toEqual(['timestamps-in-order']);
});

it('a time that is none is for the schema to tell', async () => {
  const commits = [{ sha: '5c81e0d', created_at: 'yesterday' }];
  const found = await lintFiles(sessionOf('v2', { '/commits': commits }));
  expect(found.map(({ rule }) => rule)).toEqual(['schema']);
});
