import type { Diagnostic } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import type { Format } from './format.js';
import { elsewhere } from './parts/elsewhere.js';
import { figures } from './parts/figures.js';
import { shown } from './parts/shown.js';

/**
 * For a coding agent, which pays for every word and reads no colours: each finding in one line, with its place in the
 * text and in the document, what is wrong and what proves it; then one line with the figures.
 */
export const format: Format = function* (result, options) {
  const findings = shown(result, options);
  for (const diagnostic of findings) yield `${printable(line(diagnostic))}\n`;
  for (const { display, reason } of options.quiet ? [] : result.skipped) {
    yield `${printable(`${display} not checked: ${reason}`)}\n`;
  }
  const [{ ruleId } = { ruleId: undefined }] = findings;
  const next = ruleId === undefined ? '' : `; \`stategate explain ${ruleId}\` tells more of a rule`;
  yield `stategate: ${figures(result)}${next}\n`;
};

function line(diagnostic: Diagnostic): string {
  const { file, line, column, severity, ruleId, pointer, message, fixable } = diagnostic;
  const place = [`${file}:${line}:${column}`, severity, ruleId, ...(pointer === '' ? [] : [`at ${pointer}`])].join(' ');
  return [`${place}: ${message}`, ...elsewhere(diagnostic), ...(fixable ? ['fixable with --fix'] : [])].join('; ');
}
