import { describe, expect, it } from 'vitest';
import type { Granularity } from '../../src/schema/vocabulary/changes.js';
import { type Changes, edit } from '../support/edit.js';
import { diagnoseChanges, told } from '../support/lint-steps.js';
import { type Plan, PLAN_FILE, planOf, tasksOf } from '../support/plan.js';
import { sessionOf, type Version } from '../support/sessions.js';

const BOTH: readonly Granularity[] = ['exact', 'sampled'];

describe('the state of a session', () => {
  type Case = [description: string, Version, before: Changes, after: Changes, exact: string[], sampled: string[]];
  const cases: Case[] = [
    ['stays', 'v2', {}, { '/topic': 'Other words' }, [], []],
    ['makes a move of its machine', 'v2', {}, { '/current_phase': 'docs' }, [], []],
    [
      'goes back',
      'v2',
      {},
      { '/current_phase': 'plan' },
      [
        'error /current_phase current_phase goes from "build" to "plan"; from "build" only "docs" or "complete" is legal',
      ],
      [
        'error /current_phase current_phase goes from "build" to "plan"; from "build" only "docs" or "complete" is legal',
      ],
    ],
    [
      'leaves a final state',
      'v2',
      { '/current_phase': 'complete' },
      { '/current_phase': 'docs' },
      ['error /current_phase current_phase goes from "complete" to "docs"; "complete" is final, nothing follows it'],
      ['error /current_phase current_phase goes from "complete" to "docs"; "complete" is final, nothing follows it'],
    ],
    [
      'makes two moves in one change, which between two commits is for another rule to tell',
      'v2',
      { '/current_phase': 'plan' },
      { '/current_phase': 'docs' },
      [
        'error /current_phase current_phase goes from "plan" to "docs" in one change; the way there is plan → build → docs, one change each',
      ],
      [],
    ],
    [
      'is spelled otherwise in both, and quoted as it stands',
      'v2',
      { '/status': 'completed' },
      { '/status': 'paused' },
      ['error /status status goes from "completed" to "paused"; "completed" is final, nothing follows it'],
      ['error /status status goes from "completed" to "paused"; "completed" is final, nothing follows it'],
    ],
    ['is the same in another spelling', 'v2', { '/status': 'completed' }, { '/status': 'complete' }, [], []],
    ['is taken up again after it failed', 'v2', { '/status': 'failed' }, { '/status': 'active' }, [], []],
    ['of a build is tried again', 'v1', { '/phases/build/status': 'failed' }, {}, [], []],
    [
      'goes away',
      'v2',
      {},
      { '/current_phase': undefined },
      [
        'error /current_phase current_phase was "build" and is absent; a state is left for another one, and from "build" only "docs" or "complete" is legal',
      ],
      [
        'error /current_phase current_phase was "build" and is absent; a state is left for another one, and from "build" only "docs" or "complete" is legal',
      ],
    ],
    [
      'is set back to null after it was final',
      'v1',
      { '/phases/build/status': 'complete' },
      { '/phases/build/status': null },
      [
        'error /phases/build/status phases.build.status was "complete" and is null; "complete" is final, nothing follows it',
      ],
      [
        'warning /phases/build/status phases.build.status was "complete" and is null, as if it had not begun; the only way back to a beginning is complete → in_progress, which takes up again what had ended',
      ],
    ],
    ['is set back to null from a beginning', 'v1', {}, { '/phases/build/status': null }, [], []],
    ['comes out of null', 'v1', { '/phases/build/status': null }, {}, [], []],
    ['was no state', 'v2', { '/current_phase': 'building' }, { '/current_phase': 'spec' }, [], []],
    ['is filled into a template', 'v2', { '/current_phase': '{{PHASE}}' }, { '/current_phase': 'complete' }, [], []],
  ];
  it.each(cases)('%s (%s)', (_description, version, before, after, exact, sampled) => {
    const sides = [sessionOf(version, before), sessionOf(version, after)] as const;
    expect(BOTH.map((granularity) => told('illegal-transition', granularity, ...sides))).toEqual([exact, sampled]);
  });

  it('is told for each of several that change', () => {
    const before = sessionOf('v2', { '/current_phase': 'complete', '/status': 'complete' });
    expect(told('illegal-transition', 'sampled', before, sessionOf('v2', {}))).toHaveLength(2);
  });

  const research = 'agents/sessions/2026-03-04_export-to-csv_k3m9q2/research/r_1/state.json';
  const workOf = (status: string) => ({ [research]: { id: 'r_1', status } });

  it('of research, too', () => {
    const found = BOTH.map((granularity) =>
      told('illegal-transition', granularity, workOf('complete'), workOf('exploring')),
    );
    const expected = [
      'error /status status goes from "complete" to "exploring"; "complete" is final, nothing follows it',
    ];
    expect(found).toEqual([expected, expected]);
  });

  it.each(['initializing', 'exploring', 'planning', 'researching', 'synthesizing'])(
    'of research that failed is tried again: %s',
    (status) => {
      const found = BOTH.map((granularity) =>
        told('illegal-transition', granularity, workOf('failed'), workOf(status)),
      );
      const expected = [
        `warning /status status goes from "failed" to "${status}"; what is "failed" is rarely taken up again`,
      ];
      expect(found).toEqual([expected, expected]);
    },
  );

  const reopened: [description: string, version: Version, pointer: string, from: string, to: string][] = [
    ['the spec', 'v1', '/phases/spec/status', 'finalized', 'draft'],
    ['the plan', 'v1', '/phases/plan/status', 'finalized', 'in_progress'],
    ['a draft of the plan', 'v1', '/phases/plan/status', 'finalized', 'draft'],
    ['the build', 'v1', '/phases/build/status', 'complete', 'in_progress'],
    ['what the plan was built as', 'v1', '/plan_state/status', 'complete', 'in_progress'],
    ['a draft of the spec', 'v3', '/spec/status', 'finalized', 'draft'],
    ['the plan', 'v3', '/plan/status', 'completed', 'draft'],
    ['the build', 'v3', '/build/status', 'completed', 'in_progress'],
  ];
  it.each(reopened)('is that of work taken up again: %s (%s)', (_description, version, pointer, from, to) => {
    const sides = [sessionOf(version, { [pointer]: from }), sessionOf(version, { [pointer]: to })] as const;
    const name = pointer.slice(1).replaceAll('/', '.');
    const expected = [
      `warning ${pointer} ${name} goes from "${from}" to "${to}"; what is "${from}" is rarely taken up again`,
    ];
    expect(BOTH.map((granularity) => told('illegal-transition', granularity, ...sides))).toEqual([expected, expected]);
  });
});

