import type { Document } from './document.js';
import type { Path, Range } from './position.js';
import type { RangeOf } from './text-range.js';
import { rangesIn } from './text-range.js';
import { stringValue, walk } from './walk.js';

/** Where one value of a document stands in its text, and those inside it. */
interface Place {
  readonly start: number;
  end: number;
  readonly key: Key | undefined;
  readonly inside: Map<string, Place> | Place[] | undefined;
}

interface Key {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Places {
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
  const { root, rangeOf } = placesOf(document);
  let place = root;
  for (const step of path) {
    const next = Array.isArray(place.inside) ? place.inside[Number(step)] : place.inside?.get(String(step));
    if (next === undefined) break;
    place = next;
  }
  if (place === root) return rangeOf(root.start, root.start + 1);
  const { start, end } = on === 'key' ? (place.key ?? place) : place;
  return rangeOf(start, end);
}

function placesOf(document: Document): Places {
  let places = known.get(document);
  if (places === undefined) {
    const { text, line, parsed } = document;
    places = { root: parsed ? readPlaces(text) : NOWHERE, rangeOf: rangesIn(text, line) };
    known.set(document, places);
  }
  return places;
}

/** The root of a text without a value. */
const NOWHERE: Place = { start: 0, end: 0, key: undefined, inside: undefined };

function readPlaces(text: string): Place {
  const roots: Place[] = [];
  const open: Place[] = [{ ...NOWHERE, inside: roots }];
  let key: Key | undefined;

  const add = (start: number, end: number, inside: Place['inside']): Place => {
    const place = { start, end, key, inside };
    const around = open.at(-1)?.inside;
    if (Array.isArray(around)) around.push(place);
    else if (key !== undefined) around?.set(key.name, place);
    key = undefined;
    return place;
  };
  walk(text, {
    onOpen(start, kind) {
      open.push(add(start, start, kind === 'object' ? new Map<string, Place>() : []));
    },
    onKey(start, end) {
      key = { name: stringValue(text, start, end), start, end };
    },
    onScalar(start, end) {
      add(start, end, undefined);
    },
    onClose(end) {
      const place = open.pop();
      if (place !== undefined) place.end = end;
    },
  });
  return roots[0] ?? NOWHERE;
}
