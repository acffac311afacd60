import type { Document } from './document.js';
import type { Path, Range } from './position.js';
import { closingQuote } from './scan.js';
import type { RangeOf } from './text-range.js';
import { rangesIn } from './text-range.js';
import { stringValue, walk } from './walk.js';

/**
 * Where the values of a document stand in its text, in the order in which they begin: the document's own value is the
 * first, and what a value holds follows it at once. In arrays of numbers: a hostile text holds millions of values.
 */
interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Where the key of a property's value begins; 0 for what has no key. */
  readonly keyStarts: Uint32Array;
  /** The value itself and all values in it, together. */
  readonly counts: Uint32Array;
}

/** A document's places, and what was found out of those that were looked into. */
interface Located {
  readonly text: string;
  readonly places: Places;
  readonly rangeOf: RangeOf;
  /** Container → its elements in order, or its properties' values by key. */
  readonly inside: Map<number, Uint32Array | Map<string, number>>;
}

/**
 * Positions are computed once for a document, and only when one is asked for. Not by jsonc-parser: for a plan of 41 KB its
 * tree takes more than twice the time and 460 KB where this takes 280, and it overflows the stack 20,000 levels deep.
 */
const known = new WeakMap<Document, Located>();

/**
 * Says where in the file a place of a document stands.
 *
 * - What does not exist stands where its nearest existing ancestor does.
 * - Where a key is repeated, the last one counts, as for JSON.parse.
 * - The root stands at its first character: a finding about a whole document should not underline all of it.
 *
 * @param on whether the value is meant or its key; the elements of arrays and the root have no key
 */
export function locate(document: Document, path: Path, on: 'value' | 'key' = 'value'): Range {
  const located = locatedIn(document);
  const { text, places, rangeOf } = located;
  let place = 0;
  for (const step of path) {
    const next = placeInside(located, place, step);
    if (next === undefined) break;
    place = next;
  }
  const start = numberAt(places.starts, place);
  if (place === 0) return rangeOf(start, start + 1);
  const keyStart = numberAt(places.keyStarts, place);
  if (on === 'key' && keyStart > 0) return rangeOf(keyStart, closingQuote(text, keyStart) + 1);
  return rangeOf(start, numberAt(places.ends, place));
}

/** Where a value stands in its document's text, and the key that it has in an object: offsets, the ends exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly key?: { readonly start: number; readonly end: number };
}

/** The span of a place; `undefined` where nothing stands there. */
export function spanOf(document: Document, path: Path): Span | undefined {
  const located = locatedIn(document);
  const place = placeAt(located, path);
  return place === undefined ? undefined : spanAt(located, place);
}

/** The spans of what an array or object holds, in the order of the text; none where nothing of the sort stands there. */
export function spansInside(document: Document, path: Path): Span[] {
  const located = locatedIn(document);
  const place = placeAt(located, path);
  if (place === undefined) return [];
  return Array.from(valuesIn(located.places, place), (value) => spanAt(located, value));
}

function placeAt(located: Located, path: Path): number | undefined {
  let place: number | undefined = 0;
  for (const step of path) {
    if (place === undefined) return undefined;
    place = placeInside(located, place, step);
  }
  return place;
}

function spanAt({ text, places }: Located, place: number): Span {
  const keyStart = numberAt(places.keyStarts, place);
  const [start, end] = [numberAt(places.starts, place), numberAt(places.ends, place)];
  return keyStart === 0
    ? { start, end }
    : { start, end, key: { start: keyStart, end: closingQuote(text, keyStart) + 1 } };
}

function locatedIn(document: Document): Located {
  let located = known.get(document);
  if (located === undefined) {
    const { text, line, parsed } = document;
    located = { text, places: readPlaces(parsed ? text : ''), rangeOf: rangesIn(text, line), inside: new Map() };
    known.set(document, located);
  }
  return located;
}

function placeInside({ text, places, inside }: Located, place: number, step: string | number): number | undefined {
  let held = inside.get(place);
  if (held === undefined) {
    const values = valuesIn(places, place);
    const isObject = text.charAt(numberAt(places.starts, place)) === '{';
    inside.set(place, (held = isObject ? byKey(text, places, values) : values));
  }
  return held instanceof Map ? held.get(String(step)) : held[Number(step)];
}

/** What a value holds, without what that holds in turn. */
function valuesIn({ counts }: Places, place: number): Uint32Array {
  const end = place + numberAt(counts, place);
  let length = 0;
  for (let one = place + 1; one < end; one += numberAt(counts, one)) length += 1;
  const values = new Uint32Array(length);
  for (let index = 0, one = place + 1; index < length; index += 1, one += numberAt(counts, one)) values[index] = one;
  return values;
}

function byKey(text: string, { keyStarts }: Places, values: Uint32Array): Map<string, number> {
  const properties = new Map<string, number>();
  for (const value of values) {
    const start = numberAt(keyStarts, value);
    properties.set(stringValue(text, start, closingQuote(text, start) + 1), value);
  }
  return properties;
}

function readPlaces(text: string): Places {
  // Two values have at least a comma between them. Memory that is not written to is not taken.
  const most = Math.ceil(text.length / 2) + 1;
  const starts = new Uint32Array(most);
  const ends = new Uint32Array(most);
  const keyStarts = new Uint32Array(most);
  const counts = new Uint32Array(most);
  const open: number[] = [];
  let number = 0;
  let keyStart = 0;

  const add = (start: number, end: number): void => {
    starts[number] = start;
    ends[number] = end;
    keyStarts[number] = keyStart;
    counts[number] = 1;
    number += 1;
    keyStart = 0;
  };
  walk(text, {
    onOpen(start) {
      open.push(number);
      add(start, start);
    },
    onKey(start) {
      keyStart = start;
    },
    onScalar: add,
    onClose(end) {
      const place = open.pop() ?? 0;
      ends[place] = end;
      counts[place] = number - place;
    },
  });
  return { starts, ends, keyStarts, counts };
}

function numberAt(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0;
}
