import { describe, expect, expectTypeOf, test } from 'vitest';
import { lifecycleFiles } from '../../scripts/generate/lifecycles.js';
import type { SchemaObject } from '../../scripts/generate/schemas.js';
import { LIFECYCLE_PLACES, LIFECYCLES } from '../../src/schema/generated/lifecycles.js';
import { lifecycleAt, type State, stateOf, type Transition } from '../../src/schema/lifecycles.js';
import { subschemas } from '../../src/schema/vocabulary/subschemas.js';
import { SCHEMAS } from '../support/schema-files.js';

describe('the machine at a place', () => {
  test('is told by the schema and the path', () => {
    expect(lifecycleAt('session-state-v2', ['status'])).toBe('session-state-v2.status');
  });

  test('is the same at every index of an array', () => {
    const at = ['checkpoints', 4, 'task_groups', 0, 'tasks', 12, 'status'];
    expect(lifecycleAt('plan-v2', at)).toBe('definitions.workStatus');
  });

  test('is none where the schema has none', () => {
    expect(lifecycleAt('plan-v2', ['checkpoints', 4])).toBeUndefined();
    expect(lifecycleAt('plan-v2', ['constructor'])).toBeUndefined();
  });
});

describe('a word of a document stands for', () => {
  test.each([
    ['the state of that name', 'blocked', 'blocked'],
    ['the state that it is an alias of', 'completed', 'complete'],
    ['no state when it is null', null, undefined],
    ['no state when it is absent', undefined, undefined],
    ['no state when it is unknown', 'finished', undefined],
    ['no state when every object has it', 'constructor', undefined],
  ])('%s', (_name, word, state) => {
    expect(stateOf('definitions.workStatus', word)).toBe(state);
  });
});

test('the legal changes of a machine are a type', () => {
  expectTypeOf<State<'session-state-v1.specPhase.status'>>().toEqualTypeOf<
    'draft' | 'finalized' | 'finalized_complete'
  >();
  expectTypeOf<Transition<'session-state-v1.specPhase.status'>>().toEqualTypeOf<
    | readonly [from: 'draft', to: 'finalized' | 'finalized_complete']
    | readonly [from: 'finalized', to: 'finalized_complete']
    | readonly [from: 'finalized_complete', to: never]
  >();
  const legal: Transition<'session-state-v2.status'> = ['paused', 'active'];
  // @ts-expect-error -- what is complete stays so
  const illegal: Transition<'session-state-v2.status'> = ['complete', 'active'];
  expect([legal, illegal]).toHaveLength(2);
});

describe('the table of machines', () => {
  test('has every machine of the schemas, and each once', () => {
    const inSchemas = SCHEMAS.flatMap(({ schema }) => [...subschemas(schema)])
      .filter(([keywords]) => typeof keywords['x-lifecycle'] === 'object' && 'enum' in keywords)
      .map(([keywords]) => JSON.stringify({ aliases: {}, ...(keywords['x-lifecycle'] as object) }, sorted));
    const inTable = Object.values(LIFECYCLES).map((machine) => JSON.stringify(machine, sorted));
    expect(inTable.length).toBeGreaterThan(10);
    expect(new Set(inTable)).toEqual(new Set(inSchemas));
    expect(new Set(inTable).size).toBe(inTable.length);
  });

  test('has no machine that stands nowhere', () => {
    const used = new Set(Object.values(LIFECYCLE_PLACES).flatMap((places) => Object.values(places) as string[]));
    expect([...used].sort()).toEqual(Object.keys(LIFECYCLES).sort());
  });

  test('follows references, arrays, other properties and branches, and ends where a schema contains itself', () => {
    const machine = { type: 'string', 'x-lifecycle': { initial: ['out'], transitions: { out: [] } } };
    const other = { type: 'string', 'x-lifecycle': { initial: ['new'], transitions: { new: [] } } };
    const schema = {
      $id: 'lantern.schema.json',
      title: 'Lantern',
      definitions: { lamp: machine },
      properties: {
        lamp: { $ref: '#/definitions/lamp' },
        row: { items: { $ref: '#/definitions/lamp' } },
        byName: { additionalProperties: { properties: { wick: other } } },
        inner: { $ref: '#' },
      },
      if: {},
      then: { properties: { 'a/b': other } },
    };
    const [text] = lifecycleFiles([
      { id: 'lantern', file: 'schemas/lantern.schema.json', schema: schema as unknown as SchemaObject },
    ]).values();
    expect(text).toContain(
      JSON.stringify({
        lantern: {
          '/a~1b': 'lantern.a/b',
          '/lamp': 'lantern.lamp',
          '/row/*': 'lantern.lamp',
          '/byName/*/wick': 'lantern.a/b',
        },
      }),
    );
  });
});

/** Replacer that puts properties in order, so that equal machines are equal texts. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
