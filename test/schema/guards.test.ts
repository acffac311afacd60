import { runInNewContext } from 'node:vm';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parseHookEvent } from '../../src/check/parse-hook-event.js';
import * as guards from '../../src/schema/generated/guards.js';
import type {
  HookEvent,
  PlanV1,
  PlanV2,
  PreToolUseHookEvent,
  SchemaId,
  SchemaTypes,
  SessionStateV1,
  SessionStateV2,
  SessionStateV3,
  StopHookEvent,
  UnlistedHookEvent,
} from '../../src/schema/generated/schema-types.js';
import { HOOK_EVENT_NAMES, type HookEventName, isHookEvent, isUnlistedHookEvent } from '../../src/schema/hook-event.js';
import { readFixtures } from '../support/schema-fixtures.js';

type Guard = (value: unknown) => boolean;

const { documents } = readFixtures();
const ofSchema = (id: string, valid: boolean): readonly (readonly [name: string, value: unknown])[] =>
  documents.flatMap(({ name, schema, value, ...one }) =>
    schema === id && one.valid === valid ? [[name, value] as const] : [],
  );

const bySchema: Readonly<Record<Exclude<SchemaId, 'hook-event' | 'config' | 'baseline'>, Guard>> = {
  'adw-state': guards.isADWState,
  'agent-log': guards.isAgentLog,
  agent: guards.isAgent,
  'ai-developer-workflow': guards.isAIDeveloperWorkflow,
  'dev-notes': guards.isDevNotes,
  'hook-log': guards.isHookLogLine,
  'hook-output': guards.isHookOutput,
  'orchestrator-agent': guards.isOrchestratorAgent,
  'orchestrator-chat': guards.isOrchestratorChat,
  'plan-v1': guards.isPlanV1,
  'plan-v2': guards.isPlanV2,
  prompt: guards.isPrompt,
  'research-state': guards.isResearchState,
  'research-subagent': guards.isResearchSubagent,
  'session-state-v1': guards.isSessionStateV1,
  'session-state-v2': guards.isSessionStateV2,
  'session-state-v3': guards.isSessionStateV3,
  'system-log': guards.isSystemLog,
};

describe('the guard of each schema', () => {
  test.each(Object.entries(bySchema))('%s: holds for what fits, and only for that', (id, guard) => {
    const [fits, fitsNot] = [ofSchema(id, true), ofSchema(id, false)];
    expect(Math.min(fits.length, fitsNot.length)).toBeGreaterThan(0);
    for (const [name, value] of fits) expect(guard(value), name).toBe(true);
    for (const [name, value] of fitsNot) expect(guard(value), name).toBe(false);
  });

  test.each(Object.entries(bySchema))('%s: holds for nothing that is no object', (_id, guard) => {
    for (const value of [undefined, null, 0, '', 'text', true, [], [{}]])
      expect(guard(value), JSON.stringify(value)).toBe(false);
  });

  test('is tried here, each of them', () => {
    const tried: readonly unknown[] = [
      ...Object.values(bySchema),
      guards.isStategateBaseline,
      guards.isStategateConfig,
      guards.isSessionState,
      guards.isPlan,
    ];
    expect(Object.entries(guards).filter(([, guard]) => !tried.includes(guard))).toEqual([]);
  });

  test('of the configuration knows an unknown property', () => {
    expect(guards.isStategateConfig({ rules: { schema: 'off' }, ignores: [] })).toBe(true);
    expect(guards.isStategateConfig({ rule: {} })).toBe(false);
  });
});

describe.each<[kind: string, guard: Guard, schemas: readonly SchemaId[]]>([
  ['session state', guards.isSessionState, ['session-state-v1', 'session-state-v2', 'session-state-v3']],
  ['plan', guards.isPlan, ['plan-v1', 'plan-v2']],
])('a %s of any version', (_kind, guard, schemas) => {
  test.each(schemas)('is one when it fits %s', (schema) => {
    for (const [name, value] of ofSchema(schema, true)) expect(guard(value), name).toBe(true);
  });

  test.each(schemas)('is none when it does not fit %s', (schema) => {
    for (const [name, value] of ofSchema(schema, false)) expect(guard(value), name).toBe(false);
  });

  test('is none when it shows no version', () => {
    for (const value of [{}, { session_id: 'a' }, [], null, 'state', { $schema: 'v2' }])
      expect(guard(value)).toBe(false);
  });
});

