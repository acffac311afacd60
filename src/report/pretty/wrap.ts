import { stripVTControlCharacters, type styleText } from 'node:util';
import type { Ruler } from './ruler.js';

export type Style = Parameters<typeof styleText>[0];

/** Text of one look. */
export interface Run {
  readonly text: string;
  readonly style?: Style;
}

/** A part of a paragraph. */
export interface Piece extends Run {
  /** Never broken: a name to copy, such as a path. Only such a text may be painted already. */
  readonly whole?: true;
  /** Columns between it and the piece before it in the same row; 2 when absent. */
  readonly gap?: number;
}

/** The columns left free before the first row of a paragraph and before the others. */
export type Indent = readonly [first: number, others: number];

/**
 * Breaks a paragraph into rows of at most so many columns, at spaces and between wide characters (Chinese and Japanese
 * put no spaces between words). A word that is wider than a row stays whole: the terminal breaks it, and what is
 * copied from there is still one word. Such a word is indented less where that makes it fit.
 */
export function wrap(pieces: readonly Piece[], columns: number, [first, others]: Indent, ruler: Ruler): Run[][] {
  let row: Run[] = first > 0 ? [{ text: ' '.repeat(first) }] : [];
  const rows = [row];
  let used = first;
  let isEmpty = true;

  for (const piece of pieces) {
    let isNew = true;
    for (const { text, gap } of unbreakable(piece, ruler)) {
      const width = ruler.width(piece.whole ? stripVTControlCharacters(text) : text);
      if (!isEmpty && used + gap + width > columns) {
        used = Math.max(0, Math.min(others, columns - width));
        row = used > 0 ? [{ text: ' '.repeat(used) }] : [];
        rows.push(row);
        [isEmpty, isNew] = [true, true];
      }
      const space = isEmpty ? '' : ' '.repeat(gap);
      const last = row.at(-1);
      if (isNew || !last) {
        if (space !== '') row.push({ text: space });
        row.push({ text, ...(piece.style && { style: piece.style }) });
      } else {
        row[row.length - 1] = { ...last, text: last.text + space + text };
      }
      used += space.length + width;
      [isEmpty, isNew] = [false, false];
    }
  }
  return rows;
}

/** The parts of a piece that stay together, each with the columns between it and the part before. */
function* unbreakable({ text, whole, gap = 2 }: Piece, ruler: Ruler): Generator<{ text: string; gap: number }> {
  if (whole) {
    yield { text, gap };
    return;
  }
  let before = gap;
  for (const word of text.split(' ')) {
    for (const part of betweenWide(word, ruler)) {
      yield { text: part, gap: before };
      before = 0;
    }
    before = 1;
  }
}

function betweenWide(word: string, ruler: Ruler): string[] {
  if (/^[ -~]*$/u.test(word)) return [word];
  const parts: string[] = [];
  let wasWide = false;
  for (const cell of ruler.cells(word)) {
    const isWide = ruler.width(cell) > 1;
    const last = parts.pop();
    if (last !== undefined) parts.push(...(isWide && wasWide ? [last, cell] : [last + cell]));
    else parts.push(cell);
    wasWide = isWide;
  }
  return parts;
}
