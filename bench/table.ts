import { median, ratio, type Times } from './measure.js';

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

export function timesOver(what: string, value: number, target?: number): Figure {
  return { what, value, unit: ' ×', ...(target !== undefined && { target }) };
}

/** Prints how long each took, and how much that is of the time of one of them. */
export function printTimes(title: string, times: Times, base: string): void {
  console.log(`\n${title}:\n`);
  const rows = [...times].map(([name, all]) => {
    const values = all.filter((value) => !Number.isNaN(value));
    return [
      name,
      seconds(median(values)),
      `${seconds(Math.min(...values))} to ${seconds(Math.max(...values))}`,
      String(values.length),
      ratio(times, name, base).toFixed(2),
    ];
  });
  printTable(['', 'median', 'range', 'rounds', `/ ${base}`], rows);
}

/** A number as it is shown: whole, with its thousands apart. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`;
}
