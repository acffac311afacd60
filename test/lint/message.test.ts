import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, printable } from '../../src/lint/message.js';

describe('a message is filled', () => {
  test.each([
    ['{a} is {b}', { a: 'x', b: 2 }, 'x is 2'],
    ['{a} and {a}', { a: null }, 'null and null'],
    ['{a}', {}, '{a}'],
    ['{toString}', {}, '{toString}'],
    ['{a}', { a: '{b} $& $1', b: 'x' }, '{b} $& $1'],
    ['{a}', { a: 'x'.repeat(161) }, `${'x'.repeat(159)}…`],
    ['{a}', { a: `${'x'.repeat(158)}😀xx` }, `${'x'.repeat(158)}\uFFFD…`],
  ])('%j with %j', (template, data, message) => {
    expect(fill(template, data)).toBe(message);
  });

  test('to one line without control or invisible characters, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(fill('{a}', { a: value })).not.toMatch(/[\p{Cc}\p{Bidi_C}\u00ad\u200b\u2028\u2029\u2060-\u206f\ufeff]/u);
      }),
    );
  });
});

describe('text is made harmless for a terminal', () => {
  test.each([
    ['a colour', '\u001b[31mred', '\\u{1b}[31mred'],
    ['a control sequence of eight bits', '\u009b2J', '\\u{9b}2J'],
    ['line ends', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a bell and a deletion', '\u0007\u007f', '\\u{7}\\u{7f}'],
    ['overrides of direction', '\u202e\u2066\u061c', '\\u{202e}\\u{2066}\\u{61c}'],
    ['a zero-width space in a word', 'pl\u200ban', 'pl\\u{200b}an'],
    ['a joiner between letters', 'a\u200cb\u200dc', 'a\\u{200c}b\\u{200d}c'],
    ['a byte-order mark and a soft hyphen', '\ufeffa\u00adb', '\\u{feff}a\\u{ad}b'],
    ['a word joiner and invisible operators', '\u2060\u2061\u2064', '\\u{2060}\\u{2061}\\u{2064}'],
    ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['tags, which spell words that nobody sees', 'a\u{e0068}\u{e0069}', 'a\\u{e0068}\\u{e0069}'],
    ['a filler', '\u3164', '\\u{3164}'],
  ])('%s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['plain', 'naïve 日本語 😀', 'עברית', '"\\u001b"', '👩‍👩‍👧 🏳️‍🌈 👍🏽 ❤️', 'é\u0301'])(
    '%s stays as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );
});
