import { formOf, placeOf, removeLines } from '../../document/text-form.js';
import { type Removed, Unexpected } from './piece.js';

const BEGIN = '# >>> stategate >>>';
const END = '# <<< stategate <<<';

/** By name, or by the program of an installation that is not named so. */
const CHECK = /(?:\bstategate\b|[/\\]dist[/\\]cli[/\\]bin\.cjs).* check\b.*--staged/u;

/** The whole of a hook that does nothing else. */
export interface OwnHook {
  readonly text: string;
  /** What it runs, as it goes into a hook that does other things too. */
  readonly command: string;
}

/** A hook as git runs it. */
export function plainHook(command: string): OwnHook {
  return { text: `#!/bin/sh\nexec ${command}\n`, command };
}

/** A hook as husky runs it: by a shell that ends with the first command that fails. */
export function huskyHook(command: string): OwnHook {
  return { text: `${command}\n`, command };
}

/**
 * Puts the command into a hook. In one that is there already it goes to the top, between marks: whatever follows may
 * end the shell, and need not tell of a failure before it.
 */
export function addToHook(text: string | undefined, own: OwnHook): string {
  if (text === undefined || text.trim() === '') return own.text;
  if (isWired(text)) return text;
  const { eol } = formOf(text);
  const lines = text.split('\n');
  const [first = ''] = lines;
  if (first.startsWith('#!') && !isShell(first)) {
    throw new Unexpected(`a hook that no shell runs (${first.trim()}); have it run: ${own.command}`, placeOf(text, 0));
  }
  const block = [BEGIN, `${own.command} || exit $?`, END].map((line) => line + eol.replace('\n', ''));
  lines.splice(topOf(lines), 0, ...block);
  return lines.join('\n');
}

/** Takes the command out of a hook. A hook that does nothing else is taken away. */
export function removeFromHook(text: string): Removed {
  const [, alone] = /^(?:#!\/bin\/sh\nexec )?([^\n]* check --staged)\n$/u.exec(text) ?? [];
  if (alone !== undefined && CHECK.test(alone)) return { text: undefined };
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from >= 0 && to > from) {
    const inner = text.slice(from, to).trim().split('\n');
    if (inner.length === 2 && / check --staged \|\| exit \$\?\s*$/u.test(inner[1] ?? ''))
      return { text: removeLines(text, from, to) };
  }
  return isWired(text) ? { text, left: ['what runs stategate has been changed since, and was left'] } : { text };
}

/** Whether a hook runs the check. */
export function isWired(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*#/u.test(line) && CHECK.test(line));
}

/** The line before which the command goes: below `#!`, and below what makes older versions of husky start the hook again. */
function topOf(lines: readonly string[]): number {
  const husky = lines.findIndex((line) => /^\s*(?:\.|source)\s.*husky\.sh/u.test(line));
  return husky >= 0 ? husky + 1 : lines[0]?.startsWith('#!') ? 1 : 0;
}

function isShell(shebang: string): boolean {
  return /[/\s](?:ba|da|k|z|a)?sh(?:\s|$)/u.test(shebang.trim());
}
