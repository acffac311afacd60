import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { locate } from '../../src/document/locate.js';
import { parseDocument } from '../../src/document/parse.js';
import type { Path, Range } from '../../src/document/position.js';

const TEXT = `{
  "a": [10, {"b": "x"}],
  "a": [
    20
  ],
  "ü/😀": {"c": null}
}
`;

function show({ line, column, endLine, endColumn }: Range): string {
  return `${line}:${column}-${endLine}:${endColumn}`;
}

it('millions of values cost little more than their numbers', () => {
  const text = `[${Array(2_000_000).fill('1').join(',')}]`;
  const document = parseDocument(Buffer.from(text).toString('latin1'), 1, DEFAULT_LIMITS);
  const before = process.memoryUsage().heapUsed;
  expect(show(locate(document, [1_999_999]))).toBe('1:4000000-1:4000001');
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(16 * 2_000_000);
});

describe('a place stands', () => {
  const document = parseDocument(TEXT, 1, DEFAULT_LIMITS);

  it.each<[string, Path, 'value' | 'key', string]>([
    ['at its value', ['ü/😀', 'c'], 'value', '6:17-6:21'],
    ['at its key', ['ü/😀', 'c'], 'key', '6:12-6:15'],
    ['over several lines', ['a'], 'value', '3:8-5:4'],
    ['in the last of two equal keys', ['a', 0], 'value', '4:5-4:7'],
    ['at an element that has no key', ['a', 0], 'key', '4:5-4:7'],
    ['at its nearest ancestor, if it is missing', ['ü/😀', 'd', 'e'], 'value', '6:11-6:22'],
    ["at its nearest ancestor's key, if it is missing", ['ü/😀', 'd', 'e'], 'key', '6:3-6:9'],
    ['at its nearest ancestor, if that is no container', ['a', 0, 'x'], 'value', '4:5-4:7'],
    ['at its nearest ancestor, beyond an array', ['a', 7], 'value', '3:8-5:4'],
    ['at the first character, if it is the root', [], 'value', '1:1-1:2'],
    ['at the first character, if nothing of it exists', ['x'], 'key', '1:1-1:2'],
  ])('%s', (_name, path, on, expected) => {
    expect(show(locate(document, path, on))).toBe(expected);
  });

  it('on the lines of the file, not of the text', () => {
    expect(show(locate(parseDocument('{"a": {"b": 1}}', 70, DEFAULT_LIMITS), ['a', 'b']))).toBe('70:13-70:14');
  });

  it('at the beginning of a text without a value', () => {
    expect(show(locate(parseDocument('{', 7, DEFAULT_LIMITS), ['a']))).toBe('7:1-7:2');
  });

  it('in columns of UTF-16 code units, after line breaks of every sort', () => {
    const text = '["😀", 1,\r\n 2,\r  3, "\u2028", 4]';
    const lines = parseDocument(text, 1, DEFAULT_LIMITS);
    const places = [1, 2, 3, 5].map((index) => show(locate(lines, [index])));
    expect(places).toEqual(['1:8-1:9', '2:2-2:3', '3:3-3:4', '3:11-3:12']);
  });

  it('even under a key named __proto__', () => {
    expect(show(locate(parseDocument('{"__proto__": {"a": 1}}', 1, DEFAULT_LIMITS), ['__proto__', 'a']))).toBe(
      '1:21-1:22',
    );
  });

  it('where another parser finds it, for any value and any path', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom('', ' '), (any, space) => {
        const text = JSON.stringify(any, null, space);
        const subject = parseDocument(text, 1, DEFAULT_LIMITS);
        const tree = parseTree(text);
        for (const [path] of placesIn(JSON.parse(text))) {
          const node = tree && findNodeAtLocation(tree, [...path]);
          const part = text.slice(node?.offset, (node?.offset ?? 0) + (node?.length ?? 0));
          expect(cut(text, locate(subject, path), 0)).toBe(part);
        }
      }),
    );
  });

  it('where its text, for any value and any path, parses to what is there', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom('', ' ', '\t'),
        fc.nat(9),
        (any, space, offset) => {
          const text = JSON.stringify(any, null, space);
          const subject = parseDocument(text, 1 + offset, DEFAULT_LIMITS);
          for (const [path, value] of placesIn(JSON.parse(text))) {
            const part = cut(text, locate(subject, path), offset);
            expect(JSON.parse(part)).toEqual(value);
            const key = path.at(-1);
            if (typeof key === 'string') expect(JSON.parse(cut(text, locate(subject, path, 'key'), offset))).toBe(key);
          }
        },
      ),
    );
  });
});

/** Every place in a value but its root. */
function* placesIn(value: unknown, path: Path = []): Generator<[Path, unknown]> {
  if (path.length > 0) yield [path, value];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* placesIn(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* placesIn(item, [...path, key]);
  }
}

function cut(text: string, { line, column, endLine, endColumn }: Range, offset: number): string {
  const lines = text.split('\n').slice(line - 1 - offset, endLine - offset);
  const last = lines.length - 1;
  return lines
    .map((one, index) => one.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined))
    .join('\n');
}
