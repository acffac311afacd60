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

  test('to one line without control characters, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(fill('{a}', { a: value })).not.toMatch(/\p{Cc}|\p{Bidi_C}|[\u2028\u2029]/u);
      }),
    );
  });
});

describe('text is made harmless for a terminal', () => {
  test.each([
    ['a colour', '\u001b[31mred', '\\u001b[31mred'],
    ['a control sequence of eight bits', '\u009b2J', '\\u009b2J'],
    ['line ends', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a bell and a deletion', '\u0007\u007f', '\\u0007\\u007f'],
    ['overrides of direction', '\u202e\u2066\u061c', '\\u202e\\u2066\\u061c'],
  ])('%s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['plain', 'naïve 日本語 😀', 'עברית', '"\\u001b"'])('%s stays as it is', (text) => {
    expect(printable(text)).toBe(text);
  });
});
