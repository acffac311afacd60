import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexLines, rangesIn } from '../../src/document/text-range.js';

/** Texts of lines of all lengths and ends, longer than the strides in which lines are remembered. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r\n', '\r', '\u2028', 'a'),
      fc.integer({ min: 1, max: 9000 }).map((length) => 'x'.repeat(length)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** Where lines begin, read off the text at once. */
function startsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (match) => match.index + match[0].length)];
}

describe('in any text', () => {
  it('an offset stands on the last line that begins at it or before', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, number) => {
        const offset = number % (text.length + 1);
        const starts = startsOf(text);
        const line = starts.findLastIndex((start) => start <= offset);
        expect(indexLines(text).lineAt(offset)).toEqual({ line, start: starts[line] });
      }),
    );
  });

  it('every line is found, and those behind the last are at the end', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = indexLines(text);
        const starts = startsOf(text);
        expect(starts.map((_start, line) => index.startOf(line))).toEqual(starts);
        expect(index.startOf(starts.length)).toBe(text.length);
      }),
    );
  });
});

it('a range is in lines of the file and columns from 1', () => {
  expect(rangesIn('{\n "a": 1}', 7)(3, 6)).toEqual({ line: 8, column: 2, endLine: 8, endColumn: 5 });
});

it('a text of nothing but line breaks takes little memory beyond its own', () => {
  const text = Buffer.alloc(8 * 1024 * 1024, '\n').toString('latin1');
  const before = process.memoryUsage();
  const range = rangesIn(text, 1)(text.length, text.length);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  expect(range.line).toBe(text.length + 1);
  expect(heapUsed - before.heapUsed + arrayBuffers - before.arrayBuffers).toBeLessThan(text.length);
});
