import type { Piece } from '../../report/pretty/wrap.js';
import { type Paint, SEVERITY_STYLE, type Style } from '../paint.js';
import { rowsOf } from '../rows.js';
import type { Look } from './look.js';

/** A finding as pages show it, and a place that is told below one. */
const FINDING = /^(\S+:\d+:\d+) {2}(error|warning|info) {2}(.*) {2}([\w-]+)$/u;
const RELATED = /^ {4}((?:related|before|after): .*)$/u;

/** A line of what `check` prints in a pipe, laid out as in a terminal; any other line as it is. */
export function printedLine(line: string, look: Look): string[] {
  const { paint } = look;
  const [, related] = RELATED.exec(line) ?? [];
  if (related !== undefined) return rowsOf(words(related, paint, 'dim'), look, [4, 6]);

  const [, place, severity, message, rule] = FINDING.exec(line) ?? [];
  if (place === undefined || message === undefined || rule === undefined) return [line];
  const where = words(place, paint, 'bold');
  const says = [
    ...words(String(severity), paint, SEVERITY_STYLE[severity as 'error' | 'warning' | 'info']),
    ...words(message),
    ...words(rule, paint, 'dim'),
  ];
  const inOne = rowsOf([...where, ...says], look);
  return inOne.length === 1 ? inOne : [...rowsOf(where, look), ...rowsOf(says, look, [4, 6])];
}

/** Two spaces stand before the first word, one before each other, or as many as there were. */
function words(text: string, paint?: Paint, style: Style = 'dim'): Piece[] {
  const pieces: Piece[] = [];
  let gap = 2;
  for (const word of text.split(' ')) {
    if (word === '') {
      gap += 1;
      continue;
    }
    pieces.push({ text: paint ? paint(style, word) : word, whole: true, gap });
    gap = 1;
  }
  return pieces;
}
