import { stripVTControlCharacters } from 'node:util';
import type { Tokens } from 'marked';
import type { Piece } from '../../report/pretty/wrap.js';
import { rowsOf } from '../rows.js';
import { wordsOf } from './inline.js';
import type { Look } from './look.js';

/** Columns between the cells of a row. */
const GAP = 2;

/** A table as rows; where it is wider than the terminal, the widest columns give way and their cells are broken. */
export function tableRows({ header, rows }: Tokens.Table, look: Look): string[] {
  const cells = [header, ...rows].map((row) => row.map(({ tokens }) => wordsOf(tokens, look)));
  const widths = fitted(
    header.map((_cell, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? [], look)))),
    look.columns - (header.length - 1) * GAP,
  );
  const line = widths.map((width) => look.paint('dim', '─'.repeat(width))).join(' '.repeat(GAP));
  const [head = [], ...others] = cells.map((row) => rowOf(row, widths, look));
  return [...head, line, ...others.flat()];
}

function rowOf(cells: readonly (readonly Piece[])[], widths: readonly number[], look: Look): string[] {
  const columns = cells.map((cell, column) => rowsOf(cell, { ...look, columns: widths[column] ?? 0 }));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_row, index) =>
    columns
      .map((lines, column) => {
        const line = lines[index] ?? '';
        return line + ' '.repeat(Math.max(0, (widths[column] ?? 0) - look.ruler.width(stripVTControlCharacters(line))));
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Takes columns away from the widest until all fit. */
function fitted(widths: readonly number[], room: number): number[] {
  const fit = [...widths];
  for (let over = fit.reduce((sum, width) => sum + width, 0) - room; over > 0; over -= 1) {
    const widest = fit.indexOf(Math.max(...fit));
    fit[widest] = (fit[widest] ?? 0) - 1;
  }
  return fit;
}

function widthOf(cell: readonly Piece[], look: Look): number {
  const rows = rowsOf(cell, { ...look, columns: Infinity });
  return Math.max(...rows.map((row) => look.ruler.width(stripVTControlCharacters(row))));
}
