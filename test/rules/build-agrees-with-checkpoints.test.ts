import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const NOON = '2026-05-01T12:00:00Z';
const ALL = 'what is complete has completed them all';
const WITH_BUILD = 'a plan is complete when its build is';
const BEGUN = 'work with a completed checkpoint has begun';

it('a build, a plan and checkpoints that are as far have no finding', async () => {
  expect(await lintTree('rules/build-agrees-with-checkpoints/passes')).toEqual([]);
});

it('tells of two that contradict each other, in every version', async () => {
  const found = await lintTree('rules/build-agrees-with-checkpoints/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['warning', '/plan_state/status', 58],
    ['warning', '/plan_state/status', 43],
    ['warning', '/build_progress/checkpoints_completed', 23],
  ]);
});

const built = { '/phases/build/status': 'complete', '/phases/build/completed_at': NOON };
const all = { '/plan_state/checkpoints_completed': [1, 2, 3], '/plan_state/current_checkpoint': null };
const planned = { '/plan_state/status': 'complete' };
const unbuilt = { '/current_phase': 'plan', '/phases/build': { status: 'not_started' } };

type Case = [description: string, Version, Changes, expected: string[]];
const cases: Case[] = [
  [
    'the build is complete with checkpoints open: one finding, though plan_state differs as well',
    'v1',
    built,
    [`phases.build.status is "complete" but 1 of 3 checkpoints are completed; ${ALL}`],
  ],
  [
    'plan_state is complete with checkpoints open',
    'v1',
    { '/plan_state/status': 'completed' },
    [`plan_state.status is "completed" but 1 of 3 checkpoints are completed; ${ALL}`],
  ],
  [
    'the build has ended with no checkpoint completed',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_completed': [] },
    [`phase_history.build_completed_at is "${NOON}" but 0 of 4 checkpoints are completed; ${ALL}`],
  ],
  [
    'the build has ended and a checkpoint counts once, however often it is there',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_completed': [1, 2, 2, 2] },
    [`phase_history.build_completed_at is "${NOON}" but 2 of 4 checkpoints are completed; ${ALL}`],
  ],
  [
    'the build has ended with all checkpoints completed, in any order',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_completed': [4, 2, 1, 3] },
    [],
  ],
  [
    'the build has ended and nobody knows how many checkpoints there are',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_total': null },
    [],
  ],
  [
    'the build has ended and an id is out of range, which checkpoint-range tells',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_completed': [1, 9] },
    [],
  ],
  [
    'the build has ended and an id does not fit the schema',
    'v2',
    { '/phase_history/build_completed_at': NOON, '/build_progress/checkpoints_completed': [1, 'two'] },
    [],
  ],
  [
    'all checkpoints are completed and the build goes on',
    'v2',
    { '/build_progress/checkpoints_completed': [1, 2, 3, 4] },
    [],
  ],
  ...['in_progress', 'failed', 'not_started', null].map((status): Case => [
    `plan_state is complete and the build is ${String(status)}`,
    'v1',
    { ...all, ...planned, '/phases/build/status': status, '/phases/build/started_at': null },
    [`plan_state.status is "complete" but phases.build.status is ${JSON.stringify(status)}; ${WITH_BUILD}`],
  ]),
  ['plan_state is complete and so is the build', 'v1', { ...all, ...planned, ...built }, []],
  ['plan_state is complete and there is no build', 'v3', { ...all, ...planned, '/build': undefined }, []],
  [
    'plan_state is complete and the session has moved on from a build that goes on: status-agrees-with-phase tells',
    'v1',
    { ...all, ...planned, '/current_phase': 'complete' },
    [],
  ],
  ...['in_progress', 'not_started', 'finalized', null].map((status): Case => [
    `the build is complete and plan_state is ${String(status)}`,
    'v1',
    { ...all, ...built, '/plan_state/status': status },
    [`plan_state.status is ${JSON.stringify(status)} but phases.build.status is "complete"; ${WITH_BUILD}`],
  ]),
  ['the build is complete and there is no plan_state', 'v1', { ...built, '/plan_state': null }, []],
  [
    'the build is complete and plan_state does not fit the schema',
    'v1',
    { ...all, ...built, '/plan_state/status': 'done' },
    [],
  ],
  ['all checkpoints are completed, and both plan_state and the build go on', 'v1', all, []],
  ...['not_started', 'finalized', null].map((status): Case => [
    `a checkpoint is completed and plan_state is ${String(status)}`,
    'v1',
    { '/plan_state/status': status },
    [`plan_state.status is ${JSON.stringify(status)} but plan_state.checkpoints_completed is [1]; ${BEGUN}`],
  ]),
  [
    'a checkpoint is completed and the build has not begun',
    'v1',
    unbuilt,
    [`phases.build.status is "not_started" but plan_state.checkpoints_completed is [1]; ${BEGUN}`],
  ],
  [
    'a checkpoint is completed and the build has not begun',
    'v2',
    { '/current_phase': 'plan', '/phase_history/build_started_at': null },
    [`phase_history.build_started_at is null but build_progress.checkpoints_completed is [1,2]; ${BEGUN}`],
  ],
  [
    'a checkpoint is completed and the build is the current phase without a start, which phase-times tells',
    'v2',
    { '/phase_history/build_started_at': null },
    [],
  ],
  [
    'a checkpoint is completed and there is nothing about a build',
    'v1',
    { '/current_phase': 'plan', '/phases/build': undefined },
    [],
  ],
  [
    'no checkpoint is completed and nothing has begun',
    'v1',
    { ...unbuilt, '/plan_state/checkpoints_completed': [] },
    [],
  ],
  ['no list is kept', 'v1', { '/plan_state': { status: 'in_progress' } }, []],
];

describe('of a state in which', () => {
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    const found = await lintFiles(sessionOf(version, changes));
    const messages = found.filter(({ rule }) => rule === 'build-agrees-with-checkpoints').map(({ message }) => message);
    expect(messages).toEqual(expected);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('build-agrees-with-checkpoints');
  for (const diagnostic of await diagnose(await readTree('rules/build-agrees-with-checkpoints/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
