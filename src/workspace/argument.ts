import { statSync } from 'node:fs';
import path from 'node:path';
import { isThere } from './standing.js';

/** What an argument of the command line means. Paths are absolute. */
export type Argument =
  | { readonly type: 'file'; readonly path: string }
  | {
      readonly type: 'folder';
      readonly path: string;
      /** For a glob that leads to the folder: whether it matches a path relative to the folder, with `/`. */
      readonly matches?: (relative: string) => boolean;
    }
  | { readonly type: 'missing' }
  /** A glob that is not taken, and why. */
  | { readonly type: 'refused'; readonly reason: string };

/**
 * Tells file, folder and glob apart. What is there under the very name is never a glob, so that names with `[` or `*`
 * can be given as they are. A folder that bears the name of a governed file counts as a file: reading it tells what is
 * wrong.
 */
export async function readArgument(
  argument: string,
  cwd: string,
  isGoverned: (file: string) => boolean,
): Promise<Argument> {
  // An unset variable in a script should not mean the whole working directory.
  if (argument === '') return { type: 'missing' };
  const named = path.resolve(cwd, argument);
  if (isThere(named)) return { type: isFolder(named) && !isGoverned(named) ? 'folder' : 'file', path: named };
  // Loaded here, so that a plain name does not wait for the glob library.
  const { parsePattern } = await import('./pattern.js');
  const pattern = parsePattern(argument);
  if (pattern && 'refused' in pattern) return { type: 'refused', reason: pattern.refused };
  if (!pattern) return { type: 'missing' };
  const base = path.resolve(cwd, pattern.base);
  return isFolder(base) ? { type: 'folder', path: base, matches: pattern.matches } : { type: 'missing' };
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
