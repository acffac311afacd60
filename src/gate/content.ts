import { closeSync } from 'node:fs';
import type { Limits } from '../document/document.js';
import type { Problem } from '../document/problem.js';
import { openSource, readProblem, readWhole } from '../document/read.js';

/** What a file holds, or why it cannot be read. */
export type Content = Uint8Array | Problem;

/**
 * Reads a file as it is now; `undefined` where there is none.
 *
 * @param root the real path of the folder that links must not leave; undefined follows them anywhere
 */
export function contentOf(file: string, root: string | undefined, { maxBytes }: Limits): Content | undefined {
  const source = openSource(file, root);
  if ('rule' in source) return source.message === 'vanished' ? undefined : source;
  try {
    const bytes = readWhole(source, maxBytes);
    // The next file that is read takes the same buffer.
    return 'rule' in bytes ? bytes : Uint8Array.from(bytes);
  } catch (error) {
    return readProblem(error);
  } finally {
    closeSync(source.fd);
  }
}

export function isBytes(content: Content | undefined): content is Uint8Array {
  return content instanceof Uint8Array;
}
