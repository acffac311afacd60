import { describe, expect, test } from 'vitest';
import { KINDS, type KindId } from '../../src/schema/kinds.js';
import { selectVariant } from '../../src/schema/select.js';

const V1 = 'Session state schema for session skill';
const V2 = 'Session state manifest v2 - programmatic updates only';
const V3 = 'Session state manifest v3 - vertical phase slices, programmatic updates only';
const PLAN_V1 = 'Plan schema for session checkpoint-based planning';
const PLAN_V2 = 'Plan schema for session checkpoint-based planning (v2)';

describe.each<[KindId, readonly (readonly [tells: string, value: unknown, schema: string | undefined])[]]>([
  [
    'session-state',
    [
      ['the sentence of v1', { $schema: V1 }, 'session-state-v1'],
      ['the sentence of v2', { $schema: V2 }, 'session-state-v2'],
      ['the sentence of v3', { $schema: V3 }, 'session-state-v3'],
      ['the name of our schema of v1', { $schema: 'session-state-v1.schema.json' }, 'session-state-v1'],
      ['the path of our schema of v2', { $schema: '../../schemas/session-state-v2.schema.json' }, 'session-state-v2'],
      ['the address of our schema of v3', { $schema: 'https://a.example/session-state-v3' }, 'session-state-v3'],
      ['phases', { phases: {} }, 'session-state-v1'],
      ['phase_history', { phase_history: {} }, 'session-state-v2'],
      ['phase_history that is null', { phase_history: null }, 'session-state-v2'],
      ['spec.status', { spec: { status: 'draft' } }, 'session-state-v3'],
      ['phase_history, beside leftovers of v1', { phases: {}, phase_history: {} }, 'session-state-v2'],
      ['a sentence, whatever the shape', { $schema: V1, phase_history: {} }, 'session-state-v1'],
      [
        'the shape, under an address that says nothing',
        { $schema: 'http://a.example/x', phases: {} },
        'session-state-v1',
      ],
      ['the shape, under a $schema that is no text', { $schema: 2, phase_history: {} }, 'session-state-v2'],
      ['nothing: a sentence of another kind', { $schema: PLAN_V2 }, undefined],
      ['nothing: a slice without a status', { spec: {} }, undefined],
      ['nothing: a spec that is text', { spec: 'status' }, undefined],
      ['nothing: no property', {}, undefined],
      ['being no version: an array', [], 'session-state-v3'],
      ['being no version: an array of states', [{ phases: {} }], 'session-state-v3'],
      ['being no version: text', 'phases', 'session-state-v3'],
      ['being no version: a number', 42, 'session-state-v3'],
      ['being no version: null', null, 'session-state-v3'],
    ],
  ],
  [
    'plan',
    [
      ['the sentence of v1', { $schema: PLAN_V1 }, 'plan-v1'],
      ['the sentence of v2, which begins with that of v1', { $schema: PLAN_V2 }, 'plan-v2'],
      ['the name of our schema of v1', { $schema: 'plan-v1.schema.json' }, 'plan-v1'],
      ['the name of our schema of v2', { $schema: 'plan-v2.schema.json' }, 'plan-v2'],
      ['task groups in its first checkpoint', { checkpoints: [{ task_groups: [] }] }, 'plan-v2'],
      ['tranches in its first checkpoint', { checkpoints: [{ tranches: [] }] }, 'plan-v1'],
      ['task groups in a later checkpoint', { checkpoints: [{ id: 1 }, { task_groups: [] }] }, 'plan-v2'],
      ['tranches in a later checkpoint', { session_id: 'a', checkpoints: [{}, { tranches: [] }] }, 'plan-v1'],
      ['the sentence of v2, above tranches', { $schema: PLAN_V2, checkpoints: [{ tranches: [] }] }, 'plan-v2'],
      ['a session and checkpoints that are no list', { session_id: 'a', checkpoints: { tranches: 1 } }, 'plan-v2'],
      ['being no version: null', null, 'plan-v2'],
      ['being no version: an array', [], 'plan-v2'],
      [
        'nothing: tranches and task groups',
        { session_id: 'a', checkpoints: [{ task_groups: [] }, { tranches: [] }] },
        undefined,
      ],
      ['a session and checkpoints not yet detailed', { session_id: 'a', checkpoints: [{ id: 1 }] }, 'plan-v2'],
      ['a session and no checkpoint yet', { session_id: 'a', checkpoints: [] }, 'plan-v2'],
      ['nothing: checkpoints of no session', { checkpoints: [] }, undefined],
      ['nothing: a session without checkpoints', { session_id: 'a' }, undefined],
    ],
  ],
  [
    'adw-state',
    [
      ...['branch_name', 'plan_file', 'issue_class', 'worktree_path', 'model_set', 'all_adws', 'backend_port'].map(
        (property) =>
          [
            `adw_id, issue_number and ${property}`,
            { adw_id: '3f9a17c2', issue_number: null, [property]: null },
            'adw-state',
          ] as const,
      ),
    ],
  ],
  [
    'hook-event',
    [
      ['hook_event_name', { hook_event_name: 'Stop' }, 'hook-event'],
      ['both spellings of the name', { hook_event_name: 'Stop', hookEventName: 'Stop' }, 'hook-event'],
      ['being asked for, whatever it is', {}, 'hook-event'],
      ['being asked for, even as text', 'Stop', 'hook-event'],
    ],
  ],
  [
    'hook-log',
    [
      ['its payload', { timestamp: 1, payload: { hook_event_name: 'Stop' } }, 'hook-log'],
      ['being a line', {}, 'hook-log'],
    ],
  ],
])('a document of the kind %s', (kind, cases) => {
  test.each(cases)('is told by %s', (_tells, value, schema) => {
    expect(selectVariant(KINDS[kind], value)?.schema).toBe(schema);
  });
});

