import { describe, expect, it } from 'vitest';
import { type Changes, edit } from '../support/edit.js';
import { told } from '../support/lint-steps.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf, SESSIONS, type Version } from '../support/sessions.js';

describe('a document that is created', () => {
  const begun = { '/current_phase': 'spec', '/status': 'active' };
  type Case = [description: string, Version, Changes, exact: string[], sampled: string[]];
  const cases: Case[] = [
    ['at its beginning', 'v2', begun, [], []],
    ['without a state', 'v2', { '/current_phase': undefined, '/status': null }, [], []],
    [
      'in a later state',
      'v2',
      {},
      ['error /current_phase current_phase begins as "build"; what is new begins as "spec"'],
      [
        'info /current_phase current_phase is "build" in the first version there is; it begins as "spec", and the way from there is spec → plan → build',
      ],
    ],
    [
      'in another spelling of a later state',
      'v2',
      { ...begun, '/status': 'completed' },
      ['error /status status begins as "completed"; what is new begins as "active"'],
      [
        'info /status status is "completed" in the first version there is; it begins as "active", and the way from there is active → complete',
      ],
    ],
    [
      'in several later states, of which a first commit has one to tell',
      'v1',
      {},
      [
        'error /current_phase current_phase begins as "build"; what is new begins as "spec"',
        'error /phases/spec/status phases.spec.status begins as "finalized"; what is new begins as "draft"',
        'error /phases/plan/status phases.plan.status begins as "finalized"; what is new begins as "not_started", "in_progress" or "draft"',
      ],
      [
        'info /current_phase current_phase is "build" in the first version there is; it begins as "spec", and the way from there is spec → plan → build',
      ],
    ],
  ];
  it.each(cases)('%s (%s)', (_description, version, state, exact, sampled) => {
    expect(told('not-initial', 'exact', {}, sessionOf(version, state))).toEqual(exact);
    expect(told('not-initial', 'sampled', {}, sessionOf(version, state))).toEqual(sampled);
  });

  it('may be a copy, which begins as it is', () => {
    const copy = 'agents/sessions/2026-03-20_export-to-ods_a1b2c3';
    const before = sessionOf('v2', {});
    const after = { ...before, [`${copy}/state.json`]: before[`${SESSIONS.v2}/state.json`] };
    const moves = [{ how: 'copied', from: SESSIONS.v2, to: copy }] as const;
    expect(told('not-initial', 'sampled', before, after, moves).map((one) => one.split(' ', 2))).toEqual([
      ['info', '/current_phase'],
    ]);
  });
});

describe('a state in a document that was there', () => {
  const cases: [description: string, before: unknown, after: unknown, expected: string[]][] = [
    ['leaves null for a beginning', null, 'in_progress', []],
    [
      'leaves null for a later one',
      null,
      'complete',
      [
        'error /phases/build/status phases.build.status goes from null to "complete" in one change; null counts as not begun, and what begins is "not_started" or "in_progress"',
      ],
    ],
    [
      'is put in',
      undefined,
      'complete',
      [
        'warning /phases/build/status phases.build.status begins as "complete"; what is new begins as "not_started" or "in_progress"',
      ],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, expected) => {
    const sides = [before, after].map((status) => sessionOf('v1', { '/phases/build/status': status }));
    expect(told('not-initial', 'exact', sides[0]!, sides[1]!)).toEqual(expected);
    expect(told('not-initial', 'sampled', sides[0]!, sides[1]!)).toEqual([]);
  });
});

describe('a part of a plan', () => {
  const plans = (before: unknown, after: unknown) => [{ [PLAN_FILE]: before }, { [PLAN_FILE]: after }] as const;
  const second = '/checkpoints/0/task_groups/0/tasks/1/status';

  it('that is put in when it is done is likely a mistake, when each change is seen', () => {
    const both = plans(planOf([[[0]]]), edit(planOf([[[0, 0]]]), { [second]: 'complete' }));
    expect(told('not-initial', 'exact', ...both)).toEqual([
      `warning ${second} tasks[1.1.2].status begins as "complete"; what is new begins as "pending"`,
    ]);
    expect(told('not-initial', 'sampled', ...both)).toEqual([]);
  });

  it('that is put in with a plan is likely one as well', () => {
    const plan = edit(planOf([[[0, 0]]]), { [second]: 'in_progress' });
    expect(told('not-initial', 'exact', {}, { [PLAN_FILE]: plan })).toEqual([
      `warning ${second} tasks[1.1.2].status begins as "in_progress"; what is new begins as "pending"`,
    ]);
  });

  it('is told of where the plan comes late, unless one around others has come as far', () => {
    const plan = edit(planOf([[[0]], []]), {
      '/status': 'draft',
      '/checkpoints/0/task_groups/0/tasks/0/status': 'complete',
      '/checkpoints/1/status': 'complete',
    });
    expect(told('not-initial', 'sampled', {}, { [PLAN_FILE]: plan })).toEqual([
      'info /checkpoints/1/status checkpoints[2].status is "complete" in the first version there is; it begins as "pending", and the way from there is pending → in_progress → complete',
    ]);
  });

  it('that was there under another id is not new', () => {
    const before = planOf([[[0, 0]]]);
    const after = planOf([[[0, 0, 0]]]);
    for (const [plan, titles] of [
      [before, ['Read', 'Sort']],
      [after, ['Fetch', 'Read', 'Sort']],
    ] as const) {
      for (const [index, task] of tasksOf(plan).entries()) {
        task.title = titles[index]!;
        task.status = task.title === 'Sort' ? 'complete' : 'pending';
      }
    }
    expect(told('not-initial', 'exact', ...plans(before, after))).toEqual([]);
  });
});
