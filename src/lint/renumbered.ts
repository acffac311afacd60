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
  const innermost = place.lastIndexOf('*');
  for (const [index, step] of place.entries()) {
    // What is new need not be in something new.
    if (step !== '*' || (!from && index < innermost)) continue;
    const of = place.slice(0, index);
    const element = valueAt(after?.value, at.slice(0, index + 1));
    const is = nameIn(element);
    const was = from && nameIn(valueAt(before?.value, from.slice(0, index + 1)));
    if (is === undefined || is === was) continue;
    const [earlier, later] = [namesAt(before?.value, of), namesAt(after?.value, of)];
    // It was there before, without what has come into it.
    if (!from && earlier.has(nameWithId(element, is))) continue;
    // As many bear the name as did before: it has come from where another has it no more, or gone to where one has it now.
    const hasCome = earlier.has(is) && (earlier.get(is) ?? 0) >= (later.get(is) ?? 0);
    const hasGone = was !== undefined && later.has(was) && (later.get(was) ?? 0) >= (earlier.get(was) ?? 0);
    if (hasCome || hasGone) return 'another';
    if (was !== undefined) identity = 'unsure';
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

/** What a part of a plan is called, and that with its id, as it is known by if it has stayed what it was. */
function namesOf(element: unknown): string[] {
  const name = nameIn(element);
  return name === undefined ? [] : [name, nameWithId(element, name)];
}

function nameWithId(element: unknown, name: string): string {
  return JSON.stringify([valueAt(element, ['id']), name]);
}

type Names = ReadonlyMap<string, number>;

/** Of each document, what its elements are called, by the place of their lists. */
const NAMES = new WeakMap<object, Map<string, Names>>();

/** What the elements of all lists at a place are called, and how many of them so. */
function namesAt(document: unknown, place: Path): Names {
  if (typeof document !== 'object' || document === null) return new Map();
  const ofDocument = NAMES.get(document) ?? new Map<string, Names>();
  NAMES.set(document, ofDocument);
  const pointer = toPointer(place);
  const names = ofDocument.get(pointer) ?? counted(elementsAt(document, place).flatMap(namesOf));
  ofDocument.set(pointer, names);
  return names;
}

function counted(words: readonly string[]): Names {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function elementsAt(document: unknown, place: Path): readonly unknown[] {
  return [...place, '*'].reduce<readonly unknown[]>(
    (found, key) => found.flatMap((value) => (key === '*' ? listOf(value) : [valueAt(value, [key])])),
    [document],
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
