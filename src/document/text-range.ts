import type { Range } from './position.js';

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * The range between two offsets of a text whose first line is line `line` of its file.
 * Lines end with `\n`, `\r\n` or a lone `\r`, as editors see them; U+2028 is an ordinary character.
 */
export function rangeBetween(text: string, start: number, end: number, line: number): Range {
  const from = advance(text, { line, lineStart: 0 }, start);
  const to = advance(text, from, end);
  return {
    line: from.line,
    column: start - from.lineStart + 1,
    endLine: to.line,
    endColumn: end - to.lineStart + 1,
  };
}

interface LineStart {
  readonly line: number;
  readonly lineStart: number;
}

function advance(text: string, from: LineStart, offset: number): LineStart {
  let { line, lineStart } = from;
  LINE_BREAK.lastIndex = lineStart;
  for (
    let match = LINE_BREAK.exec(text);
    match !== null && LINE_BREAK.lastIndex <= offset;
    match = LINE_BREAK.exec(text)
  ) {
    line += 1;
    lineStart = LINE_BREAK.lastIndex;
  }
  return { line, lineStart };
}
