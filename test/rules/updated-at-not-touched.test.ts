import { describe, expect, it } from 'vitest';
import type { Changes } from '../support/edit.js';
import { diagnoseChanges, diagnoseRow, told } from '../support/lint-steps.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf } from '../support/sessions.js';

const LAST = 'though it is the time of the last change';
const STAYS = `warning /updated_at updated_at stays "2026-03-04T15:20:00+00:00" ${LAST}`;

describe('the time of the last change', () => {
  type Case = [description: string, before: Changes, after: Changes, expected: string[]];
  const cases: Case[] = [
    ['moves on with a change', {}, { '/topic': 'Other', '/updated_at': '2026-03-04T15:20:01+00:00' }, []],
    ['stays where nothing changes', {}, {}, []],
    ['stays through a change', {}, { '/topic': 'Other' }, [`${STAYS}; topic changes from "Export to CSV" to "Other"`]],
    [
      'stays in another spelling',
      {},
      { '/topic': 'Other', '/updated_at': '2026-03-04T16:20:00+01:00' },
      [
        `warning /updated_at updated_at stays "2026-03-04T16:20:00+01:00" ${LAST}; topic changes from "Export to CSV" to "Other"`,
      ],
    ],
    ['stays while a state gets another spelling', { '/status': 'completed' }, { '/status': 'complete' }, []],
    ['stays while a time gets another spelling', {}, { '/created_at': '2026-03-04T10:00:00+01:00' }, []],
    ['changes alone', {}, { '/updated_at': '2026-03-05T00:00:00Z' }, []],
    [
      'stays while something is put in',
      { '/git/branch': undefined },
      {},
      [`${STAYS}; git.branch changes from absent to "export-to-csv"`],
    ],
    ['stays while a list gets longer', { '/commits': [] }, {}, [`${STAYS}; commits changes`]],
    [
      'stays while a short list gets longer',
      { '/build_progress/checkpoints_completed': [1] },
      {},
      [`${STAYS}; build_progress.checkpoints_completed changes`],
    ],
    [
      'stays while there is something where nothing was',
      { '/git/worktree': null },
      { '/git/worktree': 'export' },
      [`${STAYS}; git.worktree changes from null to "export"`],
    ],
    [
      'stays while as much is written as a message shows',
      {},
      { '/topic': 'x'.repeat(38) },
      [`${STAYS}; topic changes from "Export to CSV" to "${'x'.repeat(38)}"`],
    ],
    ['stays while more is written', {}, { '/topic': 'x'.repeat(39) }, [`${STAYS}; topic changes`]],
    ['stays while much is written', {}, { '/description': 'x'.repeat(100) }, [`${STAYS}; description changes`]],
    [
      'goes away',
      {},
      { '/updated_at': null, '/status': 'paused' },
      [
        `warning /updated_at updated_at was "2026-03-04T15:20:00+00:00" and is null ${LAST}; status changes from "active" to "paused"`,
      ],
    ],
    [
      'is taken out',
      {},
      { '/updated_at': undefined, '/status': 'paused' },
      [
        `warning /updated_at updated_at was "2026-03-04T15:20:00+00:00" and is absent ${LAST}; status changes from "active" to "paused"`,
      ],
    ],
    ['goes back, which another rule tells', {}, { '/updated_at': '2026-03-01T00:00:00Z', '/topic': 'Other' }, []],
    ['was not there', { '/updated_at': null }, { '/updated_at': null, '/topic': 'Other' }, []],
    ['was a placeholder', { '/updated_at': '{{UPDATED_AT}}' }, { '/topic': 'Other' }, []],
    [
      'is a placeholder that stays, which another rule tells',
      { '/updated_at': '{{UPDATED_AT}}' },
      { '/updated_at': '{{UPDATED_AT}}', '/topic': 'Other' },
      [],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, expected) => {
    const sides = [sessionOf('v2', before), sessionOf('v2', after)] as const;
    expect(told('updated-at-not-touched', 'exact', ...sides)).toEqual(expected);
    expect(told('updated-at-not-touched', 'sampled', ...sides)).toEqual(expected);
  });

  const plans = (change: (plan: ReturnType<typeof planOf>) => void): string[] => {
    const after = planOf([[[1, 1]]]);
    change(after);
    return told('updated-at-not-touched', 'exact', { [PLAN_FILE]: planOf([[[1, 1]]]) }, { [PLAN_FILE]: after });
  };

  it('is held against what changed in a part of a plan, named by its id', () => {
    const found = plans((plan) => {
      tasksOf(plan)[1]!.actions[0]!.status = 'in_progress';
    });
    expect(found).toEqual([
      `warning /updated_at updated_at stays "2026-03-09T08:15:00Z" ${LAST}; actions[1.1.2.1].status changes from "pending" to "in_progress"`,
    ]);
  });

  it('is held against another order of the parts', () => {
    const found = plans((plan) => {
      plan.checkpoints[0]!.task_groups[0]!.tasks.reverse();
    });
    expect(found).toEqual([
      `warning /updated_at updated_at stays "2026-03-09T08:15:00Z" ${LAST}; task_groups[1.1].tasks changes`,
    ]);
  });
});

it('a merge puts texts together and makes no time of its own', () => {
  const [before, after] = [sessionOf('v2', {}), sessionOf('v2', { '/topic': 'Other' })];
  expect(diagnoseChanges([{ before, after, granularity: 'sampled', merged: true }])).toEqual([]);
});

it('a row, of which no other rule tells that its time goes back, is told to', () => {
  const row = { id: 'a', status: 'idle', updated_at: '2026-03-04T15:20:00Z' };
  const after = { ...row, status: 'executing', updated_at: '2026-03-04T15:00:00Z' };
  const found = diagnoseRow('agent', row, after, 'exact');
  expect(found.map(({ ruleId, message }) => [ruleId, message])).toEqual([
    [
      'updated-at-not-touched',
      `updated_at goes back from "2026-03-04T15:20:00Z" to "2026-03-04T15:00:00Z" ${LAST}; status changes from "idle" to "executing"`,
    ],
  ]);
});

it('a row whose time is written less finely than before may have moved on', () => {
  const row = { id: 'a', status: 'idle', updated_at: '2026-03-04T15:20:00.7Z' };
  const after = { ...row, status: 'executing', updated_at: '2026-03-04T15:20:00Z' };
  expect(diagnoseRow('agent', row, after, 'exact')).toEqual([]);
});
