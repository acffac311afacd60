import type { Document } from './document.js';
import type { Path, Range } from './position.js';
import type { RangeOf } from './text-range.js';
import { rangesIn } from './text-range.js';
import { stringValue, walk } from './walk.js';

/** Where one value of a document stands in its text, and those inside it. */
interface Place {
  readonly start: number;
  end: number;
  /** Where its key begins and ends, if it is a property's value. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly inside: Place[] | undefined;
  /** An object's places by key; made when one is asked for, since most objects are never looked into. */
  byKey: Map<string, Place> | undefined;
}

interface Places {
  readonly text: string;
  readonly root: Place;
  readonly rangeOf: RangeOf;
}

/** Positions are computed once for a document, and only when one is asked for. */
const known = new WeakMap<Document, Places>();

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
  const { text, root, rangeOf } = placesOf(document);
  let place = root;
  for (const step of path) {
    const next = placeInside(text, place, step);
    if (next === undefined) break;
    place = next;
  }
  if (place === root) return rangeOf(root.start, root.start + 1);
  return on === 'key' && hasKey(place) ? rangeOf(place.keyStart, place.keyEnd) : rangeOf(place.start, place.end);
}

function placesOf(document: Document): Places {
  let places = known.get(document);
  if (places === undefined) {
    const { text, line, parsed } = document;
    places = { text, root: parsed ? readPlaces(text) : placeAt(0, undefined), rangeOf: rangesIn(text, line) };
    known.set(document, places);
  }
  return places;
}

function placeInside(text: string, place: Place, step: string | number): Place | undefined {
  if (text.charAt(place.start) === '[') return place.inside?.[Number(step)];
  place.byKey ??= new Map(place.inside?.map((one) => [stringValue(text, one.keyStart, one.keyEnd), one]));
  return place.byKey.get(String(step));
}

function hasKey(place: Place): boolean {
  return place.keyEnd > 0;
}

function placeAt(start: number, inside: Place[] | undefined, keyStart = 0, keyEnd = 0): Place {
  return { start, end: start, keyStart, keyEnd, inside, byKey: undefined };
}

function readPlaces(text: string): Place {
  const outside = placeAt(0, []);
  const open = [outside];
  let keyStart = 0;
  let keyEnd = 0;

  const add = (start: number, inside: Place[] | undefined): Place => {
    const place = placeAt(start, inside, keyStart, keyEnd);
    open.at(-1)?.inside?.push(place);
    keyStart = keyEnd = 0;
    return place;
  };
  walk(text, {
    onOpen(start) {
      open.push(add(start, []));
    },
    onKey(start, end) {
      keyStart = start;
      keyEnd = end;
    },
    onScalar(start, end) {
      add(start, undefined).end = end;
    },
    onClose(end) {
      const place = open.pop();
      if (place !== undefined) place.end = end;
    },
  });
  return outside.inside?.[0] ?? outside;
}
