import type { Diagnostic } from '../../lint/diagnostic.js';
import { divided, wordsOf } from '../../lint/divided.js';
import { LISTED } from '../../lint/tally.js';
import type { Fix, Look } from './look.js';

/** Whether what was to be mended is told no more: of what is told several times in the same words, each counts. */
export function areGone(fixes: readonly Fix[], before: Look, after: Look): boolean {
  const ruleOf = ({ file, ruleId }: Diagnostic): string => `${file}\0${ruleId}`;
  const listed = countBy(before.diagnostics, ruleOf);
  const [was, is] = [countBy(before.diagnostics, keyOf), countBy(after.diagnostics, keyOf)];
  // Where more is wrong than is listed, what was not listed takes the place of what is gone.
  const counted = fixes.map(({ diagnostic }) => diagnostic).filter((one) => (listed.get(ruleOf(one)) ?? 0) < LISTED);
  return [...countBy(counted, keyOf)].every(([key, count]) => (is.get(key) ?? 0) <= (was.get(key) ?? 0) - count);
}

/** Whether all that was let pass still is, or is gone: a fix may have moved it to another place, where nobody knows it. */
export function keepsPassed(fixes: readonly Fix[], before: Look, after: Look): boolean {
  const told = ({ diagnostics, passed }: Look): Map<string, number> =>
    countBy(
      diagnostics.filter((one) => !passed.has(one)),
      keyOf,
    );
  const [was, is] = [told(before), told(after)];
  const mended = countBy(
    fixes.map(({ diagnostic }) => diagnostic),
    keyOf,
  );
  const keys = new Set([...before.passed].map(keyOf));
  return [...keys].every((key) => (is.get(key) ?? 0) <= (was.get(key) ?? 0) - (mended.get(key) ?? 0));
}

/** What is told in the same words of the same file. */
function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.file}\0${wordsOf(diagnostic)}`;
}

/** Whether an error has come. As the gate has it: what was wrong before is not held against a change. */
export function bringsError(before: Look, after: Look): boolean {
  const files = new Set(after.diagnostics.map(({ file }) => file));
  return [...files].some((file) => {
    const [was, is] = [before, after].map(({ diagnostics }) => diagnostics.filter((one) => one.file === file));
    return divided(was ?? [], is ?? []).introduced.some(({ severity }) => severity === 'error');
  });
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}
