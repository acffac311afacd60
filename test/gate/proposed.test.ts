import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../src/gate/proposed.js';

/** What came of edits on the real client: earlier text, input, text afterwards; `undefined` where it refused. */
const EDITS: readonly (readonly [
  name: string,
  before: string | undefined,
  input: object,
  after: string | undefined,
])[] = [
  ['all occurrences', 'a b a\na\n', { old_string: 'a', new_string: 'X', replace_all: true }, 'X b X\nX\n'],
  ['one of two occurrences', 'a b a\n', { old_string: 'a', new_string: 'X' }, undefined],
  ['the same text', 'a\n', { old_string: 'a', new_string: 'a' }, undefined],
  ['what is not there', 'a\n', { old_string: 'b', new_string: 'c' }, undefined],
  [
    'signs that mean something to String.replace',
    'abc\n',
    { old_string: 'b', new_string: '[$&|$1|$$]' },
    'a[$&|$1|$$]c\n',
  ],
  ['such signs, everywhere', 'abcb\n', { old_string: 'b', new_string: '$&', replace_all: true }, 'a$&c$&\n'],
  ['overlapping occurrences', 'aaaa\n', { old_string: 'aa', new_string: 'b', replace_all: true }, 'bb\n'],
  ['a text that contains the old one', 'aa\n', { old_string: 'a', new_string: 'aa', replace_all: true }, 'aaaa\n'],
  [
    'two lines of a file with CRLF',
    'one\r\ntwo\r\nthree\r\n',
    { old_string: 'one\ntwo', new_string: '1\n2' },
    '1\r\n2\r\nthree\r\n',
  ],
  ['CRLF in the old text', 'one\r\ntwo\r\n', { old_string: 'one\r\ntwo', new_string: '1' }, undefined],
  ['mixed line ends, as many of each', 'a\r\nb\n', { old_string: 'a', new_string: 'A' }, 'A\nb\n'],
  ['mixed line ends, mostly LF', 'a\nb\nc\r\n', { old_string: 'a', new_string: 'A' }, 'A\nb\nc\n'],
  ['a last line without an end', 'a\nb', { old_string: 'b', new_string: 'B' }, 'a\nB'],
  ['a line feed that is not there', 'a\nb', { old_string: 'b\n', new_string: 'B\n' }, undefined],
  ['a line taken out', 'a\nb\nc\n', { old_string: 'b', new_string: '' }, 'a\nc\n'],
  ['a line taken out with its end', 'a\nb\nc\n', { old_string: 'b\n', new_string: '' }, 'a\nc\n'],
  ['lines taken out everywhere', 'a\nb\nb\nc\n', { old_string: 'b', new_string: '', replace_all: true }, 'a\nc\n'],
  ['the last line taken out', 'a\nb', { old_string: 'b', new_string: '' }, 'a\n'],
  [
    'typographic quotation marks in the file',
    'say “hi” and ‘yo’\n',
    { old_string: 'say "hi" and \'yo\'', new_string: 'say "ho" and \'ya\'' },
    'say “ho” and ‘ya’\n',
  ],
  ['an apostrophe', 'don’t stop\n', { old_string: "don't stop", new_string: "can't 'stop'" }, 'can’t ‘stop’\n'],
  ['a composed letter for a decomposed one', 'cafe\u0301\n', { old_string: 'caf\u00E9', new_string: 'X' }, undefined],
  [
    'characters that the file has as escapes',
    '{"a": "caf\\u00e9"}\n',
    { old_string: 'café', new_string: 'thé' },
    '{"a": "th\\u00e9"}\n',
  ],
  ['a byte-order mark in the old text', '\uFEFFa\n', { old_string: '\uFEFFa', new_string: 'b' }, undefined],
  ['a byte-order mark', '\uFEFF{"a": 1}\n', { old_string: '1', new_string: '2' }, '\uFEFF{"a": 2}\n'],
  ['nothing, in a file that holds something', 'a\n', { old_string: '', new_string: 'X' }, undefined],
  ['nothing, in an empty file', '', { old_string: '', new_string: 'X\n' }, 'X\n'],
  ['nothing, in a blank file', '  \n', { old_string: '', new_string: 'X\n' }, 'X\n'],
  ['nothing, where there is no file', undefined, { old_string: '', new_string: 'X\n' }, 'X\n'],
  ['something, where there is no file', undefined, { old_string: 'a', new_string: 'X' }, undefined],
];

describe('an Edit', () => {
  it.each(EDITS)('of %s comes to what the client makes of it', (_name, before, input, after) => {
    expect(proposalOf({ file_path: '/a.json', ...input })?.apply(before)).toBe(after);
  });
});

describe('a Write', () => {
  it.each([
    ['a new file', undefined, '{}\r\n', '{}\r\n'],
    ['a file with other line ends', 'one\r\n', '1\n', '1\n'],
    ['a file with a byte-order mark', '\uFEFFone\n', '1\n', '\uFEFF1\n'],
  ])('of %s comes to its content', (_name, before, content, after) => {
    expect(proposalOf({ file_path: '/a.json', content })?.apply(before)).toBe(after);
  });
});

describe('edits in a row', () => {
  it('each find the text that those before have left', () => {
    const edits = [
      { old_string: 'a', new_string: 'b' },
      { old_string: 'b', new_string: 'c' },
    ];
    expect(proposalOf({ file_path: '/a.json', edits })?.apply('a\n')).toBe('c\n');
  });

  it('come to nothing when one of them does', () => {
    const edits = [
      { old_string: 'a', new_string: 'b' },
      { old_string: 'x', new_string: 'c' },
    ];
    expect(proposalOf({ file_path: '/a.json', edits })?.apply('a\n')).toBeUndefined();
  });

  it('come to nothing when they make a text that no memory holds', () => {
    const edits = Array.from({ length: 60 }, () => ({ old_string: 'a', new_string: 'aa', replace_all: true }));
    expect(proposalOf({ file_path: '/a.json', edits })?.apply('a\n')).toBeUndefined();
  });

  it('are read from other servers’ tools as well', () => {
    const input = { path: '/a.json', edits: [{ oldText: 'a', newText: 'b' }] };
    expect(proposalOf(input)).toMatchObject({ file: '/a.json' });
    expect(proposalOf(input)?.apply('a\n')).toBe('b\n');
  });
});

describe('a call', () => {
  it.each([
    ['names no file', { command: 'ls' }],
    ['only reads', { file_path: '/a.json', limit: 3 }],
    ['has edits of an unknown sort', { file_path: '/a.json', edits: [{ line: 3 }] }],
  ])('that %s proposes nothing', (_name, input) => {
    expect(proposalOf(input)).toBeUndefined();
  });
});