describe('the names of hook events', () => {
  test('are 33, each once', () => {
    expect(HOOK_EVENT_NAMES).toHaveLength(33);
    expect(new Set(HOOK_EVENT_NAMES).size).toBe(33);
  });

  test('have a fixture each', () => {
    const named = new Set(ofSchema('hook-event', true).map(([, value]) => (value as HookEvent).hook_event_name));
    expect(HOOK_EVENT_NAMES.filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('a hook event', () => {
  const unlisted = { hook_event_name: 'LanternLit', session_id: 's1', lamp: 'north' };

  test('is one when it is listed and fits', () => {
    const listed = ofSchema('hook-event', true).filter(([name]) => !name.includes('unlisted'));
    expect(listed.length).toBeGreaterThanOrEqual(33);
    for (const [name, value] of listed)
      expect([isHookEvent(value), isUnlistedHookEvent(value)], name).toEqual([true, false]);
  });

  test('is unlisted when a newer client sends it', () => {
    expect([isHookEvent(unlisted), isUnlistedHookEvent(unlisted)]).toEqual([false, true]);
  });

  test.each(['constructor', '__proto__', 'stop', 'Stop '])('is unlisted under the name %j', (name) => {
    expect(isUnlistedHookEvent({ ...unlisted, hook_event_name: name })).toBe(true);
  });

  test('is neither when it does not fit', () => {
    for (const [name, value] of ofSchema('hook-event', false)) {
      expect([isHookEvent(value), isUnlistedHookEvent(value)], name).toEqual([false, false]);
    }
  });
});

describe('what is inherited', () => {
  const inheriting = (value: unknown): unknown => Object.create(value as object) as unknown;

  test.each(Object.entries(bySchema))('is no part of a document: %s', (id, guard) => {
    for (const [name, value] of ofSchema(id, true)) expect(guard(inheriting(value)), name).toBe(false);
  });

  test('is no part of a document of any version, nor of a hook event', () => {
    for (const [name, value] of ofSchema('session-state-v2', true))
      expect(guards.isSessionState(inheriting(value)), name).toBe(false);
    for (const [name, value] of ofSchema('hook-event', true))
      expect([isHookEvent(inheriting(value)), isUnlistedHookEvent(inheriting(value))], name).toEqual([false, false]);
  });

  test('is no part of what stands in a document', () => {
    const [, state] = ofSchema('session-state-v2', true)[0]! as [string, SessionStateV2];
    expect(guards.isSessionStateV2({ ...state, build_progress: inheriting(state.build_progress) })).toBe(false);
    expect(guards.isSessionStateV2({ ...state, seen: new Date(0) })).toBe(false);
  });

  test('is not missed by data of another realm, without a prototype, or that holds itself', () => {
    const [, state] = ofSchema('session-state-v2', true)[0]! as [string, SessionStateV2];
    const foreign = runInNewContext('JSON.parse(text)', { text: JSON.stringify(state) }) as unknown;
    const bare = Object.assign(Object.create(null) as object, state);
    const circular: Record<string, unknown> = { ...state };
    circular['self'] = circular;
    expect([foreign, bare, circular].map(guards.isSessionStateV2)).toEqual([true, true, true]);
  });
});

describe('the types say what the guards found', () => {
  test('of a listed event, by its name', () => {
    const parsed = parseHookEvent('{}');
    if (parsed.status === 'event' && parsed.event.hook_event_name === 'PreToolUse') {
      expectTypeOf(parsed.event).toEqualTypeOf<PreToolUseHookEvent>();
      expectTypeOf(parsed.event.tool_input).toBeObject();
    }
    if (parsed.status === 'event' && parsed.event.hook_event_name === 'Stop') {
      expectTypeOf(parsed.event).toEqualTypeOf<StopHookEvent>();
      expectTypeOf(parsed.event).not.toHaveProperty('tool_input');
    }
    if (parsed.status === 'unlisted') expectTypeOf(parsed.event).toEqualTypeOf<UnlistedHookEvent>();
    if (parsed.status === 'invalid') expectTypeOf(parsed.errors).toEqualTypeOf<readonly string[]>();
    expectTypeOf<HookEvent['hook_event_name']>().toEqualTypeOf<HookEventName>();
    expectTypeOf<string>().not.toExtend<HookEventName>();
  });

  test('of a value that is guarded', () => {
    expectTypeOf(guards.isSessionState).guards.toEqualTypeOf<SessionStateV1 | SessionStateV2 | SessionStateV3>();
    expectTypeOf(guards.isPlan).guards.toEqualTypeOf<PlanV1 | PlanV2>();
    expectTypeOf(isHookEvent).guards.toEqualTypeOf<HookEvent>();
    expectTypeOf(isUnlistedHookEvent).guards.toEqualTypeOf<UnlistedHookEvent>();
    expectTypeOf(guards.isDevNotes).guards.toEqualTypeOf<SchemaTypes['dev-notes']>();
  });

  test('of words that a schema lists', () => {
    expectTypeOf<SessionStateV2['current_phase']>().toEqualTypeOf<
      'spec' | 'plan' | 'build' | 'docs' | 'complete' | 'completed'
    >();
    expectTypeOf<SessionStateV2['build_progress']['checkpoints_total']>().toEqualTypeOf<number | null>();
  });
});
