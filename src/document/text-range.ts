import type { Range } from './position.js';

const LINE_BREAK = /\r\n?|\n/g;

/** Turns two offsets of a text into a range of its file. */
export type RangeOf = (start: number, end: number) => Range;

/**
 * Prepares to find positions in a text, in time proportional to its length; each is then found by bisection.
 * Lines end with `\n`, `\r\n` or a lone `\r`, as editors see them; U+2028 is an ordinary character.
 *
 * @param line the line of the file on which the text begins, 1-based
 */
export function rangesIn(text: string, line: number): RangeOf {
  const starts = [0];
  LINE_BREAK.lastIndex = 0;
  while (LINE_BREAK.test(text)) starts.push(LINE_BREAK.lastIndex);

  return (start, end) => {
    const first = lineAt(starts, start);
    const last = lineAt(starts, end);
    return {
      line: line + first,
      column: start - (starts[first] ?? 0) + 1,
      endLine: line + last,
      endColumn: end - (starts[last] ?? 0) + 1,
    };
  };
}

/** The index of the last line that starts at or before an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
