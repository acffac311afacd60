import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { parseDocument } from '../../src/document/parse.js';
import { valueAt } from '../../src/document/position.js';
import { convert } from '../../src/migrate/convert.js';
import type { Mapping } from '../../src/migrate/mapping.js';
import { PLAN_V1_TO_V2 } from '../../src/migrate/mappings/plan-v1-to-v2.js';
import { SESSION_V1_TO_V2 } from '../../src/migrate/mappings/session-v1-to-v2.js';
import { SESSION_V2_TO_V3 } from '../../src/migrate/mappings/session-v2-to-v3.js';
import { type Changes, edit } from '../support/edit.js';
import { SESSIONS, sessionOf, type Version } from '../support/sessions.js';

const NOW = '2026-06-01T12:00:00.000Z';

interface Outcome {
  readonly value: unknown;
  /** Place → what was decided about it. */
  readonly decisions: Readonly<Record<string, string>>;
}

function outcome(mapping: Mapping, value: unknown, isFresh = false): Outcome {
  const document = parseDocument(JSON.stringify(value, null, 2), 1, DEFAULT_LIMITS);
  if (!document.parsed) throw new Error('no JSON');
  const { text, decisions } = convert(document, mapping, { now: NOW, isFresh });
  return {
    value: JSON.parse(text),
    decisions: Object.fromEntries(decisions.map(({ at, says }) => [at.join('.'), says])),
  };
}

function migrated(version: Exclude<Version, 'v3'>, changes: Changes, isFresh = false): Outcome {
  const state = sessionOf(version, changes)[`${SESSIONS[version]}/state.json`];
  return outcome(version === 'v1' ? SESSION_V1_TO_V2 : SESSION_V2_TO_V3, state, isFresh);
}

/** What stands at places such as `phase_history.spec_started_at`. */
function at({ value }: Outcome, ...places: string[]): unknown[] {
  return places.map((place) => valueAt(value, place.split('.')));
}

