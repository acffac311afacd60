import path from 'node:path';
import { currentPhase } from '../schema/phases.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import { sessionOf } from '../workspace/place.js';
import type { LedgerState } from './ledger/state.js';
import { stateIn } from './state-in.js';
import type { View } from './watched.js';
import type { World } from './world.js';

/**
 * Tells which of the files that are gone went together with the state of a session that was complete: nobody takes that
 * work up again, whatever its plan says. Names are relative to the tree's root, with `/`.
 */
export function archivedAmong(
  { ledger }: World,
  { files }: LedgerState,
  changed: readonly string[],
  view: View,
): ReadonlySet<string> {
  const gone = changed.filter((file) => !view.files.has(file));
  const complete = new Set<string>();
  for (const file of gone) {
    if (kindOfFile(`/${file}`) !== 'session-state') continue;
    const accepted = files[file]?.accepted;
    const content = typeof accepted === 'string' ? ledger.content(accepted) : undefined;
    const state = content && stateIn(content);
    if (state && currentPhase(state) === 'complete') complete.add(`/${path.posix.dirname(file)}`);
  }
  return new Set(gone.filter((file) => complete.has(sessionOf(`/${file}`) ?? '')));
}
