import type { CheckResult } from '../../check/check.js';
import type { CheckFlags } from './flags.js';

/** What a check comes to: 0, 1 for findings, or 2 where not all was seen or written, which must not pass for a check. */
export function exitCodeOf(result: CheckResult, flags: CheckFlags): number {
  const { summary, unreadable, unwritten, untold } = result;
  if (
    unreadable.length > 0 ||
    unwritten.length > 0 ||
    sawNoChange(result, flags) ||
    untold.some(({ elsewhere, shallow }) => !elsewhere && !(shallow && flags.allowShallow))
  )
    return 2;
  const isGrave = summary.errors > 0 || (flags.failOn === 'warning' && summary.warnings > 0);
  return isGrave || hasManyWarnings(result, flags) ? 1 : 0;
}

/** Whether a history was asked for in which nothing governed has changed. */
export function sawNoChange({ summary }: CheckResult, { history }: CheckFlags): boolean {
  return history !== undefined && summary.steps === 0;
}

/** Whether there are more warnings than allowed. */
export function hasManyWarnings({ summary }: CheckResult, { maxWarnings }: CheckFlags): boolean {
  return maxWarnings !== undefined && summary.warnings > maxWarnings;
}
