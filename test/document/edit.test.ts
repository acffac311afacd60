import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type ParsedDocument } from '../../src/document/document.js';
import { type Edit, editorOf, spliced } from '../../src/document/edit.js';
import { parseDocument } from '../../src/document/parse.js';
import { edit } from '../support/edit.js';

/** What edits make of a text; `undefined` where they cannot be carried out. */
function edited(text: string, ...edits: Edit[]): string | undefined {
  const splices = editorOf(parsed(text))(edits)?.splices;
  return splices && spliced(text, splices);
}

function parsed(text: string): ParsedDocument {
  const document = parseDocument(text, 1, DEFAULT_LIMITS);
  if (!document.parsed) throw new Error(`no JSON: ${text}`);
  return document;
}

describe('an edit touches its place and nothing else', () => {
  test.each<readonly [what: string, before: string, edits: Edit[], after: string]>([
    ['a value', '{"a": 1.0,\r\n\t"b" :2e3 }', [{ at: ['b'], set: null }], '{"a": 1.0,\r\n\t"b" :null }'],
    ['the root', ' [1] \n', [{ at: [], set: 2 }], ' 2 \n'],
    ['a value that is so already', '{"a":"\\u0061"}', [{ at: ['a'], set: 'a' }], '{"a":"\\u0061"}'],
    ['an element that differs', '[1.0, 3,  2 ]', [{ at: [], set: [1, 2, 3] }], '[1.0, 2,  3 ]'],
    ['a list in one line', '{\n  "a": [1, 2, 2]\n}', [{ at: ['a'], set: [1, 2] }], '{\n  "a": [1, 2]\n}'],
    ['a list in one line without spaces', '{"a":[1,2,2]}', [{ at: ['a'], set: [1, 2] }], '{"a":[1,2]}'],
    [
      'a list in many lines',
      '{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}',
      [{ at: ['a'], set: [1, { b: 2 }] }],
      '{\r\n\t"a": [\r\n\t\t1,\r\n\t\t{\r\n\t\t\t"b": 2\r\n\t\t}\r\n\t]\r\n}',
    ],
    ['a name', '{"a" : [0], "b": {}}', [{ at: ['a'], rename: 'c"' }], '{"c\\"" : [0], "b": {}}'],
    ['the first element', '[ 1, 2,\n 3 ]', [{ at: [0], remove: true }], '[ 2,\n 3 ]'],
    ['an element between', '[ 1,\n  2,\n  3 ]', [{ at: [1], remove: true }], '[ 1,\n  3 ]'],
    ['the last element', '[\n  1,\n  2\n]\n', [{ at: [1], remove: true }], '[\n  1\n]\n'],
    ['the only element', '{"a": [ 1 ]}', [{ at: ['a', 0], remove: true }], '{"a": []}'],
    ['elements side by side', '[1, 2, 3, 4]', [2, 1].map((index) => ({ at: [index], remove: true })), '[1, 4]'],
    ['the first and the last', '[1, 2, 3]', [0, 2].map((index) => ({ at: [index], remove: true })), '[2]'],
    ['all elements', '[1, 2]', [0, 1].map((index) => ({ at: [index], remove: true })), '[]'],
    ['a property', '{\n  "a": 1,\n  "b": {"c": 2}\n}', [{ at: ['b'], remove: true }], '{\n  "a": 1\n}'],
    ['a property that is new', '{"a": 1}', [{ at: ['b'], set: 'x' }], '{"a": 1, "b": "x"}'],
    ['one in a text without spaces', '{"a":1}', [{ at: ['b'], set: [1, 2] }], '{"a":1,"b":[1,2]}'],
    ['one in many lines', '{\r\n\t"a": 1\r\n}', [{ at: ['b'], set: 2 }], '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}'],
    [
      'one in an object without any',
      '{\n  "a": {}\n}',
      [{ at: ['a', 'b'], set: 2 }],
      '{\n  "a": {\n    "b": 2\n  }\n}',
    ],
    ['one in an object in one line', '{"a": {}}', [{ at: ['a', 'b'], set: 2 }], '{"a": {"b": 2}}'],
    [
      'two that are new, and one that goes',
      '{"a": 1, "b": 2, "c": 3}',
      [
        { at: ['d'], set: 4 },
        { at: ['a'], remove: true },
        { at: ['e'], set: 5 },
      ],
      '{"b": 2, "c": 3, "d": 4, "e": 5}',
    ],
    ['an element that is new', '[1,  2]', [{ at: [2], set: 3 }], '[1,  2,  3]'],
    ['brackets in strings', '["[ ", "]"]', [{ at: [2], set: ['[ ', ' ]', '{'] }], '["[ ", "]", ["[ ", " ]", "{"]]'],
  ])('%s', (_what, before, edits, after) => {
    expect(edited(before, ...edits)).toBe(after);
  });
});

describe('an edit is not carried out', () => {
  test.each<readonly [why: string, text: string, edits: Edit[]]>([
    ['where there is no such place', '{"a": 1}', [{ at: ['b'], remove: true }]],
    ['below what holds nothing', '{"a": 1}', [{ at: ['a', 'b'], set: 1 }]],
    ['where the object is not there', '{}', [{ at: ['a', 'b'], set: 1 }]],
    ['behind the end of a list', '[1]', [{ at: [2], set: 1 }]],
    ['on an element that should bear a name', '[1]', [{ at: [0], rename: 'a' }]],
    ['where the name is taken', '{"a": 1, "b": 2}', [{ at: ['a'], rename: 'b' }]],
    ['on the whole document, to take it out', '{}', [{ at: [], remove: true }]],
    [
      'where another takes its place out',
      '{"a": {"b": 1}, "c": 2}',
      [
        { at: ['a'], remove: true },
        { at: ['a', 'b'], set: 2 },
      ],
    ],
  ])('%s', (_why, text, edits) => {
    expect(edited(text, ...edits)).toBeUndefined();
  });
});

const indents = fc.constantFrom('', '  ', '\t', '    ');
const ends = fc.constantFrom('\n', '\r\n');
/** JSON texts of objects, laid out in many ways. */
const texts = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true, minKeys: 1 }),
    indents,
    ends,
  )
  .filter(([value]) => !JSON.stringify(value).includes('"__proto__"'))
  .map(([value, indent, end]) => {
    const text = JSON.stringify(value, null, indent).replaceAll('\n', end);
    // JSON.stringify writes the two zeros alike.
    return { value: JSON.parse(text) as object, text };
  });

describe('whatever the text', () => {
  test('a property that is set, taken out or added leaves all others as they are', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.jsonValue({ maxDepth: 2 }), ({ value, text }, number, put) => {
        const names = Object.keys(value);
        const name = names[number % names.length]!;
        const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const set: unknown = JSON.parse(JSON.stringify(put));
        expect(JSON.parse(edited(text, { at: [name], set })!)).toEqual(edit(value, { [pointer]: set }));
        expect(JSON.parse(edited(text, { at: [name], remove: true })!)).toEqual(edit(value, { [pointer]: undefined }));
        fc.pre(!Object.hasOwn(value, 'new'));
        expect(JSON.parse(edited(text, { at: ['new'], set })!)).toEqual({ ...value, new: set });
        expect(Object.keys(JSON.parse(edited(text, { at: [name], rename: 'new' })!) as object)).toHaveLength(
          names.length,
        );
      }),
    );
  });
});
