import type { Diagnostic, Severity } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';
import { elsewhere } from './parts/elsewhere.js';
import { figures } from './parts/figures.js';
import { pathsFrom } from './parts/paths.js';
import { shown } from './parts/shown.js';

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
export const format: Format = function* (result, options) {
  const inRepository = pathsFrom(options.cwd);
  const commands: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const diagnostic of shown(result, options)) {
    commands[diagnostic.severity] += 1;
    yield annotation(diagnostic, inRepository);
  }
  for (const { display, reason } of options.quiet ? [] : result.skipped) {
    commands.info += 1;
    const file = inRepository(display);
    yield command('notice', { file: printable(file, '\r\n'), title: 'stategate' }, [`${file}: not checked: ${reason}`]);
  }
  yield `stategate: ${figures(result)}\n`;
  if (Math.max(...Object.values(commands)) > MOST_SHOWN) {
    yield `stategate: GitHub shows ${MOST_SHOWN} errors, ${MOST_SHOWN} warnings and ${MOST_SHOWN} notices of a step beside their lines; this log has all of them\n`;
  }
};

function annotation(diagnostic: Diagnostic, inRepository: (file: string) => string): string {
  const { severity, line, column, endLine, endColumn, ruleId, message } = diagnostic;
  const file = inRepository(diagnostic.file);
  const says = [`${file}:${line}:${column} ${message}`, ...elsewhere(diagnostic, inRepository)];
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
