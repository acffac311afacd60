import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { fromPointer, type Path, toPointer, valueAt } from '../../src/document/position.js';
import { prune, type Sound } from '../../src/schema/sound.js';

describe('what does not fit its schema is taken out', () => {
  const plan = { id: 1, tasks: [{ id: 'a' }, { id: 2 }, { id: 'c' }], 'a/b': { '~': 1 } };

  test.each<[string, readonly string[], unknown]>([
    ['a property', ['/id'], { tasks: plan.tasks, 'a/b': plan['a/b'] }],
    ['an element, leaving a hole', ['/tasks/1'], { ...plan, tasks: [{ id: 'a' }, undefined, { id: 'c' }] }],
    ['a property of an element', ['/tasks/1/id'], { ...plan, tasks: [{ id: 'a' }, {}, { id: 'c' }] }],
    ['a name that has to be escaped', ['/a~1b/~0'], { ...plan, 'a/b': {} }],
    ['a place and one inside it', ['/tasks', '/tasks/1/id'], { id: 1, 'a/b': plan['a/b'] }],
    ['a place inside another and that one', ['/tasks/1/id', '/tasks'], { id: 1, 'a/b': plan['a/b'] }],
    ['the document', ['/id', ''], undefined],
    ['nothing, where nothing stands', ['/title', '/tasks/7', '/id/x', '/tasks/x', '/toString'], plan],
  ])('%s', (_name, pointers, rest) => {
    expect(prune(plan, pointers)).toEqual(rest);
  });

  test('a value in which all fits is handed on as it is', () => {
    expect(prune(plan, [])).toBe(plan);
  });

  test('a property named __proto__ is one like others', () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "b": 2}');
    expect(JSON.stringify(prune(value, ['/b']))).toBe('{"__proto__":{"a":1}}');
    expect(JSON.stringify(prune(value, ['/__proto__']))).toBe('{"b":2}');
  });
});

describe('for any value and any places in it', () => {
  const valueAndPlaces = fc
    .jsonValue({ maxDepth: 4 })
    .chain((value) => fc.tuple(fc.constant(value), fc.subarray(placesIn(value))));

  test('the value itself stays as it was', () => {
    fc.assert(
      fc.property(valueAndPlaces, ([value, places]) => {
        const before = structuredClone(value);
        prune(
          value,
          places.map((path) => toPointer(path)),
        );
        expect(value).toStrictEqual(before);
      }),
    );
  });

  test('exactly these places are gone, and what else there is stands where it stood', () => {
    fc.assert(
      fc.property(valueAndPlaces, ([value, places]) => {
        const pruned = prune(
          value,
          places.map((path) => toPointer(path)),
        );
        for (const place of placesIn(value)) {
          const isGone = places.some((gone) => gone.every((key, index) => key === place[index]));
          const left = valueAt(pruned, place);
          if (isGone) expect(left).toBeUndefined();
          else expect(kindOf(left)).toEqual(kindOf(valueAt(value, place)));
        }
        expect(placesIn(pruned).length).toBeLessThanOrEqual(placesIn(value).length);
      }),
    );
  });

  test('a place can be written as a pointer and read again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        for (const place of placesIn(value)) expect(fromPointer(toPointer(place), value)).toEqual(place);
      }),
    );
  });
});

test('a sound value has its types, and anything in it may be absent', () => {
  interface Note {
    id: string;
    scope: { ref: string | null; lines: number[] };
    at?: 'task' | 'session';
  }
  expectTypeOf<Sound<Note>>().toEqualTypeOf<{
    readonly id?: string | undefined;
    readonly scope?:
      | { readonly ref?: string | null | undefined; readonly lines?: readonly (number | undefined)[] | undefined }
      | undefined;
    readonly at?: 'task' | 'session' | undefined;
  }>();
});

/** Every place in a JSON value, the root first. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [at, ...keys.flatMap((key) => placesIn((value as Record<string | number, unknown>)[key], [...at, key]))];
}

/** What can be told of a value apart from what it contains: a place inside it may be gone. */
function kindOf(value: unknown): unknown {
  if (Array.isArray(value)) return { length: value.length };
  return typeof value === 'object' && value !== null ? 'an object' : { value };
}
