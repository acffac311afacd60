import { RULES } from '../../../rules/index.js';
import { type Ruler, rulerFor } from '../../report/pretty/ruler.js';
import { usesColor } from '../color.js';
import { columnsOf } from '../columns.js';
import type { Io } from '../io.js';
import { kindsIn, type ListedRule, listedRule, othersIn } from '../listed-rule.js';
import { type Paint, painter, SEVERITY_STYLE, type Style } from '../paint.js';
import { rowsOf } from '../rows.js';
import type { ListFlags } from '../rules.js';
import { writeAll } from '../write-all.js';

/** Prints the rules. */
export async function listRules(io: Io, { kind, format, color }: ListFlags): Promise<void> {
  const rules = RULES.map(listedRule).filter(({ kinds }) => kind === undefined || kinds.includes(kind));
  if (format === 'json') {
    await writeAll(io.stdout, [`${JSON.stringify({ version: 1, rules }, null, 2)}\n`]);
    return;
  }
  const ruler = await rulerFor(rules.map(({ summary }) => summary));
  const rows = table(rules, painter(usesColor(color, io.stdout, io.env)), columnsOf(io.stdout, io.env), ruler);
  await writeAll(
    io.stdout,
    rows.map((row) => `${row}\n`),
  );
}

const HEAD = ['rule', 'recommended', 'strict', 'fix'] as const;

/** A row for each rule, and below it what it checks and of which kinds; where the width is not known, in the same row. */
function table(rules: readonly ListedRule[], paint: Paint, columns: number | undefined, ruler: Ruler): string[] {
  const longest = Math.max(...rules.map(({ id }) => id.length));
  const widths = [longest, HEAD[1].length, 'warning'.length, HEAD[3].length];
  const row = (cells: readonly string[], styles: readonly Style[]): string =>
    cells.map((cell, at) => paint(styles[at] ?? 'dim', cell) + ' '.repeat((widths[at] ?? 0) - cell.length)).join('  ');
  const rowOf = ({ id, severity: { recommended, strict }, fixable }: ListedRule): string =>
    row(
      [id, recommended, strict, fixable ? 'yes' : '-'],
      ['bold', SEVERITY_STYLE[recommended], SEVERITY_STYLE[strict], 'good'],
    );
  if (columns === undefined) return rules.map((rule) => `${rowOf(rule)}  ${rule.summary}  (${lookedAt(rule)})`);
  const below = (text: string): string[] => rowsOf([{ text }], { columns, ruler }, [2, 2]);
  return [
    row(HEAD, []),
    ...rules.flatMap((rule) => [
      rowOf(rule).trimEnd(),
      ...below(rule.summary),
      ...below(lookedAt(rule)).map((line) => paint('dim', line)),
    ]),
  ];
}

/** `session-state; some findings are warning or info` */
function lookedAt(rule: ListedRule): string {
  const others = othersIn(rule, 'recommended');
  return others === '' ? kindsIn(rule) : `${kindsIn(rule)}; some findings are ${others}`;
}
