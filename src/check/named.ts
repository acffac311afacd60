import path from 'node:path';
import { isInside } from '../document/read.js';
import { Fault } from '../lint/fault.js';
import { fill } from '../lint/message.js';
import { displayPath } from '../workspace/paths.js';
import { parsePattern } from '../workspace/pattern.js';
import { isThere, standingFrom } from '../workspace/standing.js';

/** Files that were named, though they need not be there any more. */
export interface Named {
  /** Whether a file (absolute, with `/`, links followed) is one of them or lies below one. */
  readonly has: (file: string) => boolean;
  /** Throws a `Fault` for names that mean nothing: there is no such thing, nor is any file that was asked about. */
  readonly refuseMissing: () => void;
}

interface Name {
  readonly text: string;
  readonly folder: string;
  readonly matches: (relative: string) => boolean;
  /** Whether it is known to mean something. A glob may well match nothing that has changed. */
  isMeant: boolean;
}

/**
 * Takes paths and globs as `check` does for files: what is there under the very name is no glob.
 *
 * Throws a `Fault` for a glob that is not taken, and for an empty name: an unset variable in a script should not mean all
 * there is.
 *
 * @param top the folder that holds every file that is asked about
 */
export function filesNamed(names: readonly string[], cwd: string, top: string): Named {
  const realOf = standingFrom(cwd);
  /** Of what lies elsewhere nothing can have changed here. */
  const isHere = (folder: string): boolean =>
    isInside(path.resolve(top), folder) || isInside(folder, path.resolve(top));
  const all = (names.length > 0 ? names : ['.']).map((text): Name => {
    if (text === '') throw new Fault(noMatch(text));
    const literal = path.resolve(cwd, text);
    const pattern = isThere(literal) ? undefined : parsePattern(text);
    if (pattern && 'refused' in pattern) {
      throw new Fault(fill('the glob "{glob}" is not taken: {reason}', { glob: text, reason: pattern.refused }));
    }
    if (!pattern) {
      const folder = realOf(literal).real;
      return { text, folder, matches: () => true, isMeant: isThere(literal) && isHere(folder) };
    }
    const folder = realOf(path.resolve(cwd, pattern.base)).real;
    return { text, folder, matches: pattern.matches, isMeant: isHere(folder) };
  });
  return {
    has: (file) => {
      const absolute = path.resolve(file);
      const found = all.filter(
        ({ folder, matches }) => isInside(folder, absolute) && matches(displayPath(folder, absolute)),
      );
      for (const name of found) name.isMeant = true;
      return found.length > 0;
    },
    refuseMissing: () => {
      const missing = all.filter(({ isMeant }) => !isMeant);
      if (missing.length > 0) throw new Fault(missing.map(({ text }) => noMatch(text)).join('\n'));
    },
  };
}

function noMatch(name: string): string {
  return fill('no file, folder or match for "{name}"', { name });
}
