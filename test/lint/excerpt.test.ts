import { describe, expect, test } from 'vitest';
import { excerptsOf } from '../../src/lint/excerpt.js';

/** The excerpt for a stretch of one line, with the stretch in brackets and dots where the line goes on. */
function cut(text: string, line: number, column: number, endColumn: number, firstLine = 1): string {
  const range = { line, column, endLine: line, endColumn };
  const { text: piece, start, end, cutBefore, cutAfter } = excerptsOf(text, firstLine)(range);
  const shown = `${piece.slice(0, start)}[${piece.slice(start, end)}]${piece.slice(end)}`;
  return `${cutBefore ? '…' : ''}${shown}${cutAfter ? '…' : ''}`;
}

describe('the line is found', () => {
  test.each([
    ['\n', 'first\n"second"\nthird'],
    ['\r\n', 'first\r\n"second"\r\nthird'],
    ['\r', 'first\r"second"\rthird'],
    ['all of them', '\r\n"second"\r\r\n\n'],
  ])('where lines end with %j', (_ends, text) => {
    expect(cut(text, 2, 2, 8)).toBe('"[second]"');
  });

  test('in a text that begins further down in its file', () => {
    expect(cut('{"a": 1}', 41, 7, 8, 41)).toBe('{"a": [1]}');
  });

  test('and a line separator of Unicode does not end it', () => {
    expect(cut('"a\u2028b"', 1, 2, 5)).toBe('"[a\u2028b]"');
  });
});

describe('what is marked', () => {
  test('a place at the end of a line is marked behind it', () => {
    const at = { line: 1, column: 2, endLine: 1, endColumn: 2 };
    expect(excerptsOf('{\n', 1)(at)).toEqual({ text: '{', start: 1, end: 2, cutBefore: false, cutAfter: false });
  });

  test('a finding over several lines is marked to the end of its first', () => {
    const range = { line: 1, column: 7, endLine: 3, endColumn: 2 };
    expect(excerptsOf('{"a": [\n1\n]}', 1)(range)).toMatchObject({ text: '{"a": [', start: 6, end: 7 });
  });

  test('a place behind the text is at its end', () => {
    const range = { line: 9, column: 1, endLine: 9, endColumn: 1 };
    expect(excerptsOf('{}', 1)(range)).toMatchObject({ text: '', start: 0 });
  });
});

describe('a long line', () => {
  const line = `${'b'.repeat(500)}"mark"${'a'.repeat(500)}`;

  test('is cut on both sides of the finding', () => {
    expect(cut(line, 1, 501, 507)).toBe(`…${'b'.repeat(60)}["mark"]${'a'.repeat(94)}…`);
  });

  test('is cut inside a long finding', () => {
    expect(cut(line, 1, 1, 507)).toBe(`[${'b'.repeat(160)}]…`);
  });

  test('is not cut inside a character', () => {
    const emoji = '😀'.repeat(200);
    const { text } = excerptsOf(emoji, 1)({ line: 1, column: 102, endLine: 1, endColumn: 104 });
    expect(text.isWellFormed()).toBe(true);
  });
});
