import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnoseChanges, told } from '../support/lint-steps.js';
import { sessionOf } from '../support/sessions.js';

const CREATED = '2026-03-04T09:00:00+00:00';
const NEVER = 'once written it never changes';

describe('the time at which a session was created', () => {
  type Case = [description: string, before: Changes, after: Changes, expected: string[]];
  const cases: Case[] = [
    ['stays', {}, { '/topic': 'Other words' }, []],
    [
      'changes',
      {},
      { '/created_at': '2026-03-05T09:00:00+00:00' },
      [`error /created_at created_at changes from "${CREATED}" to "2026-03-05T09:00:00+00:00"; ${NEVER}`],
    ],
    ['is the same instant in another spelling', {}, { '/created_at': '2026-03-04T10:00:00.000+01:00' }, []],
    [
      'is set back to null',
      {},
      { '/created_at': null },
      [`error /created_at created_at was "${CREATED}" and is null; ${NEVER}`],
    ],
    [
      'is taken away',
      {},
      { '/created_at': undefined },
      [`error /created_at created_at was "${CREATED}" and is absent; ${NEVER}`],
    ],
    ['is written for the first time', { '/created_at': null }, {}, []],
    ['is put in', { '/created_at': undefined }, {}, []],
    ['replaces a placeholder', { '/created_at': '{{CREATED_AT}}' }, {}, []],
    ['replaces an empty text', { '/created_at': '' }, {}, []],
    [
      'becomes a placeholder',
      {},
      { '/created_at': '{{CREATED_AT}}' },
      [`error /created_at created_at changes from "${CREATED}" to "{{CREATED_AT}}"; ${NEVER}`],
    ],
    ['gets the offset that it lacked', { '/created_at': '2026-03-04T09:00:00' }, {}, []],
    [
      'replaces words that are no time',
      { '/created_at': 'yesterday' },
      {},
      [`error /created_at created_at changes from "yesterday" to "${CREATED}"; ${NEVER}`],
    ],
    [
      'replaces words with a date in them',
      { '/created_at': 'on 2026-03-04' },
      {},
      [`error /created_at created_at changes from "on 2026-03-04" to "${CREATED}"; ${NEVER}`],
    ],
    ['gets the time of day that it lacked', { '/created_at': '2026-03-04' }, {}, []],
    [
      'loses its offset',
      {},
      { '/created_at': '2026-03-04T09:00:00' },
      [`error /created_at created_at changes from "${CREATED}" to "2026-03-04T09:00:00"; ${NEVER}`],
    ],
    [
      'becomes something else altogether',
      {},
      { '/created_at': { at: 5 } },
      [`error /created_at created_at changes from "${CREATED}" to "{"at":5}"; ${NEVER}`],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, expected) => {
    const sides = [sessionOf('v2', before), sessionOf('v2', after)] as const;
    expect(told('immutable-changed', 'exact', ...sides)).toEqual(expected);
    expect(told('immutable-changed', 'sampled', ...sides)).toEqual(expected);
  });
});

it('the id that a folder is named after is for another rule to tell', () => {
  const changes = {
    before: sessionOf('v2', {}),
    after: sessionOf('v2', { '/session_id': 'x', '/updated_at': '2026-03-05T09:00:00Z' }),
  };
  const found = diagnoseChanges([{ ...changes, granularity: 'exact' }]);
  expect(found.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([['id-changed', '/session_id']]);
});

it('the id of what has no folder of its own is told', () => {
  const file = 'agents/sessions/a/research/r/subagents/subagent_001.json';
  expect(told('immutable-changed', 'sampled', { [file]: { id: '001' } }, { [file]: { id: '002' } })).toEqual([
    `error /id id changes from "001" to "002"; ${NEVER}`,
  ]);
});

it('points at both sides and says what was and is', () => {
  const after = sessionOf('v2', { '/created_at': '2026-03-05T09:00:00+00:00' });
  const found = diagnoseChanges([{ before: sessionOf('v2', {}), after, granularity: 'exact' }]);
  const own = found.find(({ ruleId }) => ruleId === 'immutable-changed');
  expect(own?.related.map(({ message, pointer }) => [message, pointer])).toEqual([
    [`created_at is "${CREATED}"`, '/created_at'],
  ]);
  expect(own?.step).toEqual({
    from: CREATED,
    to: '2026-03-05T09:00:00+00:00',
    granularity: 'exact',
    source: { type: 'files' },
  });
});