describe('a document of another program', () => {
  const OURS = { adw_id: 'a', issue_number: '7', branch_name: 'b' };

  test.each<[string, KindId, unknown, string]>([
    ['a payload that spells the event hookEventName', 'hook-event', { hookEventName: 'Stop' }, 'payload'],
    ['a log line with such a payload', 'hook-log', { payload: { hookEventName: 'Stop' } }, 'payload'],
    ['a workflow file with phase_results', 'adw-state', { ...OURS, phase_results: [] }, 'adwState'],
    ['a workflow file with completed_phases', 'adw-state', { ...OURS, completed_phases: [] }, 'adwState'],
    ['a workflow file with a status', 'adw-state', { ...OURS, status: 'running' }, 'adwState'],
    ['a workflow file with a provider', 'adw-state', { ...OURS, provider: 'p' }, 'adwState'],
    ['a workflow file with started_at', 'adw-state', { ...OURS, started_at: null }, 'adwState'],
    ['a workflow file without adw_id', 'adw-state', { issue_number: '7', all_adws: [] }, 'adwState'],
    ['a workflow file without issue_number', 'adw-state', { adw_id: 'a', backend_port: 8000 }, 'adwState'],
    ['a workflow file of its own make', 'adw-state', { adw_id: 'a', workflow: 'w', steps: [] }, 'adwState'],
    ['a workflow file with ids only', 'adw-state', { adw_id: 'a', issue_number: '7' }, 'adwState'],
    ['a workflow file that is null', 'adw-state', null, 'adwState'],
    ['a workflow file that is a list', 'adw-state', [], 'adwState'],
  ])('is known as one: %s', (_name, kind, value, foreign) => {
    expect(selectVariant(KINDS[kind], value)).toMatchObject({ foreign });
    expect(selectVariant(KINDS[kind], value)).not.toHaveProperty('schema');
  });
});

describe('what every object inherits is not a property of a document', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s', (name) => {
    const kind = { title: 'A kind', files: [], variants: [{ schema: 'plan-v2', has: [name] }] } as const;
    expect(selectVariant(kind, {})).toBeUndefined();
    expect(selectVariant(kind, JSON.parse(`{${JSON.stringify(name)}: 1}`))?.schema).toBe('plan-v2');
  });

  test('nor is what an array or a text has', () => {
    const kind = { title: 'A kind', files: [], variants: [{ schema: 'plan-v2', has: ['checkpoints.map'] }] } as const;
    expect(selectVariant(kind, { checkpoints: [] })).toBeUndefined();
    expect(selectVariant(kind, { checkpoints: 'text' })).toBeUndefined();
  });

  test.each(
    Object.entries(KINDS).filter(([, { variants }]) => variants.every((one) => 'has' in one && !('foreign' in one))),
  )('a document that only names them is no %s', (_id, kind) => {
    expect(
      selectVariant(kind, JSON.parse('{"constructor": {}, "__proto__": {"phases": {}, "checkpoints": []}}')),
    ).toBeUndefined();
  });
});
