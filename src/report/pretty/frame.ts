import type { Excerpt } from '../../lint/excerpt.js';
import type { Ruler } from './ruler.js';

/** The offending line as it is shown, in the parts that are painted differently, and where the mark goes. */
export interface Frame {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** Columns on the screen before the mark, and that it takes; at least one. */
  readonly indent: number;
  readonly width: number;
}

const ELLIPSIS = '…';
/** What is shown before the mark, however long the marked part is; and after it, if there is room. */
const LEAST_BEFORE = 24;
const LEAST_AFTER = 12;

/** Fits an excerpt into a number of columns: a line that the terminal wraps would tear mark and text apart. */
export function frame(excerpt: Excerpt, columns: number, ruler: Ruler): Frame {
  const { width } = ruler;
  const cells = (piece: string): string[] => ruler.cells(piece.replaceAll('\t', ' '));
  const widthOf = (all: readonly string[]): number => all.reduce((sum, cell) => sum + width(cell), 0);
  const { text, start, end, cutBefore, cutAfter } = excerpt;
  const indent = cutBefore ? 0 : Math.min(text.length - text.trimStart().length, start);
  const whole = {
    before: cells(text.slice(indent, start)),
    marked: cells(text.slice(start, end)),
    after: cells(text.slice(end).trimEnd()),
  };
  const room = columns - (cutBefore ? 1 : 0) - (cutAfter ? 1 : 0);
  const forBefore = Math.max(LEAST_BEFORE, room - widthOf(whole.marked) - Math.min(widthOf(whole.after), LEAST_AFTER));
  const before = shorten(whole.before.reverse(), Math.min(forBefore, room - 1), cutBefore)
    .reverse()
    .join('');
  const marked = shorten(whole.marked, columns - width(before), false).join('');
  // Where the marked part is cut, its own ellipsis says that more follows.
  const isCut = width(before) + widthOf(whole.marked) > columns;
  const after = isCut ? '' : shorten(whole.after, columns - width(before) - width(marked), cutAfter).join('');
  return { before, marked, after, indent: width(before), width: Math.max(1, width(marked)) };

  /** As many cells as fit, with an ellipsis at the end where some do not or where `goesOn` says that more follow. */
  function shorten(all: readonly string[], columns: number, goesOn: boolean): string[] {
    if (!goesOn && widthOf(all) <= columns) return [...all];
    const kept: string[] = [];
    let left = columns - 1;
    for (const cell of all) {
      left -= width(cell);
      if (left < 0) break;
      kept.push(cell);
    }
    return columns < 1 ? [] : [...kept, ELLIPSIS];
  }
}
