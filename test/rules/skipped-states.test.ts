import { describe, expect, it } from 'vitest';
import { type Changes, edit } from '../support/edit.js';
import { diagnoseChanges, told } from '../support/lint-steps.js';
import { PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf, type Version } from '../support/sessions.js';

describe('a session that has passed phases', () => {
  const NOON = '2026-05-01T12:00:00Z';
  const inSpec = { '/current_phase': 'spec' };
  type Case = [description: string, Version, before: Changes, after: Changes, expected: string[]];
  const cases: Case[] = [
    [
      'and recorded them is worth knowing',
      'v2',
      inSpec,
      {},
      [
        'info /current_phase current_phase goes from "spec" to "build" past "plan"; the way there is spec → plan → build',
      ],
    ],
    [
      'and recorded none of it is likely to have left them out',
      'v2',
      inSpec,
      { '/phase_history/plan_started_at': null, '/phase_history/plan_completed_at': null },
      [
        'warning /current_phase current_phase goes from "spec" to "build" past "plan", of which nothing is recorded; the way there is spec → plan → build',
      ],
    ],
    [
      'and recorded some of them: those that it did not are named',
      'v2',
      inSpec,
      { '/current_phase': 'complete', '/phase_history/build_started_at': null },
      [
        'warning /current_phase current_phase goes from "spec" to "complete" past "build", of which nothing is recorded; the way there is spec → plan → build → complete',
      ],
    ],
    [
      'and recorded each, but not yet that in which it is',
      'v2',
      inSpec,
      { '/phase_history/build_started_at': null },
      [
        'info /current_phase current_phase goes from "spec" to "build" past "plan"; the way there is spec → plan → build',
      ],
    ],
    [
      'is told of all of them',
      'v2',
      inSpec,
      { '/current_phase': 'docs' },
      [
        'info /current_phase current_phase goes from "spec" to "docs" past "plan", "build"; the way there is spec → plan → build → docs',
      ],
    ],
    [
      'and says so by their status',
      'v1',
      { ...inSpec },
      { '/phases/plan': { status: 'finalized', started_at: null, finalized_at: null } },
      [
        'info /current_phase current_phase goes from "spec" to "build" past "plan"; the way there is spec → plan → build',
      ],
    ],
    [
      'that it skipped, says it, and is likely to have left them out',
      'v3',
      inSpec,
      { '/plan': { status: 'skipped', started_at: null, completed_at: null } },
      [
        'warning /current_phase current_phase goes from "spec" to "build" past "plan", of which nothing is recorded; the way there is spec → plan → build',
      ],
    ],
    [
      'by a way that is not the only one is told the shortest',
      'v2',
      {},
      { '/current_phase': 'completed', '/phase_history/build_completed_at': NOON },
      [],
    ],
    ['and stays', 'v2', {}, { '/topic': 'Other words' }, []],
    [
      'in a status that has no times',
      'v2',
      { '/status': 'paused' },
      { '/status': 'complete' },
      [
        'info /status status goes from "paused" to "complete" past "active"; the way there is paused → active → complete',
      ],
    ],
    [
      'to a status that is absent, as if it had not begun',
      'v2',
      { '/status': 'failed' },
      { '/status': undefined },
      [
        'info /status status was "failed" and is absent, as if it had not begun; the way back to a beginning is failed → active',
      ],
    ],
    [
      'to a status that is null, likewise',
      'v2',
      { '/status': 'failed' },
      { '/status': null },
      [
        'info /status status was "failed" and is null, as if it had not begun; the way back to a beginning is failed → active',
      ],
    ],
  ];
  it.each(cases)('%s (%s)', (_description, version, before, after, expected) => {
    expect(told('skipped-states', 'sampled', sessionOf(version, before), sessionOf(version, after))).toEqual(expected);
  });

  it('is an error where that is set, unless it recorded them', () => {
    const unrecorded = { '/phase_history/plan_started_at': null, '/phase_history/plan_completed_at': null };
    const severities = [unrecorded, {}].map((after) => {
      const change = {
        before: sessionOf('v2', inSpec),
        after: sessionOf('v2', after),
        granularity: 'sampled',
      } as const;
      const found = diagnoseChanges([change], { settings: { 'skipped-states': 'error' } });
      return found.filter(({ ruleId }) => ruleId === 'skipped-states').map(({ severity }) => severity);
    });
    expect(severities).toEqual([['error'], ['info']]);
  });

  it('is not looked at when each change is seen', () => {
    expect(told('skipped-states', 'exact', sessionOf('v2', inSpec), sessionOf('v2', {}))).toEqual([]);
  });
});

describe('the parts of a plan', () => {
  const large = planOf([[new Array<number>(40).fill(1)]]);
  const plans = (before: unknown, after: unknown) => [{ [PLAN_FILE]: before }, { [PLAN_FILE]: after }] as const;

  it('that all went the same way are told once', () => {
    const done = structuredClone(large);
    for (const task of tasksOf(done)) task.status = 'complete';
    expect(told('skipped-states', 'sampled', ...plans(large, done))).toEqual([
      'info /checkpoints/0/task_groups/0/tasks/0/status tasks[1.1.1].status (and 39 more) goes from "pending" to "complete" past "in_progress"; the way there is pending → in_progress → complete',
    ]);
  });

  it('are told together whatever holds them, with the outermost', () => {
    const done = structuredClone(large);
    done.checkpoints[0]!.status = 'completed';
    for (const task of tasksOf(done)) {
      task.status = 'complete';
      for (const action of task.actions) action.status = 'complete';
    }
    const [found, ...others] = diagnoseChanges([
      { before: { [PLAN_FILE]: large }, after: { [PLAN_FILE]: done }, granularity: 'sampled' },
    ]).filter(({ ruleId }) => ruleId === 'skipped-states');
    expect(others).toEqual([]);
    expect(found?.message).toMatch(/^checkpoints\[1\]\.status \(and 80 more\) goes from "pending" to "completed"/u);
    expect(found?.related.map(({ message }) => message)).toEqual(['checkpoints[1].status is "pending"']);
    expect(found?.step).toMatchObject({ from: 'pending', to: 'completed', granularity: 'sampled' });
  });

  it('that went another way are told apart', () => {
    const task = (index: number): string => `/checkpoints/0/task_groups/0/tasks/${String(index)}/status`;
    const before = edit(large, { [task(1)]: 'blocked' });
    const after = edit(large, { [task(0)]: 'complete', [task(1)]: 'complete' });
    expect(told('skipped-states', 'sampled', ...plans(before, after))).toHaveLength(2);
  });

  it('that were renumbered are not told', () => {
    const named = (...tasks: [title: string, status: string][]): unknown => {
      const plan = planOf([[tasks.map(() => 0)]]);
      for (const [index, task] of tasksOf(plan).entries()) [task.title, task.status] = tasks[index]!;
      return plan;
    };
    const before = named(['Read', 'pending'], ['Sort', 'complete']);
    expect(told('skipped-states', 'sampled', ...plans(before, named(['Sort', 'complete'])))).toEqual([]);
  });
});
