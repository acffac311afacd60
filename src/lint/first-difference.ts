import type { Path } from '../document/position.js';
import type { ChangePlan } from '../schema/vocabulary/change-plan.js';
import { isSame } from '../schema/vocabulary/equality.js';
import { type Said, saidOfDocument, saidOfItems, saidOfProperty } from '../schema/vocabulary/places.js';

/** A place at which two versions differ. */
export interface Difference {
  /** From the values on, in the later one. */
  readonly at: Path;
  readonly place: Path;
  /** The key of the innermost element that has one, where it is the same in both. */
  readonly key?: string | number;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The first place at which two values differ, as far inside as it can be told: enough to show that they are not the same.
 * `undefined` when they are. Times that move on with every change are left out.
 *
 * @param place where in the plan's documents the values stand, when they are parts of them
 */
export function firstDifference(
  plan: ChangePlan,
  before: unknown,
  after: unknown,
  place: Path = [],
): Difference | undefined {
  const whole = place.reduce<Said>(
    (said, key) => (key === '*' ? saidOfItems(plan, said) : saidOfProperty(plan, said, String(key))),
    saidOfDocument(plan),
  );
  const isEqual = (said: Said, a: unknown, b: unknown): boolean => isSame(plan, said, a, b, { withoutTouch: true });
  return isEqual(whole, before, after) ? undefined : narrow(whole, { at: [], place: [], before, after });

  function narrow(said: Said, difference: Difference): Difference {
    const { at, place, before, after } = difference;
    if (Array.isArray(before) && Array.isArray(after)) {
      const property = said.key;
      const inside = saidOfItems(plan, said);
      const index = after.findIndex((element, index) => !isEqual(inside, before[index], element));
      const [was, is] = [before[index] as unknown, after[index] as unknown];
      const key = keyOf(property, is);
      // Without a key, nobody knows whether it is an element that differs or another one that stands there.
      if (key === undefined || key !== keyOf(property, was)) return difference;
      return narrow(inside, { at: [...at, index], place: [...place, '*'], key, before: was, after: is });
    }
    if (!isObject(before) || !isObject(after)) return difference;
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)])) {
      const inside = saidOfProperty(plan, said, name);
      const [was, is] = [ownOf(before, name), ownOf(after, name)];
      if (inside.touch || isEqual(inside, was, is)) continue;
      return narrow(inside, { ...difference, at: [...at, name], place: [...place, name], before: was, after: is });
    }
    return difference;
  }
}

function keyOf(property: string | undefined, element: unknown): string | number | undefined {
  const key = property !== undefined && isObject(element) ? ownOf(element, property) : undefined;
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownOf(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
