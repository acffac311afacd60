import { describe, expect, it } from 'vitest';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import type { Changes } from '../support/edit.js';
import { SESSIONS, sessionOf, type Version } from '../support/sessions.js';

const ENDED = 'a phase that has ended lies before the current one';
const BEGUN = 'the current phase is the latest that has begun';
const PASSED = 'a session of this sort passes through it first';
const NOON = '2026-05-01T12:00:00Z';

it('a session of any version whose phases are in order has no finding', async () => {
  expect(await lintTree('rules/phase-order/passes')).toEqual([]);
});

it('tells of a current_phase that lags, in every version', async () => {
  expect(await lintTree('rules/phase-order/fails')).toEqual([
    {
      rule: 'phase-order',
      severity: 'error',
      file: `${SESSIONS.v3}/state.json`,
      pointer: '/current_phase',
      line: 11,
      message: `current_phase is "spec" but plan.status is "finalized"; ${ENDED}`,
    },
    {
      rule: 'phase-order',
      severity: 'warning',
      file: `${SESSIONS.v1}/state.json`,
      pointer: '/current_phase',
      line: 11,
      message: `current_phase is "plan" but build has begun; ${BEGUN}`,
    },
    {
      rule: 'phase-order',
      severity: 'error',
      file: `${SESSIONS.v2}/state.json`,
      pointer: '/current_phase',
      line: 9,
      message: `current_phase is "plan" but phase_history.build_completed_at is "2026-03-04T18:00:00+00:00"; ${ENDED}`,
    },
  ]);
});

it('points at the time that proves it', async () => {
  const related = (await diagnose(await readTree('rules/phase-order/fails'))).map(({ related }) => related);
  expect(related.flat().map(({ message, line }) => [message, line])).toEqual([
    ['plan.finalized_at is "2026-04-02T10:30:00.000000+00:00"', 38],
    ['phases.build.started_at is "2026-01-19T11:15:00Z"', 25],
    ['phase_history.build_completed_at is "2026-03-04T18:00:00+00:00"', 17],
  ]);
});

describe('a phase after the current one', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const cases: Case[] = [
    [
      'has ended by its status',
      'v1',
      { '/current_phase': 'plan', '/phases/build/status': 'completed' },
      [`error current_phase is "plan" but phases.build.status is "completed"; ${ENDED}`],
    ],
    [
      'has ended by its time where its status is null',
      'v1',
      { '/current_phase': 'plan', '/phases/build/status': null, '/phases/build/completed_at': NOON },
      [`error current_phase is "plan" but phases.build.completed_at is "${NOON}"; ${ENDED}`],
    ],
    [
      'is one of several that have ended: the last is named, once',
      'v1',
      { '/current_phase': 'spec', '/phases/build/status': 'complete' },
      [`error current_phase is "spec" but phases.build.status is "complete"; ${ENDED}`],
    ],
    [
      'has ended and one after it has begun: still one finding',
      'v1',
      { '/current_phase': 'spec' },
      [`error current_phase is "spec" but phases.plan.status is "finalized"; ${ENDED}`],
    ],
    [
      'has only a time at which it started',
      'v2',
      { '/current_phase': 'plan' },
      [`warning current_phase is "plan" but build has begun; ${BEGUN}`],
    ],
    [
      'has failed, so that the plan is taken up again',
      'v1',
      { '/current_phase': 'plan', '/phases/build/status': 'failed', '/phases/build/completed_at': NOON },
      [`warning current_phase is "plan" but build has begun; ${BEGUN}`],
    ],
    ...['in_progress', 'not_started', 'pending'].map((status): Case => [
      `is ${status} and keeps the end of an earlier try`,
      'v1',
      { '/current_phase': 'plan', '/phases/build/status': status, '/phases/build/completed_at': NOON },
      [`warning current_phase is "plan" but build has begun; ${BEGUN}`],
    ]),
    [
      'is a draft that keeps the end of an earlier try',
      'v3',
      { '/docs': { status: 'draft', completed_at: NOON } },
      [`warning current_phase is "build" but docs has begun; ${BEGUN}`],
    ],
    [
      'has begun by its status alone',
      'v3',
      { '/docs/status': 'draft' },
      [`warning current_phase is "build" but docs has begun; ${BEGUN}`],
    ],
    ['is skipped', 'v3', { '/docs': { status: 'skipped', started_at: NOON, completed_at: NOON } }, []],
    ['has not begun', 'v3', { '/docs': { status: null } }, []],
    ['is not there', 'v3', { '/docs': undefined }, []],
    [
      'has a status that its schema does not know: nothing follows from it',
      'v3',
      { '/docs': { status: 'under way' } },
      [],
    ],
    [
      'has no order with it: intake and the search for earlier sessions',
      'v3',
      {
        '/current_phase': 'intake',
        '/link_priors': { status: 'completed', completed_at: NOON },
        '/spec': { status: 'pending' },
        '/plan': undefined,
        '/build': undefined,
      },
      [],
    ],
  ];
  it.each(cases)('%s (%s %s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('the current phase has ended', () => {
  const cases: [description: string, Version, Changes][] = [
    [
      'and is the spec, which waits for the plan command',
      'v1',
      { '/current_phase': 'spec', '/phases/plan': { status: 'not_started' }, '/phases/build': { status: null } },
    ],
    ['and is the plan', 'v1', { '/current_phase': 'plan', '/phases/build': { status: 'not_started' } }],
    ['and is the build', 'v1', { '/phases/build/status': 'complete', '/phases/build/completed_at': NOON }],
  ];
  it.each(cases)('%s', async (_description, version, changes) => {
    expect(await brief(version, changes)).toEqual([]);
  });
});

