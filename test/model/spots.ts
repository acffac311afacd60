import type { Site } from './fresh.js';
import { type Holder, isObject, listOf, own } from './holder.js';
import type { Shape } from './shape.js';

/** A value that can be changed, or the place of one that can come. */
export interface Spot extends Site {
  readonly shape: Shape;
  readonly holder: Holder;
  readonly name: string | number;
  readonly value: unknown;
  /** An element of a keyed array: what holds it decides on it. */
  readonly isElement: boolean;
  readonly isRequired: boolean;
}

/** All that can be edited: not what lies in an immutable value or in an array whose elements nobody follows. */
export function* spotsIn(shape: Shape, holder: Holder, name: string | number, at: Around): Generator<Spot> {
  const value = own(holder, name);
  const { path, owner, keyName, isRequired = false } = at;
  yield { shape, holder, name, value, path, owner, isElement: keyName !== undefined, isRequired };
  if (shape.said['x-immutable'] || shape.said['x-append-only']) return;
  for (const [property, inside] of isObject(value) ? shape.properties : []) {
    // An element keeps its key.
    if (property === keyName) continue;
    const below = { path: `${path}/${property}`, owner, isRequired: shape.required.has(property) };
    yield* spotsIn(inside, value as Holder, property, below);
  }
  const { key, items } = shape;
  if (key === undefined || !items) return;
  for (const [index, element] of listOf(value).entries()) {
    const id = keyOf(element, key);
    if (id === undefined) continue;
    yield* spotsIn(items, value as Holder, index, { path: `${path}/#${id}`, owner: id, keyName: key });
  }
}

/** What an element is followed by, as text; an illegal change may have left it without. */
export function keyOf(element: unknown, key: string): string | undefined {
  const id = own(element, key);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

interface Around extends Site {
  /** Of an element of a keyed array. */
  readonly keyName?: string;
  readonly isRequired?: boolean;
}
