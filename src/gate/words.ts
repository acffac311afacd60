import type { Diagnostic } from '../lint/diagnostic.js';
import { reasonOf } from './reason.js';
import type { Refusal } from './look-into.js';
import { COMMAND } from './command.js';

/** Why a tool call must not be made. */
export function deniedFor(file: string, errors: readonly Diagnostic[], advice: readonly string[]): string {
  return reasonOf(`stategate: nothing was written: this call would make ${file} illegal`, errors, [
    ...advice,
    'make one call that leaves the file legal',
  ]);
}

/** Why what was done must be mended. */
export function blockedFor(refusals: readonly Refusal[], isEnd: boolean): string {
  const files = refusals.map(({ file }) => file);
  const named = files.slice(0, 3).join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
  const lead = isEnd
    ? `stategate: before you stop: the change of ${named} is illegal and still stands`
    : `stategate: the change of ${named} is illegal`;
  const errors = refusals.flatMap((refusal) => refusal.errors);
  return reasonOf(lead, errors, [
    'mend it with one legal edit, counted from the last accepted content, or go back:',
    `${COMMAND} restore ${files.slice(0, 3).map(quoted).join(' ')}`,
  ]);
}

/** What was wrong before: told, and nothing held up. */
export function standingIn(diagnostics: readonly Diagnostic[]): string {
  return reasonOf(
    'stategate: this was wrong before you touched it, and still is; it does not hold you up',
    diagnostics,
    [],
  );
}

function quoted(name: string): string {
  return /^[\w./@+-]+$/u.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

/** Why the end must wait: what was written agrees with itself, but not with the rest. */
export function inconsistent(errors: readonly Diagnostic[]): string {
  return reasonOf('stategate: before you stop: what these files say does not agree', errors, []);
}