describe('a state of the first version', () => {
  const COMPLETE = { '/current_phase': 'complete' };

  test('keeps its times by phase, and what the second has no place for under _v1, in the order of the schema', () => {
    const { value } = migrated('v1', { '/_status_values': ['draft'], '/goals': { high_level: ['g'] } });
    expect(Object.keys(value as object).slice(0, 4)).toEqual(['$schema', 'session_id', 'topic', 'description']);
    expect(Object.keys(value as object).at(-1)).toBe('_v1');
    expect(value).toMatchObject({
      $schema: 'Session state manifest v2 - programmatic updates only',
      _status_values: ['draft'],
      _v1: { goals: { high_level: ['g'] }, phases: { spec: { status: 'finalized' } } },
    });
  });

  test.each<readonly [what: string, changes: Changes, place: string, expected: unknown, decision: RegExp]>([
    ['research', { '/granularity': 'research' }, 'session_type', 'research', /^"research", as granularity was$/u],
    ['a feature', { '/granularity': 'feature' }, 'session_type', 'full', /^"full"/u],
    [
      'what ended with its spec',
      { '/granularity': 'feature', '/phases/spec/status': 'finalized_complete' },
      'session_type',
      undefined,
      /^left out/u,
    ],
    ['a session that is over', COMPLETE, 'status', 'complete', /^"complete"/u],
    ['a session by another spelling', { '/current_phase': 'completed' }, 'status', 'complete', /^"complete"/u],
    ['a build that failed', { '/phases/build/status': 'failed' }, 'status', 'failed', /as phases\.build\.status was$/u],
    ['work under way', { '/current_phase': 'build' }, 'status', 'active', /^"active"/u],
    ['any change', {}, 'updated_at', NOW, /^the time of the migration; it was "/u],
    [
      'a change that is yet to come',
      { '/updated_at': '2027-01-01T00:00:00Z' },
      'updated_at',
      '2027-01-01T00:00:00Z',
      /yet to come$/u,
    ],
    [
      'a plan that was written on while the build ran',
      { '/phases/plan/finalized_at': '2026-01-19T13:00:00Z', '/phases/build/started_at': '2026-01-19T12:00:00Z' },
      'phase_history.plan_completed_at',
      '2026-01-19T12:00:00Z',
      /^when the next phase began; phases\.plan\.finalized_at was "2026-01-19T13:00:00Z", after that$/u,
    ],
    [
      'a plan that was taken up again',
      { '/phases/plan/status': 'in_progress', '/phases/plan/finalized_at': '2026-01-19T11:00:00Z' },
      'phase_history.plan_completed_at',
      null,
      /^null: phases\.plan\.status was "in_progress"$/u,
    ],
  ])('of %s: %j at %s', (_what, changes, place, expected, decision) => {
    const result = migrated('v1', changes);
    expect(at(result, place)).toEqual([expected]);
    expect(result.decisions[place]).toMatch(decision);
  });

  test('keeps the times that its new history does not take', () => {
    const later = '2026-01-19T13:00:00Z';
    const changes = { '/phases/plan/finalized_at': later, '/phases/build/started_at': '2026-01-19T12:00:00Z' };
    const result = migrated('v1', changes);
    expect(at(result, '_v1.phases.plan.finalized_at', '_v1.updated_at')).toEqual([later, '2026-01-19T14:00:00Z']);
  });

  test('has null for times that have not come, and none for those that came and are not known', () => {
    const result = migrated('v1', {
      '/current_phase': 'plan',
      '/phases/spec/finalized_at': undefined,
      '/phases/plan': { status: 'in_progress' },
      '/phases/build': undefined,
    });
    expect(
      at(result, 'phase_history.spec_completed_at', 'phase_history.plan_started_at', 'phase_history.plan_completed_at'),
    ).toEqual([undefined, undefined, null]);
    expect(at(result, 'phase_history.build_started_at', 'phase_history.docs_completed_at')).toEqual([null, null]);
  });

  test('without a plan has progress that is not known', () => {
    expect(at(migrated('v1', { '/plan_state': null }), 'build_progress')).toEqual([
      { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
    ]);
  });

  test('calls the checkpoint of a commit otherwise, and keeps what stands under that name', () => {
    const commits = [{ checkpoint_id: 2, sha: 'abc', checkpoint: 'two', owner: 'Ada' }];
    expect(at(migrated('v1', { '/commits': commits }), 'commits')).toEqual([
      [{ sha: 'abc', checkpoint: 2, owner: 'Ada', _v1: { checkpoint: 'two' } }],
    ]);
  });

  test('goes on where its $schema is an address, and keeps what $schema says that tells no version', () => {
    const address = 'https://example.org/session-state-v1.schema.json';
    expect(at(migrated('v1', { '/$schema': address }), '$schema')).toEqual([
      'https://example.org/session-state-v2.schema.json',
    ]);
    expect(at(migrated('v1', { '/$schema': 'ours' }), '$schema', '_v1.$schema')).toEqual([
      'Session state manifest v2 - programmatic updates only',
      'ours',
    ]);
  });

  test('that has a _v1 of its own keeps it', () => {
    expect(at(migrated('v1', { '/_v1': 'mine' }), '_v1', '_v1_.updated_at')).toEqual(['mine', '2026-01-19T14:00:00Z']);
  });
});

describe('a state of the second version', () => {
  const phase = (current: string, history: object, type = 'full'): Changes => ({
    '/current_phase': current,
    '/session_type': type,
    '/phase_history': history,
  });
  const T = '2026-03-04T10:00:00Z';

  test.each<
    readonly [
      what: string,
      changes: Changes,
      slices: readonly [spec: string, plan: string, build: string, docs: string],
    ]
  >([
    ['one begun', phase('spec', { spec_started_at: T }), ['in_progress', 'pending', 'pending', 'pending']],
    ['one ended', phase('plan', { spec_completed_at: T }), ['completed', 'in_progress', 'pending', 'pending']],
    ['no times', phase('build', {}), ['completed', 'completed', 'in_progress', 'pending']],
    ['no times, of a quick one', phase('build', {}, 'quick'), ['skipped', 'skipped', 'in_progress', 'pending']],
    ['the end, without docs', phase('complete', {}), ['completed', 'completed', 'completed', 'skipped']],
    [
      'the end, with docs',
      phase('complete', { docs_started_at: T }),
      ['completed', 'completed', 'completed', 'completed'],
    ],
    ['one begun early', phase('spec', { plan_started_at: T }), ['in_progress', 'in_progress', 'pending', 'pending']],
  ])('has slices as its times tell: %s', (_what, changes, slices) => {
    const result = migrated('v2', changes);
    expect(at(result, 'spec.status', 'plan.status', 'build.status', 'docs.status')).toEqual(slices);
    expect(at(result, 'phase_history')).toEqual([undefined]);
  });

  test.each<readonly [status: string, changes: Changes]>([
    ['not_started', { '/phase_history': {}, '/build_progress/checkpoints_completed': [] }],
    ['in_progress', { '/phase_history': {}, '/build_progress/checkpoints_completed': [1] }],
    [
      'in_progress',
      { '/phase_history': { build_started_at: T }, '/build_progress/checkpoints_completed': [1, 2, 3, 4] },
    ],
    [
      'complete',
      { '/phase_history': { build_completed_at: T }, '/build_progress/checkpoints_completed': [1, 2, 3, 4] },
    ],
  ])('has a plan that is %s (%#)', (status, changes) => {
    expect(at(migrated('v2', changes), 'plan_state.status')).toEqual([status]);
  });

  test('has its commits under git, beside the branch', () => {
    const changes = { '/git': { branch: 'b' }, '/commits': [{ sha: 'abc', checkpoint: 1 }] };
    expect(at(migrated('v2', changes), 'git', 'commits')).toEqual([
      { branch: 'b', commits: [{ checkpoint_id: 1, sha: 'abc' }] },
      undefined,
    ]);
  });

  test('names the session before, where one of the versions before did', () => {
    expect(at(migrated('v2', { '/prior_session': 'x' }), 'prior_sessions')).toEqual([['x']]);
    expect(at(migrated('v2', { '/_v1': { prior_session: 'y' } }), 'prior_sessions')).toEqual([['y']]);
    expect(at(migrated('v2', { '/_v1': { prior_session: null } }), 'prior_sessions')).toEqual([undefined]);
  });

  test('takes from _v1 what is built now only if the same run has put it there', () => {
    const changes = { '/_v1': { plan_state: { current_task: '1.1.1', owner: 'Ada' } } };
    const place = 'plan_state.current_task';
    expect(at(migrated('v2', changes), place, '_v1.plan_state.current_task')).toEqual([undefined, '1.1.1']);
    expect(at(migrated('v2', changes, true), place, '_v1.plan_state')).toEqual(['1.1.1', { owner: 'Ada' }]);
  });
});

describe('a plan of the first version', () => {
  function taskAfter(task: object, tranche: object = {}): { group: unknown; task: unknown } {
    const own = { id: '1.1.1', title: 't', status: 'pending', ...task };
    const result = outcome(PLAN_V1_TO_V2, {
      session_id: 's',
      created_at: NOW,
      updated_at: NOW,
      status: 'draft',
      checkpoints: [{ id: 1, title: 'c', status: 'pending', tranches: [{ id: '1.1', tasks: [own], ...tranche }] }],
    });
    const place = ['checkpoints', 0, 'task_groups', 0];
    const group = edit(valueAt(result.value, place), { '/tasks': undefined });
    return { group, task: valueAt(result.value, [...place, 'tasks', 0]) };
  }

  test('has task groups with an objective for tranches with a goal', () => {
    expect(taskAfter({}, { goal: 'g', status: 'blocked', owner: 'Ada' }).group).toEqual({
      id: '1.1',
      objective: 'g',
      status: 'blocked',
      owner: 'Ada',
    });
  });

  test.each([
    ['pending', ['pending', 'not_started']],
    ['complete', ['complete', 'completed']],
    ['in_progress', ['complete', 'pending']],
    ['in_progress', ['blocked']],
    ['pending', []],
  ])('has groups that are %s where their tasks are %j', (status, tasks) => {
    const all = tasks.map((one, index) => ({ id: `1.1.${index + 1}`, title: 't', status: one }));
    expect(taskAfter({}, { tasks: all }).group).toEqual({ id: '1.1', status });
  });

  test('has actions for subtasks, as complete as the task where they do not say', () => {
    const subtasks = [
      { id: '1.1.1.1', action: 'a', file_path: 'f', title: 'kept' },
      { id: '1.1.1.2', description: 'd', status: 'complete' },
      { id: '1.1.1.3', title: 'x', action: null },
    ];
    expect(taskAfter({ status: 'in_progress', subtasks }).task).toMatchObject({
      actions: [
        { id: '1.1.1.1', command: 'a', file: 'f', status: null, _v1: { title: 'kept' } },
        { id: '1.1.1.2', command: 'd', status: 'complete' },
        { id: '1.1.1.3', command: 'x', status: null, _v1: { action: null } },
      ],
    });
    expect(taskAfter({ status: 'completed', subtasks: [{ id: '1.1.1.1' }] }).task).toMatchObject({
      actions: [{ id: '1.1.1.1', status: 'completed' }],
    });
  });

  test('has one action for the text of a task, and keeps the text where there are subtasks as well', () => {
    expect(taskAfter({ action: 'a\nb', subtasks: [], status: 'complete' }).task).toEqual({
      id: '1.1.1',
      title: 't',
      status: 'complete',
      actions: [{ id: '1.1.1.1', command: 'a\nb', status: 'complete' }],
    });
    expect(taskAfter({ action: 'a', subtasks: [{ id: '1.1.1.1', action: 'b' }] }).task).toMatchObject({
      actions: [{ command: 'b' }],
      _v1: { action: 'a' },
    });
  });
});

describe('the text', () => {
  test('of what stays or moves is that of the earlier version, laid out for where it stands', () => {
    const text = [
      '{',
      '\t"session_id": "s", "topic": "\\u0061",',
      '\t"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-06-01T12:00:00.000Z",',
      '\t"current_phase": "spec",',
      '\t"phases": {"spec": {"status": "draft"}},',
      '\t"plan_state": {"status": null, "checkpoints_total": 40e-1, "checkpoints_completed": [1,2]},',
      '\t"goals": {',
      '\t\t"high_level": [',
      '\t\t\t"g"',
      '\t\t]',
      '\t}',
      '}',
      '',
      '',
    ].join('\r\n');
    const document = parseDocument(text, 1, DEFAULT_LIMITS);
    if (!document.parsed) throw new Error('no JSON');
    const after = convert(document, SESSION_V1_TO_V2, { now: NOW, isFresh: false }).text;
    expect(after).toContain('\r\n\t"topic": "\\u0061",\r\n');
    expect(after).toContain('\r\n\t\t"checkpoints_total": 40e-1,\r\n\t\t"checkpoints_completed": [1,2],\r\n');
    expect(after).toContain(
      '\r\n\t\t"goals": {\r\n\t\t\t"high_level": [\r\n\t\t\t\t"g"\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}\r\n\r\n',
    );
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  });

  test('of one line stays one line', () => {
    const [file] = Object.values(sessionOf('v1', {}));
    const document = parseDocument(JSON.stringify(file), 1, DEFAULT_LIMITS);
    if (!document.parsed) throw new Error('no JSON');
    const { text } = convert(document, SESSION_V1_TO_V2, { now: NOW, isFresh: false });
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
  });
});
