import type { Ruler } from '../report/pretty/ruler.js';
import { type Indent, type Piece, wrap } from '../report/pretty/wrap.js';

/** A paragraph of texts that are painted already, as rows of so many columns. */
export function rowsOf(
  pieces: readonly Piece[],
  { columns, ruler }: { readonly columns: number; readonly ruler: Ruler },
  indent: Indent = [0, 0],
): string[] {
  return wrap(pieces, columns, indent, ruler).map((row) => row.map(({ text }) => text).join(''));
}
