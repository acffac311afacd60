import { lutimesSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hashOf, isHash } from './hash.js';
import { NotPlain, readPlain, standingAt, unusedName, writeWhole } from './plain-file.js';

/** Far more than a governed file may have. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Contents by their hashes, each in a file `objects/ab/cdef…` below the ledger's folder. */
export interface Objects {
  /** Stores a content and returns its hash. What is there already is not written again. */
  readonly keep: (content: Uint8Array) => string;
  /** A content; `undefined` when it is not there or is something else, which is then removed. */
  readonly content: (hash: string) => Uint8Array | undefined;
}

export function openObjects(ledger: string): Objects {
  const content = (hash: string): Uint8Array | undefined => {
    if (!isHash(hash)) return undefined;
    const file = objectFile(ledger, hash);
    try {
      if (!isReachable(ledger, hash)) return undefined;
      const bytes = readPlain(file, MOST_BYTES);
      if (bytes === undefined || hashOf(bytes) === hash) return bytes;
    } catch (error) {
      if (!(error instanceof NotPlain)) return undefined;
    }
    remove(file);
    return undefined;
  };
  return {
    content,
    keep: (bytes) => {
      const hash = hashOf(bytes);
      // First marked and then read, so that a sweep under way either sees the mark or has taken the object away.
      const isMarked = mark(ledger, hash);
      if (content(hash) && isMarked) return hash;
      const file = objectFile(ledger, hash);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeWhole(file, bytes, { temporary: path.join(ledger, `tmp-${unusedName()}`) });
      return hash;
    },
  };
}

function objectFile(ledger: string, hash: string): string {
  return path.join(ledger, 'objects', hash.slice(0, 2), hash.slice(2));
}

/** Whether real folders lead to an object; takes away what else stands in their place, such as a link that leads out. */
function isReachable(ledger: string, hash: string): boolean {
  for (const folder of ['objects', path.join('objects', hash.slice(0, 2))]) {
    const place = path.join(ledger, folder);
    const stats = standingAt(place);
    if (stats?.isDirectory()) continue;
    if (stats) remove(place);
    return false;
  }
  return true;
}

function remove(place: string): void {
  try {
    rmSync(place, { recursive: true, force: true });
  } catch {
    // Without the permission it stays; it is not used in any case.
  }
}

/** Marks an object as used now, so that it is not swept away before the ledger names it; `false` where there is none. */
function mark(ledger: string, hash: string): boolean {
  try {
    if (!isReachable(ledger, hash)) return false;
    const now = Date.now() / 1000;
    // The times of a link, not of what it leads to.
    lutimesSync(objectFile(ledger, hash), now, now);
    return true;
  } catch {
    return false;
  }
}

/** Removes an object that nobody has used since a time (milliseconds since 1970); returns whether it did. */
export function removeUnused(ledger: string, hash: string, since: number): boolean {
  const file = objectFile(ledger, hash);
  const stats = standingAt(file);
  if (!stats || stats.mtimeMs > since) return false;
  const aside = path.join(ledger, `tmp-${unusedName()}`);
  try {
    // Whoever marks it as used from here on finds it gone and writes it anew; who did before is seen now.
    renameSync(file, aside);
    if ((standingAt(aside)?.mtimeMs ?? 0) > since) {
      renameSync(aside, file);
      return false;
    }
    rmSync(aside, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
