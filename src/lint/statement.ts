import { nameOf, type Path, valueAt } from '../document/position.js';

/** What a document says at a place, in the words of a message: `phases.build.status is "complete"`. */
export function statementAt(root: unknown, at: Path): string {
  const value = valueAt(root, at);
  return `${nameOf(at)} is ${value === undefined ? 'absent' : JSON.stringify(value)}`;
}
