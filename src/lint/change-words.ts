import { nameOf } from '../document/position.js';
import type { Change } from '../schema/vocabulary/changes.js';

/**
 * What changed, as one would write it in a program: elements by their key, which stays when they move, and only the
 * innermost, whose key mostly tells the others: `tasks[1.2.3].status`.
 */
export function nameOfChange({ at, place, key }: Pick<Change, 'at' | 'place' | 'key'>): string {
  const element = place.lastIndexOf('*');
  if (key === undefined || element < 1) return nameOf(at);
  const inside = place.slice(element + 1);
  return `${nameOf(place.slice(element - 1, element))}[${key}]${inside.length > 0 ? `.${nameOf(inside)}` : ''}`;
}

/** A value as a message shows it: a string as it is, what is not there by that. */
export function wordFor(value: unknown): string {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `"a", "b" or "c"` */
export function alternatives(states: readonly string[]): string {
  const quoted = states.map((state) => JSON.stringify(state));
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} or ${last}`;
}

/** `a → b → c` */
export function way(path: readonly string[]): string {
  return path.join(' → ');
}
