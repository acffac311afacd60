import path from 'node:path';
import { type Ledger, LedgerBusy, openLedger, type Snapshot } from './ledger.js';
import type { Looks } from './looks.js';
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
  let last: { readonly look: Look; readonly snapshot: Snapshot } | undefined;
  const looksFile = path.join(folder, 'looks');
  let lastLooks: { readonly look: Look; readonly looks: Looks | undefined } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  return {
    ...ledger,
    read() {
      // Before it is read: what changes meanwhile looks otherwise the next time.
      const sight = lookAt(file, Date.now());
      if (typeof sight === 'string') return ledger.read();
      if (!last || !isSameLook(last.look, sight)) last = { look: sight, snapshot: { ...ledger.read(), look: sight } };
      return last.snapshot;
    },
    looks() {
      const sight = lookAt(looksFile, Date.now());
      if (typeof sight === 'string') return ledger.looks();
      if (!lastLooks || !isSameLook(lastLooks.look, sight)) lastLooks = { look: sight, looks: ledger.looks() };
      const { looks } = lastLooks;
      const now = lookAt(file, Date.now());
      return typeof now !== 'string' && isSameLook(looks?.ledger, now) ? looks : undefined;
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