describe('a part of a plan', () => {
  const plan = planOf([[[1, 1, 1]]]);
  const TASKS = '/checkpoints/0/task_groups/0/tasks';
  /** The plan with its three tasks in these states. */
  const withStates = (...states: (string | null)[]): unknown =>
    edit(plan, Object.fromEntries(states.map((state, index) => [`${TASKS}/${String(index)}/status`, state])));
  const sides = (before: unknown, after: unknown) => [{ [PLAN_FILE]: before }, { [PLAN_FILE]: after }] as const;

  it('is followed by its id to where it stands now', () => {
    const before = withStates('complete', 'pending', 'pending');
    const after = structuredClone(withStates('complete', 'complete', 'pending')) as Plan;
    after.checkpoints[0]!.task_groups[0]!.tasks.reverse();
    expect(told('illegal-transition', 'exact', ...sides(before, after))).toEqual([
      `error ${TASKS}/1/status tasks[1.1.2].status goes from "pending" to "complete" in one change; the way there is pending → in_progress → complete, one change each`,
    ]);
  });

  it('has stood elsewhere before, and is shown there', () => {
    const before = structuredClone(withStates('complete', 'in_progress', 'pending')) as Plan;
    before.checkpoints[0]!.task_groups[0]!.tasks.reverse();
    const [found] = diagnoseChanges([
      {
        before: { [PLAN_FILE]: before },
        after: { [PLAN_FILE]: withStates('complete', 'in_progress', 'complete') },
        granularity: 'exact',
      },
    ]);
    expect([found?.pointer, found?.related.map(({ pointer, message }) => [pointer, message])]).toEqual([
      `${TASKS}/2/status`,
      [[`${TASKS}/0/status`, 'tasks[1.1.3].status is "pending"']],
    ]);
    expect(found?.step).toEqual({
      from: 'pending',
      to: 'complete',
      granularity: 'exact',
      source: { type: 'files' },
    });
  });

  const again = 'what is "complete" is rarely taken up again';
  const cases: [
    description: string,
    before: string | null,
    after: string | null,
    exact: string[],
    sampled: string[],
  ][] = [
    ['moves on', 'pending', 'in_progress', [], []],
    ['is blocked and goes on', 'blocked', 'in_progress', [], []],
    ['keeps its state in another spelling', 'not_started', 'pending', [], []],
    ['begins out of null', null, 'in_progress', [], []],
    [
      'is taken up again',
      'completed',
      'in_progress',
      [
        `warning ${TASKS}/0/status tasks[1.1.1].status goes from "completed" to "in_progress"; ${again.replace('complete', 'completed')}`,
      ],
      [
        `warning ${TASKS}/0/status tasks[1.1.1].status goes from "completed" to "in_progress"; ${again.replace('complete', 'completed')}`,
      ],
    ],
    [
      'is put back, which only work that is taken up again can have done',
      'in_progress',
      'pending',
      [
        `error ${TASKS}/0/status tasks[1.1.1].status goes from "in_progress" to "pending"; from "in_progress" only "complete" or "blocked" is legal`,
      ],
      [
        `warning ${TASKS}/0/status tasks[1.1.1].status goes from "in_progress" to "pending"; the only way there is in_progress → complete → pending, which takes up again what had ended`,
      ],
    ],
    [
      'is set back to null',
      'complete',
      null,
      [
        `error ${TASKS}/0/status tasks[1.1.1].status was "complete" and is null; "complete" is final, nothing follows it`,
      ],
      [
        `warning ${TASKS}/0/status tasks[1.1.1].status was "complete" and is null, as if it had not begun; the only way back to a beginning is complete → pending, which takes up again what had ended`,
      ],
    ],
  ];
  it.each(cases)('%s', (_description, before, after, exact, sampled) => {
    const both = sides(withStates(before), withStates(after));
    expect(BOTH.map((granularity) => told('illegal-transition', granularity, ...both))).toEqual([exact, sampled]);
  });

  it.each([
    ['is written on', 'complete', 'in_progress', [], []],
    ['is a draft again before it is complete', 'in_progress', 'draft', [], []],
    [
      'is a draft again',
      'complete',
      'draft',
      ['warning /status status goes from "complete" to "draft"; what is "complete" is rarely taken up again'],
      [],
    ],
  ])('belongs to a plan that %s', (_description, before, after, exact, sampled) => {
    const both = sides(edit(plan, { '/status': before }), edit(plan, { '/status': after }));
    expect(BOTH.map((granularity) => told('illegal-transition', granularity, ...both))).toEqual([exact, sampled]);
  });

  it('that skips a state is an error each, when each change is seen', () => {
    const large = planOf([[new Array<number>(40).fill(0)]]);
    const done = structuredClone(large);
    for (const task of tasksOf(done)) task.status = 'complete';
    expect(told('illegal-transition', 'exact', ...sides(large, done))).toHaveLength(40);
    expect(told('illegal-transition', 'sampled', ...sides(large, done))).toEqual([]);
  });

  it('of a plan that is begun anew is told once, with the first of all', () => {
    const done = structuredClone(plan);
    for (const checkpoint of done.checkpoints) checkpoint.status = 'complete';
    for (const task of tasksOf(done)) task.status = 'complete';
    expect(told('illegal-transition', 'sampled', ...sides(done, plan))).toEqual([
      `warning /checkpoints/0/status checkpoints[1].status (and 3 more) goes from "complete" to "pending"; ${again}`,
    ]);
  });

  it('that is taken up again in another way is told of apart', () => {
    const both = sides(withStates('complete', 'in_progress', 'complete'), withStates('in_progress', 'pending', null));
    expect(told('illegal-transition', 'sampled', ...both).map((one) => one.split(' ', 2)[1])).toEqual([
      `${TASKS}/0/status`,
      `${TASKS}/1/status`,
      `${TASKS}/2/status`,
    ]);
  });

  const titled = (...tasks: [title: string, status: string][]): unknown => {
    const copy = structuredClone(plan);
    const [group] = copy.checkpoints[0]!.task_groups;
    group!.tasks = tasks.map(([title, status], index) => ({
      ...group!.tasks[0]!,
      id: `1.1.${String(index + 1)}`,
      title,
      status,
      actions: [],
    }));
    return copy;
  };
  const renumbered: [description: string, before: unknown, after: unknown, expected: string[]][] = [
    [
      'was taken out, and those after it have other numbers',
      titled(['Read', 'complete'], ['Sort', 'pending'], ['Write', 'pending']),
      titled(['Sort', 'pending'], ['Write', 'pending']),
      [],
    ],
    [
      'was put before others',
      titled(['Read', 'complete'], ['Sort', 'in_progress']),
      titled(['Fetch', 'pending'], ['Read', 'complete'], ['Sort', 'in_progress']),
      [],
    ],
    [
      'has another title, so that it may be another one',
      titled(['Read', 'in_progress']),
      titled(['Read all', 'pending']),
      ['warning'],
    ],
    [
      'that only its number tells from others is the one of that number',
      titled(['Read', 'in_progress'], ['Read', 'pending']),
      titled(['Read', 'pending'], ['Read', 'pending']),
      ['error'],
    ],
  ];
  it.each(renumbered)('%s', (_description, before, after, expected) => {
    const found = told('illegal-transition', 'exact', ...sides(before, after));
    expect(found.map((one) => one.split(' ', 1)[0])).toEqual(expected);
  });

  it('that shares its id with another is not followed', () => {
    const twice = (status: string): unknown => edit(withStates(status), { [`${TASKS}/1/id`]: '1.1.1' });
    expect(told('illegal-transition', 'exact', ...sides(twice('complete'), twice('pending')))).toEqual([]);
  });
});
