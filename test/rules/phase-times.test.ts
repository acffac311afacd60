import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const NOON = '2026-05-01T12:00:00Z';
const STARTS = 'a phase that has begun has a start';
const ENDS = 'a phase that has ended has an end';
const NEITHER = 'a phase that has not begun has neither start nor end';
const GOES_ON = 'a phase that goes on has no end';

it('phases with the times that belong to them have no finding', async () => {
  expect(await lintTree('rules/phase-times/passes')).toEqual([]);
});

it('tells of times that are missing and of times that are there too early, in every version', async () => {
  const found = await lintTree('rules/phase-times/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['warning', '/intake/started_at', 15],
    ['warning', '/link_priors/started_at', 22],
    ['warning', '/build/completed_at', 46],
    ['warning', '/phases/spec/finalized_at', 16],
    ['warning', '/phases/plan/started_at', 20],
    ['warning', '/phase_history/spec_completed_at', 13],
    ['warning', '/phase_history/build_started_at', 16],
  ]);
});

describe('a phase with a status', () => {
  type Case = [description: string, Version, Changes, expected: string[]];
  const cases: Case[] = [
    [
      'that goes on without a start',
      'v1',
      { '/phases/build/started_at': null },
      [`phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`],
    ],
    [
      'that goes on where no start is written',
      'v1',
      { '/phases/build/started_at': undefined },
      [`phases.build.started_at is absent but phases.build.status is "in_progress"; ${STARTS}`],
    ],
    [
      'that failed without a start',
      'v1',
      { '/phases/build': { status: 'failed', started_at: null, completed_at: NOON } },
      [`phases.build.started_at is null but phases.build.status is "failed"; ${STARTS}`],
    ],
    ['that failed without an end', 'v1', { '/phases/build/status': 'failed' }, []],
    [
      'that ended without an end, under the other spelling',
      'v1',
      { '/phases/build/status': 'completed' },
      [`phases.build.completed_at is null but phases.build.status is "completed"; ${ENDS}`],
    ],
    [
      'that ended without start and end: one finding',
      'v3',
      { '/plan': { status: 'completed', started_at: null, finalized_at: null, completed_at: null } },
      [
        `plan.started_at is null and plan.completed_at is null but plan.status is "completed"; a phase that has ended has a start and an end`,
      ],
    ],
    [
      'that is finalized and only has the other end',
      'v3',
      { '/plan/finalized_at': null, '/plan/completed_at': '2026-04-02T10:30:00Z' },
      [`plan.finalized_at is null but plan.status is "finalized"; ${ENDS}`],
    ],
    [
      'that is completed and only has the other end',
      'v3',
      { '/spec/completed_at': null },
      [`spec.completed_at is null but spec.status is "completed"; ${ENDS}`],
    ],
    [
      'that is finalized though it has one end only',
      'v3',
      { '/build/status': 'finalized' },
      [`build.completed_at is null but build.status is "finalized"; ${ENDS}`],
    ],
    ['that is finalized and not completed', 'v3', { '/plan/completed_at': null }, []],
    ...['not_started', 'pending', null].map((status): Case => [
      `that is ${String(status)} with a start`,
      'v1',
      { '/phases/plan': { status, started_at: NOON, finalized_at: null } },
      [`phases.plan.started_at is "${NOON}" but phases.plan.status is ${JSON.stringify(status)}; ${NEITHER}`],
    ]),
    [
      'that has not begun with an end',
      'v1',
      { '/phases/plan': { status: 'not_started', started_at: null, finalized_at: NOON } },
      [`phases.plan.finalized_at is "${NOON}" but phases.plan.status is "not_started"; ${NEITHER}`],
    ],
    [
      'that goes on, with an end, though the session has left it: status-agrees-with-phase tells',
      'v3',
      { '/spec/status': 'in_progress' },
      [],
    ],
    [
      'that goes on, with an end, and may do so while the build runs',
      'v1',
      { '/phases/plan/status': 'draft' },
      [`phases.plan.finalized_at is "2026-01-19T11:00:00Z" but phases.plan.status is "draft"; ${GOES_ON}`],
    ],
    ['that was skipped, with times', 'v3', { '/link_priors/started_at': NOON, '/link_priors/completed_at': NOON }, []],
    [
      'that is a draft with an end',
      'v3',
      { '/current_phase': 'plan', '/plan/status': 'draft', '/build': { status: 'pending' } },
      [`plan.finalized_at is "2026-04-02T10:30:00.000000+00:00" but plan.status is "draft"; ${GOES_ON}`],
    ],
    [
      'that goes on with an end and no start: two findings, at two places',
      'v1',
      { '/phases/build/started_at': null, '/phases/build/completed_at': NOON },
      [
        `phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`,
        `phases.build.completed_at is "${NOON}" but phases.build.status is "in_progress"; ${GOES_ON}`,
      ],
    ],
    [
      'that was taken up again, with the end of the try before: timestamps-in-order tells',
      'v1',
      { '/phases/build/completed_at': '2026-01-19T11:00:00Z' },
      [],
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('a phase without a status', () => {
  type Case = [description: string, Changes, expected: string[]];
  const cases: Case[] = [
    [
      'that is the current one and never began',
      { '/phase_history/build_started_at': null },
      [`phase_history.build_started_at is null but current_phase is "build"; ${STARTS}`],
    ],
    [
      'that is the current one and has only an end',
      { '/phase_history/build_started_at': null, '/phase_history/build_completed_at': NOON },
      [`phase_history.build_started_at is null but current_phase is "build"; ${STARTS}`],
    ],
    ['that is the current one and has ended', { '/phase_history/build_completed_at': NOON }, []],
    [
      'that was passed and never ended',
      { '/phase_history/plan_completed_at': undefined },
      [`phase_history.plan_completed_at is absent but current_phase is "build"; ${ENDS}`],
    ],
    [
      'that was passed and has only an end',
      { '/phase_history/plan_started_at': null },
      [
        `phase_history.plan_started_at is null but phase_history.plan_completed_at is "2026-03-04T11:45:00+00:00"; ${STARTS}`,
      ],
    ],
    [
      'that was left out: phase-order tells',
      { '/phase_history/plan_started_at': null, '/phase_history/plan_completed_at': null },
      [],
    ],
    [
      'that was not ended before the session was complete, under the other spelling',
      { '/current_phase': 'completed' },
      [`phase_history.build_completed_at is null but current_phase is "completed"; ${ENDS}`],
    ],
    ['that comes after the current one: phase-order tells', { '/phase_history/docs_completed_at': NOON }, []],
  ];
  it.each(cases)('%s', async (_description, changes, expected) => {
    expect(await brief('v2', changes)).toEqual(expected);
  });
});

describe('says nothing', () => {
  type Case = [description: string, Version, Changes];
  const cases: Case[] = [
    ['where there is no room for times', 'v2', { '/phase_history': {} }],
    [
      'of phases with nothing but a status',
      'v1',
      { '/phases': { spec: { status: 'finalized' }, plan: { status: 'finalized' }, build: { status: 'in_progress' } } },
    ],
    ['where the current phase does not fit the schema', 'v2', { '/current_phase': 'biuld' }],
    ['that a time is missing which does not fit the schema', 'v2', { '/phase_history/build_started_at': 'noon' }],
    ['of a status that does not fit the schema', 'v1', { '/phases/build/status': 'under way' }],
    [
      'of a start that is null beside such a status',
      'v1',
      { '/phases/build/status': 'under way', '/phases/build/started_at': null },
    ],
    ['of a phase that is not there, of which status-agrees-with-phase tells', 'v3', { '/build': undefined }],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes) => {
    expect(await brief(version, changes)).toEqual([]);
  });
});

const misspelt: [description: string, Version, Changes, expected: string[]][] = [
  [
    'a start that is misspelt is not missing',
    'v1',
    { '/phases/build/started_at': undefined, '/phases/build/startd_at': NOON },
    [],
  ],
  [
    'nor is an end',
    'v1',
    { '/phases/spec/finalized_at': undefined, '/phases/spec/finalised_at': '2026-01-19T09:30:00Z' },
    [],
  ],
  [
    'nor is one of a phase without a status',
    'v2',
    { '/phase_history/build_started_at': undefined, '/phase_history/build_strated_at': NOON },
    [],
  ],
  [
    'nor is one that is likely misspelt',
    'v2',
    { '/phase_history/build_started_at': undefined, '/phase_history/bild_strted_at': NOON },
    [],
  ],
  [
    'a start is missing though that of another phase is misspelt',
    'v1',
    {
      '/phases/spec/started_at': undefined,
      '/phases/build/started_at': undefined,
      '/phases/build/startd_at': NOON,
    },
    [`phases.spec.started_at is absent but phases.spec.status is "finalized"; ${STARTS}`],
  ],
  [
    'a start that is null is missing, whatever else is there',
    'v1',
    { '/phases/build/started_at': null, '/phases/build/startd_at': NOON },
    [`phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`],
  ],
  [
    'a start that is null is missing, whatever else does not fit the schema',
    'v1',
    { '/phases/build/started_at': null, '/topic': 1 },
    [`phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`],
  ],
];
it.each(misspelt)('%s (%s)', async (_description, version, changes, expected) => {
  expect(await brief(version, changes)).toEqual(expected);
});

it('tells only of the current phase where no time was ever written', async () => {
  const names = ['spec', 'plan', 'build', 'docs'].flatMap((phase) => [`${phase}_started_at`, `${phase}_completed_at`]);
  const blank = Object.fromEntries(names.map((name) => [name, null]));
  expect(await brief('v2', { '/phase_history': blank })).toEqual([
    `phase_history.build_started_at is null but current_phase is "build"; ${STARTS}`,
  ]);
});

it.each<[description: string, finalized: string | undefined, expected: string[]]>([
  ['only the current phase where no other was ever written', undefined, []],
  [
    'the others as well where one was written',
    NOON,
    [
      `phases.spec.started_at is null but phases.spec.status is "finalized"; ${STARTS}`,
      `phases.plan.started_at is null and phases.plan.finalized_at is null but phases.plan.status is "finalized"; a phase that has ended has a start and an end`,
    ],
  ],
])('tells of times that are null: %s', async (_description, finalized, expected) => {
  const blank = { status: 'finalized', started_at: null, finalized_at: null };
  const phases = {
    spec: { ...blank, finalized_at: finalized ?? null },
    plan: blank,
    build: { status: 'in_progress', started_at: null, completed_at: null },
  };
  expect(await brief('v1', { '/phases': phases })).toEqual([
    ...expected,
    `phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`,
  ]);
});

it('one place for a time is room for it', async () => {
  const phases = { spec: { status: 'finalized' }, build: { status: 'in_progress', started_at: null } };
  expect(await brief('v1', { '/phases': phases })).toEqual([
    `phases.build.started_at is null but phases.build.status is "in_progress"; ${STARTS}`,
  ]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('phase-times');
  for (const diagnostic of await diagnose(await readTree('rules/phase-times/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

async function brief(version: Version, changes: Changes): Promise<string[]> {
  const found = await lintFiles(sessionOf(version, changes));
  return found.filter(({ rule }) => rule === 'phase-times').map(({ message }) => message);
}
