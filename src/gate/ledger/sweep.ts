import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { removeUnused } from './objects.js';
import { standingAt, unusedName, writeWhole } from './plain-file.js';
import type { LedgerState } from './state.js';

/** Milliseconds between two sweeps. */
const INTERVAL = 10 * 60_000;
/** How long (milliseconds) what nobody names is let be: somebody may be about to name it. */
const GRACE = 60 * 60_000;
/** What one sweep removes at most: somebody is waiting for it. */
const MOST_REMOVED = 500;

/**
 * Now and then removes a part of what is not needed any more: contents that the ledger does not name, and what processes
 * left that were killed. Only for who has the lock.
 *
 * @param now milliseconds since 1970
 */
export function sweep(ledger: string, state: LedgerState, now: number): void {
  const mark = path.join(ledger, 'swept');
  const last = standingAt(mark)?.mtimeMs;
  if (last !== undefined && Math.abs(now - last) < INTERVAL) return;
  writeWhole(mark, new Uint8Array(), { temporary: path.join(ledger, `tmp-${unusedName()}`) });
  for (const name of namesIn(ledger)) {
    if (!/^(?:tmp|lock)-/u.test(name)) continue;
    const left = path.join(ledger, name);
    if (now - (standingAt(left)?.mtimeMs ?? now) > GRACE) rmSync(left, { recursive: true, force: true });
  }
  sweepObjects(ledger, state, now);
}

/** Sweeps a sixteenth of the objects, another one each time. */
function sweepObjects(ledger: string, state: LedgerState, now: number): void {
  const digit = (Math.floor(now / INTERVAL) % 16).toString(16);
  const named = namedIn(state);
  let removed = 0;
  for (const start of namesIn(path.join(ledger, 'objects'))) {
    if (!start.startsWith(digit)) continue;
    for (const rest of namesIn(path.join(ledger, 'objects', start))) {
      if (removed === MOST_REMOVED) return;
      if (!named.has(start + rest) && removeUnused(ledger, start + rest, now - GRACE)) removed += 1;
    }
  }
}

/** The hashes of all contents that can still be asked for. */
function namedIn({ files, guards }: LedgerState): Set<unknown> {
  const named = new Set<unknown>();
  for (const { accepted, refused, base, gone, expected } of Object.values(files)) {
    named.add(accepted).add(refused).add(base?.content).add(gone);
    for (const { from, to } of expected ?? []) named.add(from).add(to);
  }
  for (const { accepted, refused } of Object.values(guards)) named.add(accepted).add(refused);
  return named;
}

function namesIn(folder: string): string[] {
  return standingAt(folder)?.isDirectory() ? readdirSync(folder) : [];
}
