import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const LATER = '2026-05-01T12:00:00Z';
const LATEST = '2026-05-01T13:00:00Z';
const AFTER = 'no time is after that of the last change';

it('a last change that is not before anything else has no finding', async () => {
  expect(await lintTree('rules/updated-at-behind/passes')).toEqual([]);
});

it('tells of the latest time after the last change, in every version', async () => {
  const found = await lintTree('rules/updated-at-behind/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'warning',
      '/spec/last_updated',
      32,
      `spec.last_updated is "2026-04-02T08:50:00.000000+00:00" but spec.completed_at is "2026-04-02T08:55:02.700000+00:00"; ${AFTER}`,
    ],
    [
      'warning',
      '/updated_at',
      10,
      `updated_at is "2026-01-19T11:00:00Z" but plan_state.last_updated is "2026-01-19T14:00:00Z"; ${AFTER}`,
    ],
    [
      'warning',
      '/updated_at',
      8,
      `updated_at is "2026-03-04T13:05:00+00:00" but commits[1].created_at is "2026-03-04T15:20:00+00:00"; ${AFTER}`,
    ],
  ]);
});

describe('a time after the last change', () => {
  type Case = [place: string, Version];
  const cases: Case[] = [
    ['/phases/build/started_at', 'v1'],
    ['/phases/plan/finalized_at', 'v1'],
    ['/phases/build/completed_at', 'v1'],
    ['/key_decisions/0/made_at', 'v1'],
    ['/plan_state/last_updated', 'v1'],
    ['/commits/0/created_at', 'v1'],
    ['/phase_history/docs_completed_at', 'v2'],
    ['/commits/0/created_at', 'v2'],
    ['/build/last_updated', 'v3'],
    ['/git/commits/0/created_at', 'v3'],
  ];
  it.each(cases)('is found at %s (%s)', async (place, version) => {
    expect(await brief(version, { [place]: LATER })).toContainEqual(['/updated_at', place]);
  });
});

it('is found where a slice that is not completed is finalized', async () => {
  const changes = { '/spec/status': 'finalized', '/spec/finalized_at': LATER };
  expect(await brief('v3', changes)).toContainEqual(['/updated_at', '/spec/finalized_at']);
});

it('names the latest of several, wherever it stands', async () => {
  const changes = {
    '/phases/plan/finalized_at': LATER,
    '/phases/build/started_at': LATEST,
    '/commits/0/created_at': LATER,
  };
  expect(await brief('v1', changes)).toEqual([['/updated_at', '/phases/build/started_at']]);
});

describe('of a slice', () => {
  it('the own times count, and not those of others', async () => {
    const changes = { '/updated_at': LATEST, '/plan/completed_at': LATER };
    expect(await brief('v3', changes)).toEqual([['/plan/last_updated', '/plan/completed_at']]);
  });

  it('nothing is said where its last change was never written', async () => {
    const changes = { '/updated_at': LATEST, '/plan/last_updated': null, '/plan/completed_at': LATER };
    expect(await brief('v3', changes)).toEqual([]);
  });

  it('the same time is not told again', async () => {
    expect(await brief('v3', { '/build/started_at': LATER })).toEqual([['/updated_at', '/build/started_at']]);
  });

  it('another time is', async () => {
    const changes = { '/build/last_updated': LATEST, '/plan/completed_at': LATER };
    expect(await brief('v3', changes)).toEqual([
      ['/updated_at', '/build/last_updated'],
      ['/plan/last_updated', '/plan/completed_at'],
    ]);
  });
});

describe('a time that timestamps-in-order holds for too late is not told again', () => {
  type Case = [description: string, Version, Changes];
  const cases: Case[] = [
    ['a start after the end', 'v1', { '/phases/spec/started_at': LATER }],
    ['a start after one of two ends', 'v3', { '/spec/started_at': LATER }],
    ['an end after the start of the next phase', 'v2', { '/phase_history/plan_completed_at': LATER }],
    ['a finalizing after the completion', 'v3', { '/spec/finalized_at': LATER }],
    ['both ends after the start of the next phase', 'v3', { '/spec/finalized_at': LATER, '/spec/completed_at': LATER }],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes) => {
    const found = await diagnose(sessionOf(version, changes));
    expect(new Set(found.map(({ ruleId }) => ruleId))).toEqual(new Set(['timestamps-in-order']));
  });

  it('but an end is that the first version lets overlap with the next phase', async () => {
    expect(await brief('v1', { '/phases/plan/finalized_at': LATER })).toEqual([
      ['/updated_at', '/phases/plan/finalized_at'],
    ]);
  });
});

describe('says nothing', () => {
  type Case = [description: string, Version, Changes];
  const cases: Case[] = [
    ['of a time that is written more finely', 'v2', { '/commits/1/created_at': '2026-03-04T15:20:00.999Z' }],
    ['of the same instant in another zone', 'v2', { '/commits/1/created_at': '2026-03-04T16:20:00+01:00' }],
    ['of a day', 'v1', { '/key_decisions/0': { decision: 'Later', date: '2026-05-01' } }],
    ['of data that the schema leaves open', 'v3', { '/build/data': { finished_at: LATER } }],
    ['of properties that the schema does not know', 'v2', { '/finished_at': LATER }],
    ['of a time that does not fit the schema', 'v2', { '/commits/1/created_at': 'tomorrow' }],
    [
      'where the state changed before it was created, which timestamps-in-order tells',
      'v2',
      { '/created_at': LATER, '/commits/1/created_at': LATEST },
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes) => {
    expect(await brief(version, changes)).toEqual([]);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('updated-at-behind');
  for (const diagnostic of await diagnose(await readTree('rules/updated-at-behind/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

/** Where the last change stands, and the time after it. */
async function brief(version: Version, changes: Changes): Promise<[string, string | undefined][]> {
  const found = await diagnose(sessionOf(version, changes));
  return found
    .filter(({ ruleId }) => ruleId === 'updated-at-behind')
    .map(({ pointer, related }) => [pointer, related[0]?.pointer]);
}
