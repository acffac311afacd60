import { accessSync, closeSync, constants, fstatSync } from 'node:fs';
import type { Limits } from '../document/document.js';
import { openSource, readProblem, readWhole } from '../document/read.js';
import { isFault } from '../lint/fault.js';
import type { GovernedFile } from '../workspace/discover.js';
import { realPath } from '../workspace/standing.js';
import { writeFiles } from './write-files.js';

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

/** Writes files anew, all or none; why not, where that cannot be done. */
export function rewrite(
  files: readonly { readonly original: Rewritable; readonly text: string }[],
): string | undefined {
  if (!files.every(({ original }) => mayWrite(original.target))) return 'it may not be written';
  try {
    writeFiles(
      files.map(({ original: { target, text: before, mode }, text }) => ({ file: target, before, after: text, mode })),
    );
    return undefined;
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
}

/** Whether the file may be written. Renaming another one to its name would not ask. */
function mayWrite(target: string): boolean {
  try {
    accessSync(target, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
