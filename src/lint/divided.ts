import type { Diagnostic } from './diagnostic.js';

/** What is wrong after a change. */
export interface Divided {
  /** What it brings. */
  readonly introduced: readonly Diagnostic[];
  /** What was wrong before and still is. */
  readonly standing: readonly Diagnostic[];
}

/**
 * Divides what is wrong now by whether it was wrong before. A finding is the same where rule, place and value are; or,
 * where elements have moved, where it is told in the same words. A text that could not be read at all has but one thing
 * wrong with it, wherever it is found.
 */
export function divided(before: readonly Diagnostic[], now: readonly Diagnostic[]): Divided {
  const fingerprints = new Set(before.map(({ fingerprint }) => fingerprint));
  const words = new Map<string, number>();
  for (const diagnostic of before) words.set(wordsOf(diagnostic), (words.get(wordsOf(diagnostic)) ?? 0) + 1);
  const unreadable = before.some(isUnreadable);
  const introduced: Diagnostic[] = [];
  const standing: Diagnostic[] = [];
  for (const diagnostic of now) {
    const key = wordsOf(diagnostic);
    const left = words.get(key) ?? 0;
    const isSame = fingerprints.size > 0 && fingerprints.has(diagnostic.fingerprint);
    const isOld = isSame || left > 0 || (unreadable && isUnreadable(diagnostic));
    if (left > 0) words.set(key, left - 1);
    (isOld ? standing : introduced).push(diagnostic);
  }
  return { introduced, standing };
}

/** What a finding says, wherever it stands. */
export function wordsOf({ ruleId, message }: Diagnostic): string {
  return `${ruleId}\0${message}`;
}

const READING: ReadonlySet<string> = new Set(['syntax', 'unreadable-file', 'encoding']);

function isUnreadable({ ruleId }: Diagnostic): boolean {
  return READING.has(ruleId);
}
