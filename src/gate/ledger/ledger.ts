import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../lint/fault.js';
import type { Look } from '../look.js';
import { decode, decodeGist, encode } from './encoding.js';
import { type Gist, gistOf } from './gist.js';
import { lock } from './lock.js';
import { encodeLooks, type Looks, readLooks } from './looks.js';
import { type Objects, openObjects } from './objects.js';
import { NotPlain, readPlain, readPlainStart, standingAt, unusedName, writeWhole } from './plain-file.js';
import { clearForFolder, setAside } from './set-aside.js';
import { emptyState, type LedgerState } from './state.js';
import { sweep } from './sweep.js';

export interface Snapshot {
  readonly state: LedgerState;
  /** What was found instead of the ledger, in words; then the state is empty. */
  readonly damaged?: string;
  /** There is no ledger yet. */
  readonly isNew: boolean;
  /** How its file looked before it was read, where that was asked and tells anything. */
  readonly look?: Look;
}

/** The gate's memory of a tree. Any number of processes use it at once, and any of them may be killed at any moment. */
export interface Ledger extends Objects {
  /** The state as it was after somebody's latest update. Takes no lock, writes nothing, never throws. */
  readonly read: () => Snapshot;
  /** Of the same state what a write is judged by; mostly read without the rest. */
  readonly gist: () => Gist;
  /** How the tree looked when it was last found to be as the ledger has it, if that is this ledger. Never throws. */
  readonly looks: () => Looks | undefined;
  /** Notes that; where it cannot be written, nothing happens. */
  readonly keepLooks: (looks: Looks) => void;
  /**
   * Changes the state while nobody else does, and writes it if it is another one then. Contents that it names anew have
   * been kept before. A damaged ledger is set aside as `ledger.damaged-<n>`, and the change begins with an empty state.
   *
   * @param change may be called again, with a new state, when the first was overtaken
   * @param patience how long to wait for others, in milliseconds
   * @throws LedgerBusy when that is not enough; Fault when the ledger cannot be written; what `change` throws
   */
  update<T>(change: (state: LedgerState, snapshot: Snapshot) => T | Promise<T>, patience?: number): Promise<T>;
}

/** Others were at the ledger for longer than one could wait. */
export class LedgerBusy extends Fault {}

const PATIENCE = 2000;

/** How often a content is written anew whose folder vanishes. */
const MOST_TRIES = 100;

/** No tree has so many files; and it has to be read at each call. */
const MOST_BYTES = 128 * 1024 * 1024;

/** So many bytes hold the gist, unless a great many files were refused. */
const GIST_BYTES = 16 * 1024;

/**
 * The ledger in a folder, which need not be there. Links in the place of the folder or of what is in it are not
 * followed.
 */
export function openLedger(folder: string): Ledger {
  const file = path.join(folder, 'ledger.json');
  const looksFile = path.join(folder, 'looks');
  const objects = openObjects(folder);

  const load = (): { snapshot: Snapshot; bytes?: Buffer } => {
    try {
      const stats = standingAt(folder);
      if (stats && !stats.isDirectory()) throw new NotPlain('its folder is a link or a file');
      const bytes = readPlain(file, MOST_BYTES);
      if (bytes === undefined) return { snapshot: { state: emptyState(), isNew: true } };
      const state = decode(bytes);
      if (typeof state === 'string') throw new NotPlain(state);
      return { snapshot: { state, isNew: false }, bytes };
    } catch (error) {
      const reason = error instanceof NotPlain ? error.message : `it cannot be read (${codeOf(error)})`;
      const damaged = `the ledger ${file} is damaged: ${reason}`;
      return { snapshot: { state: emptyState(), isNew: false, damaged } };
    }
  };

  const save = ({ state, damaged }: Snapshot, bytes: Buffer): void => {
    if (damaged !== undefined && standingAt(file)) setAside(file, path.join(folder, 'ledger'));
    writeWhole(file, bytes, { temporary: path.join(folder, `tmp-${unusedName()}`) });
    try {
      sweep(folder, state, Date.now());
    } catch {
      // What cannot be swept now can be another time; the state is written.
    }
  };

  return {
    read: () => load().snapshot,
    gist: () => {
      try {
        const found = standingAt(folder)?.isDirectory() === true ? readPlainStart(file, GIST_BYTES) : undefined;
        const gist = found && decodeGist(found.start, found.size);
        if (gist) return gist;
      } catch {
        // What is wrong is told by whoever reads the whole.
      }
      return gistOf(load().snapshot.state);
    },
    looks: () => readLooks(folder),
    keepLooks: (looks) => {
      const bytes = encodeLooks(looks);
      try {
        if (bytes) writeWhole(looksFile, bytes, { temporary: path.join(folder, `tmp-${unusedName()}`) });
      } catch {
        // Then the ledger is read the next time.
      }
    },
    content: objects.content,
    keep: (content) => {
      for (let tries = 1; ; tries += 1) {
        makeFolder(folder);
        try {
          return objects.keep(content);
        } catch (error) {
          if (!isGone(error) || tries === MOST_TRIES) throw unwritable(folder, error);
        }
      }
    },
    async update(change, patience = PATIENCE) {
      const end = performance.now() + patience;
      do {
        makeFolder(folder);
        const taken = await lock(path.join(folder, 'lock'), end - performance.now()).catch((error: unknown) => {
          // The folder is gone again.
          if (isGone(error)) return null;
          throw unwritable(folder, error);
        });
        if (taken === undefined) break;
        if (taken === null) continue;
        try {
          const { snapshot, bytes } = load();
          const result = await change(snapshot.state, snapshot);
          const after = encode(snapshot.state);
          if (bytes?.equals(after) === true) return result;
          try {
            // Who takes the lock over from now on has to wait as long as if it had just been taken.
            if (!taken.renew()) continue;
            save(snapshot, after);
            return result;
          } catch (error) {
            if (!isGone(error)) throw unwritable(folder, error);
          }
        } finally {
          taken.release();
        }
      } while (performance.now() < end);
      throw new LedgerBusy(`the ledger in ${folder} is in use, and was not let go of in time`);
    },
  };
}

function makeFolder(folder: string): void {
  try {
    clearForFolder(folder);
    if (!standingAt(folder)) mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): Fault {
  return new Fault(`the ledger in ${folder} cannot be written (${codeOf(error)})`);
}

function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
