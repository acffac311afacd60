import type { Diagnostic } from '../lint/diagnostic.js';
import { printable } from '../lint/message.js';
import { COMMAND } from './command.js';

/** What a model is told at most: enough to act on, little enough to be read. */
const MOST_LINES = 10;
const MOST_CHARACTERS = 2_000;

/**
 * Why something is held up, in words for a model: what happened, a line for each finding, and what to do about it.
 *
 * @param lead what happened, in one line
 * @param advice what to do, a line each; kept whole when the findings are too many
 */
export function reasonOf(lead: string, findings: readonly Diagnostic[], advice: readonly string[]): string {
  const rules = [...new Set(findings.map(({ ruleId }) => ruleId))].slice(0, 3);
  const more = rules.map((id) => `${COMMAND} explain ${id}`).join(', ');
  const end = [...advice, ...(more === '' ? [] : [`more: ${more}`])].map((line) => printable(line));
  const room = MOST_CHARACTERS - [lead, ...end].join('\n').length;
  return [printable(lead), ...fitting(findings.map(lineOf), room), ...end].join('\n').slice(0, MOST_CHARACTERS);
}

/** A finding in one line: where, what, and by which rule. */
export function lineOf({ file, pointer, message, ruleId }: Diagnostic): string {
  return `- ${printable(file)}${pointer === '' ? '' : ` ${printable(pointer)}`}: ${message} [${ruleId}]`;
}

/** As many lines as there is room for, and how many others there are. */
export function fitting(lines: readonly string[], room: number): string[] {
  const taken: string[] = [];
  let left = room;
  for (const [index, line] of lines.entries()) {
    const rest = lines.length - index;
    const end = `… and ${rest} more`;
    if (taken.length === MOST_LINES - 1 && rest > 1) return [...taken, end];
    const needed = line.length + 1 + (rest > 1 ? end.length + 1 : 0);
    if (needed > left)
      return taken.length > 0 || rest > 1 ? [...taken, end] : [`${line.slice(0, Math.max(0, left - 2))}…`];
    taken.push(line);
    left -= line.length + 1;
  }
  return taken;
}
