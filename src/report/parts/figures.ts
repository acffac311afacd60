import type { CheckResult } from '../../check/check.js';
import type { Summary } from '../../lint/diagnostic.js';

/** What was looked at and what came of it, in one line that holds nothing from the checked tree. */
export function figures(result: CheckResult): string {
  const { diagnostics, summary } = result;
  if (isNothing(summary)) return looked(result);
  const infos = diagnostics.filter(({ severity }) => severity === 'info').length;
  const found = [
    count(summary.errors, 'error'),
    count(summary.warnings, 'warning'),
    ...(infos > 0 ? [count(infos, 'info')] : []),
  ];
  return [`${extent(result)}: ${found.join(', ')}`, ...left(summary)].join('; ');
}

/** The same without what was found. */
export function looked(result: CheckResult): string {
  const { summary } = result;
  if (isNothing(summary)) return nothingChecked(result);
  return [extent(result), ...left(summary)].join('; ');
}

/** What is told where nothing was checked. */
export function nothingChecked({ changes, isIgnoring }: CheckResult): string {
  const words = changes ? 'has changed' : isIgnoring ? 'was found that the configuration does not ignore' : 'was found';
  return `nothing was checked: no governed file ${words}`;
}

function isNothing({ files, skipped }: Summary): boolean {
  return files + skipped === 0;
}

function extent({ summary: { files, documents, steps }, changes }: CheckResult): string {
  const parts = [count(documents, changes ? 'version' : 'document'), ...(changes ? [count(steps, 'change')] : [])];
  return `${count(files, 'file')} (${parts.join(', ')})`;
}

function left({ skipped, unparsed, baselined = 0 }: Summary): string[] {
  const parts = [
    ...(skipped > 0 ? [`${skipped} not checked`] : []),
    ...(unparsed > 0 ? [`${unparsed} unreadable`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
  ];
  return parts.length > 0 ? [parts.join(', ')] : [];
}

/** A number of things. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
