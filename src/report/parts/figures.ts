import type { CheckResult } from '../../check/check.js';

/** What was looked at and what came of it, in one line that holds nothing from the checked tree. */
export function figures({ summary: counts, diagnostics, changes }: CheckResult): string {
  const { files, documents, steps, skipped, unparsed, errors, warnings, baselined = 0 } = counts;
  if (files + skipped === 0) {
    return `nothing was checked: no governed file ${changes ? 'has changed' : 'was found'}`;
  }
  const infos = diagnostics.filter(({ severity }) => severity === 'info').length;
  const looked = [count(documents, changes ? 'version' : 'document'), ...(changes ? [count(steps, 'change')] : [])];
  const found = [count(errors, 'error'), count(warnings, 'warning'), ...(infos > 0 ? [count(infos, 'note')] : [])];
  const left = [
    ...(skipped > 0 ? [`${skipped} not checked`] : []),
    ...(unparsed > 0 ? [`${unparsed} unreadable`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
  ];
  const parts = [found.join(', '), ...(left.length > 0 ? [left.join(', ')] : [])];
  return `${count(files, 'file')} (${looked.join(', ')}): ${parts.join('; ')}`;
}

/** A number of things. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
