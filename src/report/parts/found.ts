import type { Diagnostic, Severity } from '../../lint/diagnostic.js';
import { count } from './figures.js';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** How many findings there are of each severity that there are any of. */
export function found(diagnostics: readonly Diagnostic[]): { readonly severity: Severity; readonly number: number }[] {
  return SEVERITIES.map((severity) => ({
    severity,
    number: diagnostics.reduce((sum, one) => (one.severity === severity ? sum + 1 : sum), 0),
  })).filter(({ number }) => number > 0);
}

/** The same in words. */
export function foundWords(diagnostics: readonly Diagnostic[]): string {
  const words = found(diagnostics).map(({ severity, number }) => count(number, severity));
  return words.length > 0 ? words.join(', ') : 'no problems';
}
