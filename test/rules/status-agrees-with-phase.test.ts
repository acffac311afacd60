import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const NOON = '2026-05-01T12:00:00Z';
const OVER = 'a session is complete when it has passed its phases';
const PASSED = 'a session that has passed its phases is complete';
const UNPLANNED = 'after a spec that is finalized_complete there is no plan';
const BEFORE = 'a phase before the current one has ended';
const BEGUN = 'the current phase has begun';

it('statuses that fit the phase have no finding', async () => {
  expect(await lintTree('rules/status-agrees-with-phase/passes')).toEqual([]);
});

it('tells of a status that does not fit the phase, in every version', async () => {
  const found = await lintTree('rules/status-agrees-with-phase/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['warning', '/build/status', 44],
    ['warning', '/phases/spec/status', 14],
    ['warning', '/status', 10],
  ]);
});

type Case = [description: string, Version, Changes, expected: string[]];

describe('the status of the session', () => {
  const ended = { '/phase_history/build_completed_at': NOON };
  const cases: Case[] = [
    [
      'is complete before the phases are',
      'v2',
      { '/status': 'completed' },
      [`status is "completed" but current_phase is "build"; ${OVER}`],
    ],
    [
      'is complete before the phases are',
      'v3',
      { '/status': 'complete' },
      [`status is "complete" but current_phase is "build"; ${OVER}`],
    ],
    [
      'is complete in research, which has no other phases',
      'v2',
      { '/status': 'complete', '/session_type': 'research' },
      [],
    ],
    [
      'is complete and the current phase lags behind: phase-order tells',
      'v2',
      { '/status': 'complete', '/current_phase': 'plan', ...ended },
      [],
    ],
    ...(['active', 'paused', 'failed'] as const).map((status): Case => [
      `is ${status} after the last phase`,
      'v2',
      { '/status': status, '/current_phase': 'complete', ...ended },
      [`status is "${status}" but current_phase is "complete"; ${PASSED}`],
    ]),
    ['is complete after the last phase', 'v2', { '/status': 'completed', '/current_phase': 'complete', ...ended }, []],
    [
      'may stay as it was after the last phase',
      'v3',
      { '/status': 'idle', '/current_phase': 'completed', '/build': { status: 'skipped' } },
      [],
    ],
    ['is not kept', 'v3', { '/status': undefined, '/current_phase': 'complete', '/build': { status: 'skipped' } }, []],
    [
      'is active after the last phase and a phase has not ended: together they contradict the current one, told once',
      'v3',
      { '/current_phase': 'complete' },
      [`build.status is "in_progress" but current_phase is "complete"; ${BEFORE}`],
    ],
    [
      'is active after the last phase and a phase has no end, which phase-times tells',
      'v2',
      { '/current_phase': 'complete' },
      [],
    ],
    ['is none that the schema knows', 'v2', { '/status': 'done', '/current_phase': 'complete', ...ended }, []],
    ['is paused or failed in a phase', 'v2', { '/status': 'failed' }, []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('a phase before the current one', () => {
  const cases: Case[] = [
    [
      'is still a draft',
      'v1',
      { '/phases/spec/status': 'draft' },
      [`phases.spec.status is "draft" but current_phase is "build"; ${BEFORE}`],
    ],
    ['is the plan, which may be written on while the build runs', 'v1', { '/phases/plan/status': 'in_progress' }, []],
    [
      'is the plan, which may not in the version that counts its moves',
      'v3',
      { '/plan/status': 'in_progress' },
      [`plan.status is "in_progress" but current_phase is "build"; ${BEFORE}`],
    ],
    [
      'is one of several that have not ended: each is told',
      'v1',
      { '/current_phase': 'complete', '/phases/plan/status': 'draft', '/phases/build/status': 'failed' },
      [
        `phases.plan.status is "draft" but current_phase is "complete"; ${BEFORE}`,
        `phases.build.status is "failed" but current_phase is "complete"; ${BEFORE}`,
      ],
    ],
    ['was skipped', 'v3', { '/plan/status': 'skipped' }, []],
    ['never began: phase-order tells', 'v1', { '/phases/plan': { status: 'not_started' } }, []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('the current phase', () => {
  const cases: Case[] = [
    ...['not_started', 'pending', null].map((status): Case => [
      `is ${String(status)}`,
      'v1',
      { '/phases/build': { status, started_at: null, completed_at: null } },
      [`phases.build.status is ${JSON.stringify(status)} but current_phase is "build"; ${BEGUN}`],
    ]),
    ['is not there', 'v3', { '/build': undefined }, [`build.status is absent but current_phase is "build"; ${BEGUN}`]],
    [
      'has not begun, and the one before it has not ended: that is told once',
      'v3',
      { '/current_phase': 'docs' },
      [`build.status is "in_progress" but current_phase is "docs"; ${BEFORE}`],
    ],
    ['is pending and has a start: phase-times tells', 'v3', { '/build/status': 'pending' }, []],
    ['is not there, or does not fit the schema', 'v3', { '/build': { status: 'under way' } }, []],
    [
      'has not begun, and no other has: the session was just made',
      'v3',
      {
        '/current_phase': 'intake',
        '/intake': { status: 'pending' },
        '/link_priors': undefined,
        '/spec': { status: 'pending' },
        '/plan': undefined,
        '/build': undefined,
      },
      [],
    ],
    ['has ended', 'v1', { '/phases/build/status': 'complete' }, []],
    ['failed', 'v1', { '/phases/build/status': 'failed' }, []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('a spec that ends the session', () => {
  const final = { '/phases/spec/status': 'finalized_complete' };
  const cases: Case[] = [
    [
      'and a build: nothing else is told of the phases',
      'v1',
      { ...final, '/phases/build': { status: null } },
      [`phases.spec.status is "finalized_complete" but current_phase is "build"; ${UNPLANNED}`],
    ],
    [
      'and waits',
      'v1',
      { ...final, '/current_phase': 'spec', '/phases/plan': undefined, '/phases/build': undefined },
      [],
    ],
    [
      'and has ended it',
      'v1',
      { ...final, '/current_phase': 'complete', '/phases/plan': undefined, '/phases/build': undefined },
      [],
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

it('says nothing where the current phase does not fit the schema', async () => {
  expect(await brief('v2', { '/status': 'complete', '/current_phase': 'biuld' })).toEqual([]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('status-agrees-with-phase');
  for (const diagnostic of await diagnose(await readTree('rules/status-agrees-with-phase/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

async function brief(version: Version, changes: Changes): Promise<string[]> {
  const found = await lintFiles(sessionOf(version, changes));
  return found.filter(({ rule }) => rule === 'status-agrees-with-phase').map(({ message }) => message);
}
