import type { Range } from './position.js';

/** Turns two offsets of a text into a range of its file. */
export type RangeOf = (start: number, end: number) => Range;

/** Where the lines of a text begin; lines count from 0. */
export interface LineIndex {
  /** The line on which an offset stands, and the offset of that line's first character. */
  lineAt(offset: number): { readonly line: number; readonly start: number };
  /** The offset of a line's first character; the text's length where there are fewer lines. */
  startOf(line: number): number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Characters between two places of which the line is remembered. */
const STRIDE = 4096;

/**
 * Prepares to find lines in a text, in time proportional to its length and memory of a five-hundredth of it, however
 * many lines there are; each is then found by looking at a few thousand characters.
 * Lines end with `\n`, `\r\n` or a lone `\r`, as editors see them; U+2028 is an ordinary character.
 */
export function indexLines(text: string): LineIndex {
  const strides = Math.floor(text.length / STRIDE) + 1;
  /** The line on which each stride begins, and where that line begins. */
  const lines = new Uint32Array(strides);
  const starts = new Uint32Array(strides);
  let line = 0;
  let start = 0;
  for (let stride = 1; stride < strides; stride += 1) {
    const end = stride * STRIDE;
    for (let at = end - STRIDE + 1; at <= end; at += 1) {
      if (!beginsLine(text, at)) continue;
      line += 1;
      start = at;
    }
    lines[stride] = line;
    starts[stride] = start;
  }

  return {
    lineAt(offset) {
      const stride = Math.min(Math.floor(offset / STRIDE), strides - 1);
      let line = lines[stride] ?? 0;
      let start = starts[stride] ?? 0;
      for (let at = stride * STRIDE + 1; at <= offset; at += 1) {
        if (!beginsLine(text, at)) continue;
        line += 1;
        start = at;
      }
      return { line, start };
    },

    startOf(wanted) {
      // The last stride that begins on the line or before it.
      let stride = 0;
      for (let beyond = strides; beyond - stride > 1;) {
        const middle = (stride + beyond) >>> 1;
        if ((lines[middle] ?? 0) <= wanted) stride = middle;
        else beyond = middle;
      }
      let line = lines[stride] ?? 0;
      if (line === wanted) return starts[stride] ?? 0;
      for (let at = stride * STRIDE + 1; at <= text.length; at += 1) {
        if (!beginsLine(text, at)) continue;
        line += 1;
        if (line === wanted) return at;
      }
      return text.length;
    },
  };
}

/** Whether an offset is the first of a line; not asked of the first line. */
function beginsLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before === LINE_FEED || (before === CARRIAGE_RETURN && text.charCodeAt(at) !== LINE_FEED);
}

/**
 * Prepares to find positions in a text; nothing is done before the first is asked for.
 *
 * @param line the line of the file on which the text begins, 1-based
 */
export function rangesIn(text: string, line: number): RangeOf {
  let index: LineIndex | undefined;
  return (start, end) => {
    index ??= indexLines(text);
    const first = index.lineAt(start);
    const last = index.lineAt(end);
    return {
      line: line + first.line,
      column: start - first.start + 1,
      endLine: line + last.line,
      endColumn: end - last.start + 1,
    };
  };
}
