import type { Range } from '../document/position.js';
import { indexLines } from '../document/text-range.js';

/** The part of a line that a finding is about, with a little around it. */
export interface Excerpt {
  /** One line of the file, or a piece of it. */
  readonly text: string;
  /** Where in `text` the finding begins and ends (exclusive), 0-based. */
  readonly start: number;
  readonly end: number;
  /** Whether the line goes on before or after the piece. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

const LINE_BREAK = /[\r\n]/;
const BEFORE = 60;
const LONGEST = 160;

/**
 * Prepares to cut excerpts out of a text whose first line is line `firstLine` of its file: many findings in one text
 * cost no more than the text is long, and long lines no more than short ones.
 */
export function excerptsOf(text: string, firstLine: number): (range: Range) => Excerpt {
  const index = indexLines(text);

  return (range) => {
    const lineStart = index.startOf(range.line - firstLine);
    const begin = lineStart + range.column - 1;
    // A place at the line's end can lie behind the first of its two characters. As much as is shown is looked at.
    const lineEnd = breakIn(text, Math.max(lineStart, begin - 1), begin + LONGEST + 1);
    const from = Math.min(begin, lineEnd);
    const to = range.endLine === range.line ? Math.min(lineStart + range.endColumn - 1, lineEnd) : lineEnd;
    const cutStart = betweenCharacters(text, Math.max(lineStart, from - BEFORE));
    const cutEnd = betweenCharacters(text, Math.min(lineEnd, cutStart + LONGEST));
    return {
      text: copyOf(text.slice(cutStart, cutEnd)),
      start: from - cutStart,
      end: Math.max(Math.min(to, cutEnd) - cutStart, from - cutStart + 1),
      cutBefore: cutStart > lineStart,
      cutAfter: cutEnd < lineEnd,
    };
  };
}

/** The offset of the first line break in a part of a text; the part's end where there is none. */
function breakIn(text: string, from: number, to: number): number {
  const found = text.slice(from, to).search(LINE_BREAK);
  return found < 0 ? Math.min(to, text.length) : from + found;
}

/** The offset itself, or the one before it where it would part a surrogate pair. */
function betweenCharacters(text: string, offset: number): number {
  const inPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(offset - 1, offset + 1));
  return inPair ? offset - 1 : offset;
}

/** A slice keeps the text that it is of in memory; a copy does not. */
function copyOf(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}
