import type { Told } from './checking.js';
import type { History } from './history.js';

/** A history for a reader: every version, and what is told of it. */
export function tell({ subject, granularity, versions }: History, told: readonly Told[]): string {
  const steps = versions.map(({ file, value, isCopy }, step) => {
    const own = told.filter((one) => one.step === step);
    const head = `step ${String(step)}: ${file}${isCopy ? ', a copy' : ''}`;
    const text = value === undefined ? 'removed' : JSON.stringify(value);
    return [head, text, ...(own.length > 0 ? [`told:\n${textsOf(own)}`] : [])].join('\n');
  });
  return [`${subject.schema}, ${granularity}`, ...steps].join('\n');
}

/** Diagnostics, one a line, in an order that does not depend on theirs. */
export function textsOf(told: readonly Told[]): string {
  return told
    .map(
      ({ step, rule, severity, file, pointer }) => `  step ${String(step)}: ${severity} ${rule} at ${file} ${pointer}`,
    )
    .sort()
    .join('\n');
}
