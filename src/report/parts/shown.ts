import type { CheckResult } from '../../check/check.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import type { FormatOptions } from '../format.js';

/** The findings that a report tells. */
export function shown(
  { diagnostics }: Pick<CheckResult, 'diagnostics'>,
  { quiet }: Pick<FormatOptions, 'quiet'>,
): readonly Diagnostic[] {
  return quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics;
}
