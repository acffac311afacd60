import path from 'node:path';
import type { CheckResult } from '../check/check.js';
import type { Diagnostic, Related, Severity } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import { displayPath } from '../workspace/paths.js';
import { realPath, topOf } from '../workspace/standing.js';
import type { Format } from './format.js';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Of each sort of annotation GitHub shows as many of a step. */
const MOST_SHOWN = 10;

/**
 * Workflow commands for GitHub, which shows them beside the lines of a pull request; the summary after them.
 *
 * The runner prints only the message of a command, and shows no more than ten of a sort: so the message begins with the
 * place, and the log tells everything. A line that is no command holds nothing from the checked tree, in which the
 * runner could find a command.
 */
export const format: Format = function* (result, { quiet, cwd = '.' }) {
  const inRepository = pathsFrom(cwd);
  const shown: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const diagnostic of result.diagnostics) {
    const { severity } = diagnostic;
    if (quiet && severity !== 'error') continue;
    shown[severity] += 1;
    yield annotation(diagnostic, inRepository);
  }
  for (const { display, reason } of quiet ? [] : result.skipped) {
    shown.info += 1;
    const file = inRepository(display);
    yield command('notice', { file: printable(file, '\r\n'), title: 'stategate' }, [`${file}: not checked: ${reason}`]);
  }
  yield `stategate: ${summary(result)}\n`;
  if (Math.max(...Object.values(shown)) > MOST_SHOWN) {
    yield `stategate: GitHub shows ${MOST_SHOWN} errors, ${MOST_SHOWN} warnings and ${MOST_SHOWN} notices of a step beside their lines; this log has all of them\n`;
  }
};

function annotation(diagnostic: Diagnostic, inRepository: (file: string) => string): string {
  const { severity, line, column, endLine, endColumn, ruleId, message, related, step } = diagnostic;
  const label = step ? 'before' : 'related';
  const file = inRepository(diagnostic.file);
  const says = [
    `${file}:${line}:${column} ${message}`,
    ...related.map((other) => `${label}: ${other.message} (${placeOf(other, file, inRepository)})`),
  ];
  const properties = {
    file: printable(file, '\r\n'),
    line,
    // Columns hold within one line; GitHub refuses them where the lines differ.
    ...(line === endLine && { col: column }),
    endLine,
    ...(line === endLine && { endColumn }),
    title: `${ruleId} (stategate)`,
  };
  return command(COMMAND[severity], properties, says);
}

function placeOf(related: Related, file: string, inRepository: (file: string) => string): string {
  const other = inRepository(related.file);
  const where = other === file ? `line ${related.line}` : `${other}:${related.line}`;
  return related.commit === undefined ? where : `${where} in commit ${related.commit.slice(0, 7)}`;
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = message.map((row) => printable(row)).join('\n');
  return `::${name} ${list.join(',')}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Files are relative to the working directory; GitHub knows them by their paths from the top of the repository. */
function pathsFrom(cwd: string): (file: string) => string {
  const absolute = path.resolve(cwd);
  const real = realPath(absolute) ?? absolute;
  const top = topOf(real) ?? real;
  return (file) => displayPath(top, path.resolve(real, file));
}

function summary({ summary: counts, diagnostics, changes }: CheckResult): string {
  const { files, documents, steps, skipped, unparsed, errors, warnings } = counts;
  if (files + skipped === 0) {
    return `nothing was checked: no governed file ${changes ? 'has changed' : 'was found'}`;
  }
  const infos = diagnostics.filter(({ severity }) => severity === 'info').length;
  const looked = [count(documents, changes ? 'version' : 'document'), ...(changes ? [count(steps, 'change')] : [])];
  const found = [count(errors, 'error'), count(warnings, 'warning'), ...(infos > 0 ? [count(infos, 'note')] : [])];
  const left = [
    ...(skipped > 0 ? [`${skipped} not checked`] : []),
    ...(unparsed > 0 ? [`${unparsed} unreadable`] : []),
  ];
  const parts = [found.join(', '), ...(left.length > 0 ? [left.join(', ')] : [])];
  return `${count(files, 'file')} (${looked.join(', ')}): ${parts.join('; ')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
