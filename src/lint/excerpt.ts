import type { Range } from '../document/position.js';

/** The part of a line that a finding is about, with a little around it. */
export interface Excerpt {
  /** One line of the file, or a piece of it. */
  readonly text: string;
  /** Where in `text` the finding begins and ends (exclusive), 0-based. */
  readonly start: number;
  readonly end: number;
}

const LINE_BREAK = /\r\n|\n|\r/gu;
const BEFORE = 60;
const LONGEST = 160;

/** The line on which a range begins, of a text whose first line is line `firstLine` of its file. */
export function excerptAt(text: string, firstLine: number, range: Range): Excerpt {
  LINE_BREAK.lastIndex = 0;
  let lineStart = 0;
  for (let line = firstLine; line < range.line && LINE_BREAK.exec(text); line += 1) lineStart = LINE_BREAK.lastIndex;
  LINE_BREAK.lastIndex = lineStart;
  const lineEnd = LINE_BREAK.exec(text)?.index ?? text.length;

  const from = Math.min(lineStart + range.column - 1, lineEnd);
  const to = range.endLine === range.line ? Math.min(lineStart + range.endColumn - 1, lineEnd) : lineEnd;
  const cutStart = Math.max(lineStart, from - BEFORE);
  const cutEnd = Math.min(lineEnd, cutStart + LONGEST);
  return {
    text: text.slice(cutStart, cutEnd),
    start: from - cutStart,
    end: Math.max(Math.min(to, cutEnd) - cutStart, from - cutStart + 1),
  };
}
