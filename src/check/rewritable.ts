import { accessSync, closeSync, constants, fstatSync } from 'node:fs';
import type { Limits } from '../document/document.js';
import { openSource, readProblem, readWhole } from '../document/read.js';
import type { GovernedFile } from '../workspace/discover.js';
import { realPath } from '../workspace/standing.js';

/** A file that can be written anew. */
export interface Rewritable {
  /** The real file, where links lead there: it is written, and the links stay. */
  readonly target: string;
  /** As it stands there, a byte-order mark included. */
  readonly text: string;
  readonly mode: number;
}

/** Reads a file that is to be written anew; `undefined` where it cannot be read, or a link leads out of its tree. */
export function readRewritable({ path, root }: GovernedFile, { maxBytes }: Limits): Rewritable | undefined {
  const source = openSource(path, root);
  if ('rule' in source) return undefined;
  try {
    const bytes = readWhole(source, maxBytes);
    const target = realPath(path);
    if ('rule' in bytes || target === undefined) return undefined;
    return { target, text: Buffer.from(bytes).toString(), mode: fstatSync(source.fd).mode & 0o7777 };
  } catch (error) {
    readProblem(error);
    return undefined;
  } finally {
    closeSync(source.fd);
  }
}

/** Whether the file may be written. Renaming another one to its name would not ask. */
export function mayWrite(target: string): boolean {
  try {
    accessSync(target, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
