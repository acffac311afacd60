import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import path from 'node:path';
import { Unexpected } from './piece.js';

/** A file as it is before it is written. */
export interface Target {
  /** Where it really is: symbolic links that stay in the tree are followed. */
  readonly file: string;
  /** `undefined` where there is none. */
  readonly text: string | undefined;
  /** Its permissions. */
  readonly mode: number | undefined;
}

/** Reads what is to be written. Throws an `Unexpected` for what is no file of UTF-8 text inside the tree. */
export function readTarget(file: string, within: string): Target {
  const real = realPlace(file);
  const tree = realpathSync(within);
  if (real !== tree && !real.startsWith(tree + path.sep)) {
    throw new Unexpected(`a symbolic link leads out of the tree, to ${real}`);
  }
  const stats = statsOf(real);
  if (!stats) return { file: real, text: undefined, mode: undefined };
  if (!stats.isFile()) throw new Unexpected(stats.isDirectory() ? 'a folder' : 'no ordinary file');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(real);
  } catch (error) {
    throw new Unexpected(`cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
  }
  try {
    return { file: real, text: decoder.decode(bytes), mode: stats.mode & 0o7777 };
  } catch {
    throw new Unexpected('not UTF-8');
  }
}

/** The real path of a file that need not be there. */
function realPlace(file: string): string {
  const stats = statsOf(file);
  if (stats) {
    try {
      return realpathSync(file);
    } catch {
      throw new Unexpected('a symbolic link to nowhere');
    }
  }
  const folder = path.dirname(file);
  return folder === file ? file : path.join(realPlace(folder), path.basename(file));
}

function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Unexpected(
      code === 'ENOTDIR' ? 'what should be a folder above it is none' : `cannot be looked at (${String(code)})`,
    );
  }
}
