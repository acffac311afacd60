import { visit } from 'jsonc-parser';
import type { Document } from './document.js';
import type { Path, Range } from './position.js';

/** Where one value of a document stands, and those inside it. */
interface Place {
  readonly value: Range;
  readonly key: Range | undefined;
  readonly inside: Map<string, Place> | Place[] | undefined;
}

/** Positions are computed once for a document, and only when one is asked for. */
const places = new WeakMap<Document, Place>();

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
  const root = placeOfRoot(document);
  let place = root;
  for (const step of path) {
    const next = Array.isArray(place.inside) ? place.inside[Number(step)] : place.inside?.get(String(step));
    if (next === undefined) break;
    place = next;
  }
  if (place !== root) return on === 'key' ? (place.key ?? place.value) : place.value;
  const { line, column } = root.value;
  return { line, column, endLine: line, endColumn: column + 1 };
}

function placeOfRoot(document: Document): Place {
  const known = places.get(document);
  if (known !== undefined) return known;
  const place = document.parsed ? readPlaces(document) : firstCharacter(document.line);
  places.set(document, place);
  return place;
}

function firstCharacter(line: number): Place {
  return { value: { line, column: 1, endLine: line, endColumn: 1 }, key: undefined, inside: undefined };
}

function readPlaces({ text, line }: Document): Place {
  const outside: Place[] = [];
  const open: Place[] = [{ ...firstCharacter(line), inside: outside }];
  let key: { name: string; range: Range } | undefined;

  const range = (length: number, startLine: number, startCharacter: number): Range => ({
    line: line + startLine,
    column: startCharacter + 1,
    endLine: line + startLine,
    endColumn: startCharacter + 1 + length,
  });
  const add = (value: Range, inside: Place['inside']): Place => {
    const place = { value, key: key?.range, inside };
    const around = open.at(-1)?.inside;
    if (Array.isArray(around)) around.push(place);
    else if (key !== undefined) around?.set(key.name, place);
    key = undefined;
    return place;
  };
  const end = (length: number, endLine: number, endCharacter: number): void => {
    const place = open.pop();
    if (place !== undefined)
      Object.assign(place.value, { endLine: line + endLine, endColumn: endCharacter + 1 + length });
  };

  visit(text, {
    onObjectBegin(_offset, length, startLine, startCharacter) {
      open.push(add(range(length, startLine, startCharacter), new Map()));
    },
    onObjectProperty(name, _offset, length, startLine, startCharacter) {
      key = { name, range: range(length, startLine, startCharacter) };
    },
    onObjectEnd(_offset, length, startLine, startCharacter) {
      end(length, startLine, startCharacter);
    },
    onArrayBegin(_offset, length, startLine, startCharacter) {
      open.push(add(range(length, startLine, startCharacter), []));
    },
    onArrayEnd(_offset, length, startLine, startCharacter) {
      end(length, startLine, startCharacter);
    },
    onLiteralValue(_value, _offset, length, startLine, startCharacter) {
      add(range(length, startLine, startCharacter), undefined);
    },
  });
  return outside[0] ?? firstCharacter(line);
}
