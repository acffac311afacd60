import { styleText } from 'node:util';
import type { CheckResult } from '../lint/check.js';
import type { Diagnostic, Severity } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';
import { frame } from './pretty/frame.js';
import { type Ruler, rulerFor } from './pretty/ruler.js';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** As wide as the narrowest terminal that people use; messages are left to the terminal to wrap. */
const COLUMNS = 80;

const WHERE = 'stategate looks in agents/ and .spectre/ folders that git does not ignore; see stategate check --help';

/** For people at a terminal: each finding with its line, then what was looked at and what came of it. */
export const format: Format = async (result, { color, quiet }) => {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
  const shown = quiet ? result.diagnostics.filter(({ severity }) => severity === 'error') : result.diagnostics;
  const excerpts = shown.map((diagnostic) => result.excerpt(diagnostic));
  const ruler = await rulerFor(excerpts.flatMap((excerpt) => excerpt?.text ?? []));
  const findings = shown.map((diagnostic, index) => finding(diagnostic, excerpts[index], ruler, paint));
  const notes = (quiet ? [] : result.skipped).map(({ display, reason }) =>
    paint('dim', `${printable(display)}: not checked: ${reason}`),
  );
  return [...findings, ...notes, summary(result, quiet, paint)].join('\n') + '\n';
};

function finding(diagnostic: Diagnostic, excerpt: Excerpt | undefined, ruler: Ruler, paint: Paint): string {
  const { file, line, column, severity, message, ruleId, related } = diagnostic;
  const place = paint('bold', `${printable(file)}:${String(line)}:${String(column)}`);
  const head = `${place}  ${paint(STYLE[severity], severity)}  ${message}  ${paint('dim', ruleId)}`;
  const elsewhere = related.map((other) => {
    const where = other.file === file ? `line ${String(other.line)}` : `${printable(other.file)}:${String(other.line)}`;
    return paint('dim', `    related: ${other.message}  (${where})`);
  });
  return [head, ...lines(diagnostic, excerpt, ruler, paint), ...elsewhere, ''].join('\n');
}

/** The offending line with a mark under the place. */
function lines({ line, severity }: Diagnostic, excerpt: Excerpt | undefined, ruler: Ruler, paint: Paint): string[] {
  if (!excerpt || excerpt.text.trim() === '') return [];
  const number = String(line);
  const { before, marked, after, indent, width } = frame(excerpt, COLUMNS - number.length - '   │ '.length, ruler);
  return [
    paint('dim', `  ${number} │ `) + before + paint(STYLE[severity], marked) + after,
    paint('dim', `  ${' '.repeat(number.length)} │ `) + ' '.repeat(indent) + paint(STYLE[severity], '^'.repeat(width)),
  ];
}

function summary(
  { summary: counts, diagnostics, sessions, skipped }: CheckResult,
  quiet: boolean,
  paint: Paint,
): string {
  if (counts.files === 0) {
    if (skipped.length > 0) return `nothing was checked: ${count(skipped.length, 'file')} left out`;
    return `nothing was checked: no governed file was found\n${WHERE}`;
  }
  const infos = quiet ? 0 : diagnostics.filter(({ severity }) => severity === 'info').length;
  const looked = [count(counts.documents, 'document'), ...(sessions > 0 ? [count(sessions, 'session')] : [])];
  const found = [
    counts.errors > 0 ? paint('red', count(counts.errors, 'error')) : '',
    counts.warnings > 0 ? paint('yellow', count(counts.warnings, 'warning')) + (quiet ? ' (not shown)' : '') : '',
    infos > 0 ? count(infos, 'note') : '',
  ];
  const left = [
    counts.skipped > 0 ? `${String(counts.skipped)} not checked` : '',
    counts.unparsed > 0 ? `${String(counts.unparsed)} unreadable` : '',
  ];
  return [
    `${sign(counts, paint)} ${count(counts.files, 'file')} (${looked.join(', ')}): ${listed(found) || 'no problems'}`,
    ...(listed(left) ? [listed(left)] : []),
  ].join('; ');
}

function sign({ errors, warnings }: CheckResult['summary'], paint: Paint): string {
  if (errors > 0) return paint('red', '✖');
  return warnings > 0 ? paint('yellow', '⚠') : paint('green', '✔');
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
