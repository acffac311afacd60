/** One figure that is shown, with the most that it may be where there is a target. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: number;
}

/** A figure as cells of a table. */
export function judge({ what, value, unit, target }: Figure): string[] {
  const shown = `${unit === ' MB' ? value.toFixed(0) : value.toFixed(2)}${unit}`;
  if (target === undefined) return [what, shown, '', ''];
  return [what, shown, `≤ ${String(target)}${unit}`, value <= target ? 'pass' : 'MISS'];
}

/** Prints a table in Markdown, with columns that line up. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? cell).length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) console.log(line(row));
}
