import { type Path, valueAt } from '../document/position.js';
import { misspellings } from '../schema/misspelt.js';
import type { AnyDocument } from './rule.js';

/**
 * Whether a document has no value at a place: null stands there, or nothing does. That nothing does proves something
 * only where nothing was left out, and no other property is a misspelling of that one.
 */
export function isUnset({ kind, schema, value, sound }: AnyDocument, at: Path): boolean {
  const found = valueAt(value, at);
  if (found !== undefined) return found === null;
  return sound && !misspellings(kind, schema, value).some(({ holder, near }) => isSamePath([...holder, near], at));
}

function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
