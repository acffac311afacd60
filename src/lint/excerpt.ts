import type { Range } from '../document/position.js';

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

const LINE_BREAK = /\r\n|\n|\r/gu;
const BEFORE = 60;
const LONGEST = 160;

/**
 * Prepares to cut excerpts out of a text whose first line is line `firstLine` of its file: the lines are found once, so
 * that many findings in one text cost no more than the text is long.
 */
export function excerptsOf(text: string, firstLine: number): (range: Range) => Excerpt {
  const starts = [0];
  LINE_BREAK.lastIndex = 0;
  while (LINE_BREAK.test(text)) starts.push(LINE_BREAK.lastIndex);

  return (range) => {
    const index = range.line - firstLine;
    const lineStart = starts[index] ?? text.length;
    const lineEnd = withoutBreak(text, lineStart, starts[index + 1] ?? text.length);
    const from = Math.min(lineStart + range.column - 1, lineEnd);
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

function withoutBreak(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charAt(end - 1) === '\n') end -= 1;
  if (end > start && text.charAt(end - 1) === '\r') end -= 1;
  return end;
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
