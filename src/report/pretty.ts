import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { CheckResult } from '../lint/check.js';
import type { Diagnostic, Severity } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** For people at a terminal: each finding with its line, then what was looked at and what came of it. */
const pretty: Format = (result, { color, quiet }) => {
  const paint: Paint = color ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
  const shown = quiet ? result.diagnostics.filter(({ severity }) => severity === 'error') : result.diagnostics;
  const findings = shown.map((diagnostic) => finding(diagnostic, result, paint));
  const notes = [
    ...(quiet ? [] : result.skipped.map(({ display, reason }) => `${display}: not checked: ${reason}`)),
    ...result.obstacles.map(({ display, reason }) => `${display}: ${reason}`),
  ].map((note) => paint('dim', printable(note)));
  return [...findings, ...notes, summary(result, paint)].join('\n') + '\n';
};

export default pretty;

function finding(diagnostic: Diagnostic, { excerpt }: CheckResult, paint: Paint): string {
  const { file, line, column, severity, message, ruleId, related } = diagnostic;
  const place = paint('bold', `${printable(file)}:${String(line)}:${String(column)}`);
  const head = `${place}  ${paint(STYLE[severity], severity)}  ${message}  ${paint('dim', ruleId)}`;
  const elsewhere = related.map((other) => {
    const where = other.file === file ? `line ${String(other.line)}` : `${printable(other.file)}:${String(other.line)}`;
    return paint('dim', `    related: ${other.message}  (${where})`);
  });
  return [head, ...frame(diagnostic, excerpt(diagnostic), paint), ...elsewhere, ''].join('\n');
}

/** The offending line with a mark under the place. */
function frame(diagnostic: Diagnostic, excerpt: ReturnType<CheckResult['excerpt']>, paint: Paint): string[] {
  if (!excerpt || excerpt.text.trim() === '') return [];
  const number = String(diagnostic.line);
  const gutter = ' '.repeat(number.length);
  const indent = excerpt.text.length - excerpt.text.trimStart().length;
  const cut = Math.min(indent, excerpt.start);
  // Escapes change the width, so the mark is placed by what is printed, not by the columns of the file.
  const before = printable(excerpt.text.slice(cut, excerpt.start));
  const marked = printable(excerpt.text.slice(excerpt.start, excerpt.end));
  const after = printable(excerpt.text.slice(excerpt.end)).trimEnd();
  const mark = '^'.repeat(Math.max(1, stringWidth(marked)));
  return [
    paint('dim', `  ${number} │ `) + before + paint(STYLE[diagnostic.severity], marked) + after,
    paint('dim', `  ${gutter} │ `) + ' '.repeat(stringWidth(before)) + paint(STYLE[diagnostic.severity], mark),
  ];
}

function summary({ summary: counts, diagnostics, sessions }: CheckResult, paint: Paint): string {
  const infos = diagnostics.filter(({ severity }) => severity === 'info').length;
  const looked = `${count(counts.files, 'file')} (${count(counts.documents, 'document')}, ${count(sessions, 'session')})`;
  const left = [
    counts.skipped > 0 ? `${String(counts.skipped)} not checked` : '',
    counts.unparsed > 0 ? `${String(counts.unparsed)} unreadable` : '',
  ].filter((part) => part !== '');
  const tail = left.length > 0 ? `; ${left.join(', ')}` : '';
  if (counts.files === 0 && counts.skipped === 0) {
    return 'no governed files found; stategate looks for agents/ and .spectre/ folders (see stategate check --help)';
  }
  if (counts.errors + counts.warnings + infos === 0) return `${paint('green', '✔')} ${looked}: no problems${tail}`;
  const found = [
    counts.errors > 0 ? paint('red', count(counts.errors, 'error')) : '',
    counts.warnings > 0 ? paint('yellow', count(counts.warnings, 'warning')) : '',
    infos > 0 ? count(infos, 'note') : '',
  ].filter((part) => part !== '');
  const sign = counts.errors > 0 ? paint('red', '✖') : paint('yellow', '⚠');
  return `${sign} ${looked}: ${found.join(', ')}${tail}`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
