import path, { type PlatformPath } from 'node:path';
import { compileGlob } from './glob-match.js';
import { parseGlob, RefusedGlob } from './glob-syntax.js';

/** A glob, taken apart. */
export interface Pattern {
  /** The leading folders without magic, as written; empty for the working directory. */
  readonly base: string;
  /** Whether the glob matches a path (relative to the base, with `/`) or a folder that it stands in. */
  readonly matches: (relative: string) => boolean;
}

/** Why a glob is not taken. */
export interface Refusal {
  readonly refused: string;
}

/** Reads a path as a glob; `undefined` if nothing in it is magic. On Windows `\\` separates folders and escapes nothing. */
export function parsePattern(text: string, flavour: PlatformPath = path): Pattern | Refusal | undefined {
  const glob = flavour.sep === '\\' ? text.replaceAll('\\', '/') : text;
  const firstMagic = glob.search(/[*?[\]{}()\\]/u);
  if (firstMagic < 0) return undefined;
  const refusal = refusalOf(glob);
  if (refusal) return refusal;
  if (!parseGlob(glob, false).magic) return undefined;
  const end = glob.lastIndexOf('/', firstMagic) + 1;
  return { base: glob.slice(0, end), matches: matcher(glob.slice(end), flavour) };
}

export function refusalOf(glob: string): Refusal | undefined {
  try {
    parseGlob(glob, false);
    return undefined;
  } catch (error) {
    if (error instanceof RefusedGlob) return { refused: error.message };
    throw error;
  }
}

/** A test whether a glob matches a path (with `/`) or one of the folders that it stands in. Throws `RefusedGlob`. */
export function matcher(glob: string, flavour: PlatformPath = path): (relative: string) => boolean {
  const nocase = flavour.sep === '\\' || process.platform === 'darwin';
  const plain = glob.replace(/^\.\//u, '').replace(/(?<=.)\/$/u, '');
  if (plain === '') return () => false;
  return compileGlob(parseGlob(plain, nocase).node);
}
