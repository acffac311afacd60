import { styleText } from 'node:util';
import type { CheckResult } from '../check/check.js';
import type { Diagnostic, Related, Severity } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';
import { nothingChecked } from './parts/figures.js';
import { frame } from './pretty/frame.js';
import { type Ruler, rulerFor } from './pretty/ruler.js';
import { type Indent, type Piece, type Style, wrap } from './pretty/wrap.js';

type Paint = (style: Style, text: string) => string;

/** What texts are laid out with. */
interface Page {
  readonly ruler: Ruler;
  readonly paint: Paint;
  /** The width for code frames, which are always cut. */
  readonly columns: number;
  /** A paragraph as painted rows; one where the width is not known. */
  readonly paragraph: (pieces: readonly Piece[], indent: Indent) => string[];
}

const STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** Code frames are as wide as this where there is no terminal to ask. */
const COLUMNS = 80;
/** In a narrower terminal, lines are left to it to wrap. */
const LEAST_COLUMNS = 40;

const IGNORES = '"ignores" in the configuration leaves out what stands in agents/ and .spectre/ folders here';
const WHERE = 'stategate looks in agents/ and .spectre/ folders that git does not ignore; see stategate check --help';

/** For people at a terminal: each finding with its line, then what was looked at and what came of it. */
export const format: Format = async (result, { color, quiet, columns }) => {
  const shown = quiet ? result.diagnostics.filter(({ severity }) => severity === 'error') : result.diagnostics;
  const excerpts = shown.map((diagnostic) => result.excerpt(diagnostic));
  const texts =
    columns === undefined ? [] : [...shown.flatMap(wordsOf), ...result.skipped.map(({ display }) => display)];
  const page = pageOf(
    await rulerFor([...excerpts.flatMap((excerpt) => excerpt?.text ?? []), ...texts]),
    color,
    columns,
  );
  const notes = (quiet ? [] : result.skipped).flatMap(({ display, reason }) =>
    page.paragraph(
      [
        { text: `${printable(display)}:`, style: 'dim', whole: true },
        { text: `not checked: ${reason}`, style: 'dim', gap: 1 },
      ],
      [0, 4],
    ),
  );
  return (function* () {
    for (const [index, diagnostic] of shown.entries())
      yield printed([...finding(diagnostic, excerpts[index], page), '']);
    yield printed([...notes, ...summary(result, quiet, page)]);
  })();
};

function printed(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}

function pageOf(ruler: Ruler, color: boolean, columns: number | undefined): Page {
  const width = columns && Math.max(columns, LEAST_COLUMNS);
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
  return {
    ruler,
    paint,
    columns: width ?? COLUMNS,
    paragraph: (pieces, indent) =>
      wrap(pieces, width ?? Infinity, indent, ruler).map((row) =>
        row.map(({ text, style }) => (style ? paint(style, text) : text)).join(''),
      ),
  };
}

/** What of a finding is laid out beside its line. */
function wordsOf({ file, message, related }: Diagnostic): string[] {
  return [file, message, ...related.flatMap((other) => [other.file, other.message])];
}

function finding(diagnostic: Diagnostic, excerpt: Excerpt | undefined, page: Page): string[] {
  const { file, line, column, severity, message, ruleId, related, step } = diagnostic;
  const place: Piece = { text: `${printable(file)}:${String(line)}:${String(column)}`, style: 'bold', whole: true };
  const says: Piece[] = [
    { text: severity, style: STYLE[severity] },
    { text: message },
    { text: ruleId, style: 'dim', whole: true },
  ];
  const inOne = page.paragraph([place, ...says], [0, 0]);
  // What does not fit beside the place stands below it, so that messages of a file begin in one column.
  const head = inOne.length === 1 ? inOne : [...page.paragraph([place], [0, 0]), ...page.paragraph(says, [4, 6])];
  const row = (label: string, words: string, ...where: string[]): string[] =>
    page.paragraph(
      [
        { text: `${label}: ${words}`, style: 'dim' },
        ...where.map((part, index): Piece => {
          const text = `${index === 0 ? '(' : ''}${part}${index === where.length - 1 ? ')' : ''}`;
          return { text, style: 'dim', whole: true, gap: index === 0 ? 2 : 1 };
        }),
      ],
      [4, 6],
    );
  const elsewhere = related.flatMap((other) =>
    row(step ? 'before' : 'related', other.message, ...placeOf(other, file, step !== undefined)),
  );
  const when =
    step?.source.type === 'git' ? row('after', `commit ${shortId(step.source.commit)}`, step.source.date) : [];
  return [...head, ...lines(diagnostic, excerpt, page), ...elsewhere, ...when];
}

