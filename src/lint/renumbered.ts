import { type Path, toPointer, valueAt } from '../document/position.js';
import type { Change } from '../schema/vocabulary/changes.js';
import type { StepView } from './rule.js';

/**
 * Whether the element that a change is in is the one that had its id before. The ids of a plan are the numbers of places:
 * who puts a task before another, or takes one out, gives those after it new ones.
 *
 * `another`: it is called otherwise, and what had its id is elsewhere now, or what has it was elsewhere before.
 * `unsure`: it is called otherwise, or what holds it is; it may be another or have a new name.
 */
export function identityOf(
  { before, after }: StepView,
  { at, from, place }: Pick<Change, 'at' | 'from' | 'place'>,
): 'same' | 'unsure' | 'another' {
  let identity: 'same' | 'unsure' = 'same';
  for (const [index, step] of place.entries()) {
    if (step !== '*') continue;
    const of = place.slice(0, index);
    const is = nameIn(valueAt(after?.value, at.slice(0, index + 1)));
    const was = from && nameIn(valueAt(before?.value, from.slice(0, index + 1)));
    if (is === undefined || is === was) continue;
    if (namesAt(before?.value, of).has(is)) return 'another';
    if (was === undefined) continue;
    if (namesAt(after?.value, of).has(was)) return 'another';
    identity = 'unsure';
  }
  return identity;
}

/** What a part of a plan is called; an action has no title. */
function nameIn(element: unknown): string | undefined {
  for (const property of ['title', 'command']) {
    const name = valueAt(element, [property]);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** Of each document, what its elements are called, by the place of their lists. */
const NAMES = new WeakMap<object, Map<string, ReadonlySet<string>>>();

/** What the elements of all lists at a place are called. */
function namesAt(document: unknown, place: Path): ReadonlySet<string> {
  if (typeof document !== 'object' || document === null) return new Set();
  let ofDocument = NAMES.get(document);
  if (!ofDocument) NAMES.set(document, (ofDocument = new Map()));
  const pointer = toPointer(place);
  let names = ofDocument.get(pointer);
  if (!names) {
    const elements = [...place, '*'].reduce<readonly unknown[]>(
      (found, key) => found.flatMap((value) => (key === '*' ? listOf(value) : [valueAt(value, [key])])),
      [document],
    );
    ofDocument.set(pointer, (names = new Set(elements.flatMap((element) => nameIn(element) ?? []))));
  }
  return names;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
