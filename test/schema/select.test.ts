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
      ['nothing: an array', [], undefined],
      ['nothing: an array of states', [{ phases: {} }], undefined],
      ['nothing: text', 'phases', undefined],
      ['nothing: null', null, undefined],
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
      ['a session and checkpoints not yet detailed', { session_id: 'a', checkpoints: [{ id: 1 }] }, 'plan-v2'],
      ['a session and no checkpoint yet', { session_id: 'a', checkpoints: [] }, 'plan-v2'],
      ['nothing: checkpoints of no session', { checkpoints: [] }, undefined],
      ['nothing: a session without checkpoints', { session_id: 'a' }, undefined],
    ],
  ],
  [
    'adw-state',
    [
      ['adw_id', { adw_id: '3f9a17c2' }, 'adw-state'],
      ['adw_id, with what this kind may hold', { adw_id: '3f9a17c2', all_adws: [], model_set: 'base' }, 'adw-state'],
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
  test.each<[string, KindId, unknown, string]>([
    ['a payload that spells the event hookEventName', 'hook-event', { hookEventName: 'Stop' }, 'payload'],
    ['a log line with such a payload', 'hook-log', { payload: { hookEventName: 'Stop' } }, 'payload'],
    ['a workflow file with phase_results', 'adw-state', { adw_id: 'a', phase_results: [] }, 'adwState'],
    ['a workflow file with completed_phases', 'adw-state', { adw_id: 'a', completed_phases: [] }, 'adwState'],
    ['a workflow file with a status', 'adw-state', { adw_id: 'a', status: 'running' }, 'adwState'],
    ['a workflow file with a provider', 'adw-state', { adw_id: 'a', provider: 'p' }, 'adwState'],
    ['a workflow file with started_at', 'adw-state', { adw_id: 'a', started_at: null }, 'adwState'],
    ['a workflow file without adw_id', 'adw-state', { issue_number: '7' }, 'adwState'],
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
