import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { sessionOf, type Version } from '../support/sessions.js';

const PREFIX = 'the id of a part begins with the id of what it is part of';
const INSIDE = 'what is being built is part of the current checkpoint';
const ONE = 'until all are, one of them is the current one';

it('a task in its group in its checkpoint has no finding', async () => {
  expect(await lintTree('rules/current-work/passes')).toEqual([]);
});

it('tells of what is being built elsewhere, or not at all', async () => {
  const found = await lintTree('rules/current-work/fails');
  expect(found.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
    ['error', '/plan_state/current_task', 64],
    ['error', '/plan_state/current_task_group', 48],
    ['warning', '/build_progress/current_checkpoint', 24],
  ]);
});

/** The current checkpoint, group and task of a state of the first version, whose checkpoint 2 of 3 is being built. */
function work(checkpoint: unknown, group: unknown, task: unknown): Changes {
  return {
    '/plan_state/current_checkpoint': checkpoint,
    '/plan_state/current_task_group': group,
    '/plan_state/current_task': task,
  };
}

type Case = [description: string, Version, Changes, expected: string[]];

describe('the current group and task', () => {
  const cases: Case[] = [
    ['are parts of the checkpoint', 'v1', work(2, '2.4', '2.4.1'), []],
    [
      'are both elsewhere: the group is told',
      'v1',
      work(2, '1.4', '1.4.4'),
      [`error plan_state.current_task_group is "1.4" but plan_state.current_checkpoint is 2; ${PREFIX}`],
    ],
    [
      'begin with the same digit only',
      'v1',
      { '/plan_state/checkpoints_total': 30, ...work(2, '21.1', null) },
      [`error plan_state.current_task_group is "21.1" but plan_state.current_checkpoint is 2; ${PREFIX}`],
    ],
    [
      'differ from each other',
      'v3',
      work(2, '2.1', '2.10.1'),
      [`error plan_state.current_task is "2.10.1" but plan_state.current_task_group is "2.1"; ${PREFIX}`],
    ],
    [
      'lack the group, and the task is elsewhere',
      'v1',
      work(2, null, '3.1.1'),
      [`error plan_state.current_task is "3.1.1" but plan_state.current_checkpoint is 2; ${PREFIX}`],
    ],
    ['lack the task', 'v1', work(2, '2.1', null), []],
    ['lack both', 'v1', work(2, null, null), []],
    [
      'are held against the older name of the group',
      'v1',
      { ...work(2, undefined, '2.2.1'), '/plan_state/current_tranche': '2.1' },
      [`error plan_state.current_task is "2.2.1" but plan_state.current_tranche is "2.1"; ${PREFIX}`],
    ],
    ['count under the newer name where there are both', 'v1', { '/plan_state/current_tranche': '1.1' }, []],
    ['stand beside a checkpoint that is completed, which checkpoint-range tells', 'v1', work(1, '2.1', '2.1.1'), []],
    ['stand beside a checkpoint that is out of range, which checkpoint-range tells', 'v1', work(4, '2.1', '2.1.1'), []],
    ['stand beside checkpoint 0, which checkpoint-range tells', 'v1', work(0, '2.1', '2.1.1'), []],
    [
      'are not in the first checkpoint',
      'v1',
      { '/plan_state/checkpoints_completed': [], ...work(1, '2.1', null) },
      [`error plan_state.current_task_group is "2.1" but plan_state.current_checkpoint is 1; ${PREFIX}`],
    ],
    [
      'are not in the last checkpoint',
      'v1',
      work(3, '2.1', null),
      [`error plan_state.current_task_group is "2.1" but plan_state.current_checkpoint is 3; ${PREFIX}`],
    ],
    [
      'stand beside such a checkpoint and differ from each other',
      'v1',
      work(4, '2.1', '2.2.1'),
      [`error plan_state.current_task is "2.2.1" but plan_state.current_task_group is "2.1"; ${PREFIX}`],
    ],
    ['stand where no checkpoint is kept', 'v1', work(undefined, '2.1', '2.1.1'), []],
    ['do not fit the schema', 'v1', work(2, 'two', '3.1'), []],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

describe('without a current checkpoint', () => {
  const all = { '/plan_state/checkpoints_completed': [1, 2, 3] };
  const waiting = {
    '/current_phase': 'plan',
    '/phases/build': { status: null },
    '/plan_state/checkpoints_completed': [],
  };
  const cases: Case[] = [
    [
      'a group is none',
      'v1',
      { ...all, ...work(null, '3.2', '3.2.1') },
      [`warning plan_state.current_task_group is "3.2" but plan_state.current_checkpoint is null; ${INSIDE}`],
    ],
    [
      'a task is none',
      'v1',
      { ...all, ...work(null, null, '3.2.1') },
      [`warning plan_state.current_task is "3.2.1" but plan_state.current_checkpoint is null; ${INSIDE}`],
    ],
    [
      'a build with checkpoints open goes nowhere: one finding, though a task is left',
      'v1',
      work(null, '2.1', '2.1.1'),
      [`warning plan_state.current_checkpoint is null but 1 of 3 checkpoints are completed; ${ONE}`],
    ],
    ['a build is over when all are completed', 'v1', { ...all, ...work(null, null, null) }, []],
    ['a build waits', 'v1', { ...waiting, ...work(null, null, null) }, []],
    ['a plan that is complete is not built', 'v1', { ...work(null, null, null), '/plan_state/status': 'complete' }, []],
    [
      'checkpoints are counted before the build',
      'v2',
      {
        '/current_phase': 'plan',
        '/phase_history/build_started_at': null,
        '/build_progress/checkpoints_completed': [],
        '/build_progress/current_checkpoint': null,
      },
      [],
    ],
    [
      'the build has begun, and no checkpoint',
      'v2',
      { '/build_progress/checkpoints_completed': [], '/build_progress/current_checkpoint': null },
      [`warning build_progress.current_checkpoint is null but 0 of 4 checkpoints are completed; ${ONE}`],
    ],
    [
      'they are not counted',
      'v2',
      { '/build_progress/checkpoints_total': 0, '/build_progress/current_checkpoint': null },
      [],
    ],
    [
      'the build has ended',
      'v2',
      { '/phase_history/build_completed_at': '2026-05-01T12:00:00Z', '/build_progress/current_checkpoint': null },
      [],
    ],
    ['the session has moved on', 'v2', { '/current_phase': 'docs', '/build_progress/current_checkpoint': null }, []],
    [
      'an id is out of range, which checkpoint-range tells',
      'v2',
      { '/build_progress/checkpoints_completed': [1, 9], '/build_progress/current_checkpoint': null },
      [],
    ],
  ];
  it.each(cases)('%s (%s)', async (_description, version, changes, expected) => {
    expect(await brief(version, changes)).toEqual(expected);
  });
});

it('its page shows what its example prints', async () => {
  const page = await readPage('current-work');
  for (const diagnostic of await diagnose(await readTree('rules/current-work/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});

async function brief(version: Version, changes: Changes): Promise<string[]> {
  const found = await lintFiles(sessionOf(version, changes));
  return found.filter(({ rule }) => rule === 'current-work').map(({ severity, message }) => `${severity} ${message}`);
}
