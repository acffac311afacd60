import { describe, expect, test } from 'vitest';
import { told } from '../support/lint-steps.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const STATE = `${SESSIONS.v2}/state.json`;

describe.each(['exact', 'sampled'] as const)('a change (%s)', (granularity) => {
  test('by which a document shows its version no more is an error', () => {
    expect(told('version-lost', granularity, sessionOf('v2', {}), { [STATE]: {} })).toEqual([
      'error  this session state fitted session-state-v2 and shows no version any more; nothing of it would be checked from now on',
    ]);
  });

  test.each([
    ['to another version', { [STATE]: { phases: {} } }],
    ['to what cannot be read', { [STATE]: '{' }],
    ['by which it goes', {}],
  ])('%s is none', (_name, after) => {
    expect(told('version-lost', granularity, sessionOf('v2', {}), after)).toEqual([]);
  });

  test('of a document that never showed a version is none', () => {
    expect(told('version-lost', granularity, { [STATE]: { a: 1 } }, { [STATE]: {} })).toEqual([]);
  });
});
