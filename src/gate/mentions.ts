import type { Diagnostic } from '../lint/diagnostic.js';
import type { Entry } from './ledger/state.js';

/** Of what was wrong with a file before it was touched, the errors that the agent has not been told yet. */
export function unmentioned(entry: Entry | undefined, standing: readonly Diagnostic[]): Diagnostic[] {
  return standing.filter(
    ({ severity, fingerprint }) => severity === 'error' && entry?.mentioned?.includes(fingerprint) !== true,
  );
}
