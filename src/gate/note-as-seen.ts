import type { LedgerState } from './ledger/state.js';
import { type Look, lookAt } from './look.js';
import type { View } from './watched.js';
import type { World } from './world.js';

/** What was found to be as the ledger has it. */
export interface Seen {
  readonly state: LedgerState;
  /** How the ledger's file looked before it was read. */
  readonly ledger: Look;
  /** The folders that were looked through, as in `View`. */
  readonly roots: readonly string[];
  readonly view: View;
}

/** Notes how a tree looks that is as the ledger has it; nothing is noted where looks alone do not tell that again. */
export function noteAsSeen(world: World, { state, ledger, roots, view }: Seen): void {
  const { project } = world;
  const absent = roots.filter((root) => !view.folders.has(root));
  // To stand there and have no look that tells anything is not to be absent; and of a lost folder more is lost.
  if (absent.some((root) => root.includes('/') || lookAt(`${project.root}/${root}`, world.now()) !== 'absent')) return;
  const names: string[] = [];
  const looks: Look[] = [];
  for (const [folder, { look, names: entries }] of view.folders) {
    names.push(folder);
    looks.push(look);
    const isLookedAt = (name: string): boolean => view.files.has(name) || view.folders.has(name);
    if (!entries.every((entry) => isLookedAt(`${folder}/${entry}`))) return;
  }
  for (const [file, sight] of view.files) {
    if (typeof sight === 'string') return;
    names.push(file);
    looks.push(sight);
  }
  const guards: [string, Look | null][] = [];
  for (const [file, { look, accepted, refused = accepted }] of Object.entries(state.guards)) {
    if (!look && refused !== null) return;
    guards.push([file, look ?? null]);
  }
  world.ledger.keepLooks({
    ledger,
    head: state.head,
    sessions: Object.keys(state.sessions),
    guards,
    absent,
    names,
    parts: new Float64Array(looks.flat()),
  });
}