it('the current phase need not have begun', async () => {
  expect(await brief('v2', { '/phase_history/build_started_at': null })).toEqual([]);
});

describe('a phase before the current one that never began', () => {
  const unplanned = { '/phases/plan': { status: 'not_started' }, '/phases/build': { status: 'not_started' } };
  const quick = { '/phase_history/plan_started_at': null, '/phase_history/plan_completed_at': null };
  const cases: [description: string, Version, Changes, expected: string[]][] = [
    ['in a full session', 'v2', quick, [`warning current_phase is "build" but plan never began; ${PASSED}`]],
    [
      'by its status, though an earlier try has left its end',
      'v1',
      { '/phases/plan': { status: 'not_started', finalized_at: NOON } },
      [],
    ],
    ['in a quick session', 'v2', { ...quick, '/session_type': 'quick' }, []],
    ['in a session that does not say which it is', 'v2', { ...quick, '/session_type': undefined }, []],
    [
      'docs on the way to complete',
      'v2',
      { '/current_phase': 'complete', '/phase_history/build_completed_at': NOON },
      [],
    ],
    [
      'two of them: the later is named',
      'v1',
      { '/current_phase': 'complete', ...unplanned },
      [`warning current_phase is "complete" but build never began; ${PASSED}`],
    ],
    [
      'after a spec that ends the session',
      'v1',
      { '/current_phase': 'complete', '/phases/spec/status': 'finalized_complete', ...unplanned },
      [],
    ],
    [
      'in a session that only finds something out',
      'v1',
      {
        '/current_phase': 'complete',
        '/granularity': 'research',
        '/phases/plan': undefined,
        '/phases/build': undefined,
      },
      [],
    ],
    ['in the version that can skip phases', 'v3', { '/plan': { status: 'skipped' } }, []],
    [
      'in that version, and is not skipped but pending',
      'v3',
      { '/plan': { status: 'pending' } },
      [`warning current_phase is "build" but plan never began; ${PASSED}`],
    ],
    ['in a quick session of that version', 'v3', { '/plan': { status: 'pending' }, '/session_type': 'quick' }, []],
    [
      'under the other spelling of complete',
      'v1',
      { '/current_phase': 'completed', ...unplanned },
      [`warning current_phase is "completed" but build never began; ${PASSED}`],
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('phase-order');
  for (const diagnostic of await diagnose(await readTree('rules/phase-order/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

async function brief(version: Version, changes: Changes): Promise<string[]> {
  const found = await lintFiles(sessionOf(version, changes));
  return found.filter(({ rule }) => rule === 'phase-order').map(({ severity, message }) => `${severity} ${message}`);
}
