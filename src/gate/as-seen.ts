import path from 'node:path';
import { toPosix } from '../workspace/paths.js';
import { headOf } from './head.js';
import type { LedgerState } from './ledger/state.js';
import { isSameLook, type Look, lookAt, statsOf } from './look.js';
import type { Payload } from './payload.js';
import { pathOf } from './proposed.js';
import { guardedFiles } from './protected.js';
import { rootOfFile, type View } from './watched.js';
import type { Workshop } from './workshop.js';
import type { World } from './world.js';

/** So many that it is worth to load what has them looked at in less time. */
const MANY = 500;

/** What was found to be as the ledger has it. */
export interface Seen {
  readonly state: LedgerState;
  /** How the ledger's file looked before it was read. */
  readonly ledger: Look;
  /** The folders that were looked through, as in `View`. */
  readonly roots: readonly string[];
  readonly view: View;
}

/**
 * Whether all that is watched in a tree looks as it did when `noteAsSeen` noted it, so that to compare it with the ledger
 * would tell nothing. Costs a stat for each file and folder; the ledger is not read.
 */
export function isAsSeen(world: World, { cwd, toolInput }: Payload, workshop: Workshop): boolean {
  const { project, ledger, sessionId } = world;
  const named = pathOf(toolInput);
  // It may stand below a folder that is not watched yet.
  if (named !== undefined && rootOfFile(toPosix(path.resolve(cwd, named))) !== undefined) return false;
  const seen = ledger.looks();
  const areSame = (): boolean => seen !== undefined && areLooks(project.root, seen.names, seen.parts);
  return (
    seen !== undefined &&
    seen.sessions.includes(sessionId) &&
    seen.head === headOf(project) &&
    areGuardsAsSeen(world, seen.guards) &&
    seen.absent.every((name) => statsOf(`${project.root}/${name}`) === undefined) &&
    (seen.names.length < MANY ? areSame() : workshop.often(areSame))
  );
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

function areGuardsAsSeen({ project, home, now }: World, seen: readonly (readonly [string, Look | null])[]): boolean {
  const known = new Map(seen);
  // With what the configuration extends.
  return [...new Set([...guardedFiles(project, home), ...known.keys()])].every((file) => {
    const look = known.get(file);
    const sight = lookAt(file, now());
    if (look === undefined || typeof sight === 'string') return look === null && sight === 'absent';
    return isSameLook(look ?? undefined, sight);
  });
}

/** Told one number after the other: this is done thousands of times by a program that has just been started. */
function areLooks(root: string, names: readonly string[], parts: Float64Array): boolean {
  return names.every((name, index) => {
    const stats = statsOf(`${root}/${name}`);
    const at = index * 4;
    return (
      stats !== undefined &&
      stats.size === parts[at] &&
      stats.mtimeMs === parts[at + 1] &&
      stats.ctimeMs === parts[at + 2] &&
      stats.ino === parts[at + 3]
    );
  });
}
