import { expect, test } from 'vitest';
import { timesIn } from '../../src/schema/times.js';

const [FIRST, SECOND, THIRD] = ['2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', '2026-03-04T12:00:00Z'];

test('the times of a value are those for which its schema has a date-time, each with its place', () => {
  const state = {
    topic: FIRST,
    updated_at: FIRST,
    phases: { spec: { status: 'draft', started_at: SECOND, finalized_at: null }, docs: { started_at: THIRD } },
    commits: [{ sha: 'a1b2c3d', created_at: THIRD }, { created_at: 7 }],
    unknown_at: THIRD,
  };
  expect(timesIn('session-state-v1', state)).toEqual([
    { at: ['updated_at'], value: FIRST },
    { at: ['phases', 'spec', 'started_at'], value: SECOND },
    { at: ['commits', 0, 'created_at'], value: THIRD },
  ]);
});

test.each([undefined, null, FIRST, [], { phases: null }])('there are none in %j', (value) => {
  expect(timesIn('session-state-v1', value)).toEqual([]);
});