/** Where a related place is, and in which commit; the earlier side of a change with its path, which may have been another. */
function placeOf({ file, line, commit, date }: Related, own: string, isEarlier: boolean): string[] {
  const where = file === own && !isEarlier ? `line ${String(line)}` : `${printable(file)}:${String(line)}`;
  if (commit === undefined) return [where];
  return [where, `in ${shortId(commit)}${date === undefined ? '' : ` of ${date}`}`];
}

function shortId(commit: string): string {
  return commit.slice(0, 7);
}

/** The offending line with a mark under the place. */
function lines({ line, severity }: Diagnostic, excerpt: Excerpt | undefined, page: Page): string[] {
  if (!excerpt || excerpt.text.trim() === '') return [];
  const { paint, columns, ruler } = page;
  const number = String(line);
  const { before, marked, after, indent, width } = frame(excerpt, columns - number.length - '   │ '.length, ruler);
  return [
    paint('dim', `  ${number} │ `) + before + paint(STYLE[severity], marked) + after,
    paint('dim', `  ${' '.repeat(number.length)} │ `) + ' '.repeat(indent) + paint(STYLE[severity], '^'.repeat(width)),
  ];
}

function summary(result: CheckResult, quiet: boolean, { paint, paragraph }: Page): string[] {
  const { summary: counts, diagnostics, sessions, skipped, changes, untold, fixed } = result;
  if (counts.files === 0 && changes) return ['no governed file has changed'];
  if (counts.files === 0) {
    if (skipped.length > 0) return [`nothing was checked: ${count(skipped.length, 'file')} left out`];
    const none = paragraph([{ text: nothingChecked(result) }], [0, 2]);
    return [...none, ...paragraph([{ text: result.isIgnoring ? IGNORES : WHERE }], [0, 2])];
  }
  const infos = quiet ? 0 : diagnostics.filter(({ severity }) => severity === 'info').length;
  const looked = [
    count(counts.documents, changes ? 'version' : 'document'),
    ...(sessions > 0 ? [count(sessions, 'session')] : []),
    ...(changes ? [count(counts.steps, 'change')] : []),
  ];
  const found = [
    counts.errors > 0 ? paint('red', count(counts.errors, 'error')) : '',
    counts.warnings > 0 ? paint('yellow', count(counts.warnings, 'warning')) + (quiet ? ' (not shown)' : '') : '',
    infos > 0 ? count(infos, 'info') : '',
  ].filter((part) => part !== '');
  const left = [
    counts.skipped > 0 ? `${String(counts.skipped)} not checked` : '',
    counts.unparsed > 0 ? `${String(counts.unparsed)} unreadable` : '',
    counts.baselined !== undefined && counts.baselined > 0 ? `${String(counts.baselined)} in the baseline` : '',
  ].filter((part) => part !== '');
  const parts = [
    ...listed(found.length > 0 ? found : ['no problems'], left.length > 0 ? ';' : ''),
    ...listed(left, ''),
  ];
  const total = paragraph(
    [
      { text: sign(counts, untold, paint), whole: true },
      { text: `${count(counts.files, 'file')} (${looked.join(', ')}):`, gap: 1 },
      ...parts.map((text) => ({ text, gap: 1, whole: true as const })),
    ],
    [0, 2],
  );
  return [...total, ...fixes(diagnostics, fixed).flatMap((text) => paragraph([{ text }], [2, 2]))];
}

/** What was fixed, and what can be. */
function fixes(diagnostics: readonly Diagnostic[], fixed: CheckResult['fixed']): string[] {
  const done = fixed.reduce((sum, { findings }) => sum + findings, 0);
  const left = diagnostics.filter(({ fixable }) => fixable).length;
  return [
    ...(done > 0 ? [`${count(done, 'finding')} fixed in ${count(fixed.length, 'file')}`] : []),
    ...(left > 0 ? [`${String(left)} fixable with --fix`] : []),
  ];
}

function sign({ errors, warnings }: CheckResult['summary'], untold: CheckResult['untold'], paint: Paint): string {
  if (errors > 0) return paint('red', '✖');
  // What has a history of its own is no part of this one.
  const isWhole = untold.every(({ elsewhere }) => elsewhere);
  return warnings > 0 || !isWhole ? paint('yellow', '⚠') : paint('green', '✔');
}

/** The parts with commas between them, and a sign after the last. */
function listed(parts: readonly string[], end: string): string[] {
  return parts.map((part, index) => part + (index < parts.length - 1 ? ',' : end));
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
