import path from 'node:path';
import { type Ledger, LedgerBusy, openLedger } from './ledger.js';
import { isSameLook, type Look, lookAt } from '../look.js';

/** How long to wait for others, in milliseconds, where the caller does not say. */
const PATIENCE = 2_000;

/**
 * The ledger in a folder for a process that asks it more than once: what was read is used again as long as the file looks the
 * same, and this process's own updates queue here instead of meeting at the lock.
 */
export function keepLedger(folder: string): Ledger {
  const ledger = openLedger(folder);
  const file = path.join(folder, 'ledger.json');
  const looksFile = path.join(folder, 'looks');
  const read = sameWhile(file, (look) => ({ ...ledger.read(), ...(look && { look }) }));
  const looks = sameWhile(looksFile, ledger.looks);
  let queue: Promise<unknown> = Promise.resolve();

  return {
    ...ledger,
    read,
    gist: sameWhile(file, ledger.gist),
    looks() {
      const known = looks();
      const now = lookAt(file, Date.now());
      return typeof now !== 'string' && isSameLook(known?.ledger, now) ? known : undefined;
    },
    update(change, patience = PATIENCE) {
      const end = performance.now() + patience;
      const turn = queue.then(() => {
        const left = end - performance.now();
        // Whoever asked has given up, and knows nothing of what has happened since.
        if (left < 0) throw new LedgerBusy(`the ledger in ${folder} is in use, and its turn did not come in time`);
        return ledger.update(change, left);
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Reads a file, and again only when it looks otherwise. */
function sameWhile<T>(file: string, read: (look?: Look) => T): () => T {
  let last: { readonly look: Look; readonly read: T } | undefined;
  return () => {
    // Before it is read: what changes meanwhile looks otherwise the next time.
    const sight = lookAt(file, Date.now());
    if (typeof sight === 'string') return read();
    if (!last || !isSameLook(last.look, sight)) last = { look: sight, read: read(sight) };
    return last.read;
  };
}
