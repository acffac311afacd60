import type { Diagnostic } from '../lint/diagnostic.js';
import { archivedAmong } from './archived.js';
import type { Seen } from './note-as-seen.js';
import { baselineFor } from './baseline.js';
import { headOf } from './head.js';
import type { LedgerState } from './ledger/state.js';
import { ROOT_NAMES } from '../schema/generated/globs.js';
import { isSameLook } from './look.js';
import { isLost, movesAmong } from './moves.js';
import { lookInto, type Refusal, refusedStill } from './look-into.js';
import { rootOfFile } from './root-of-file.js';
import { findRoots, type View, viewOf } from './watched.js';
import type { World } from './world.js';

/** What came of comparing what is on disk with what was last accepted. */
export interface Comparison {
  /** Of what stands on disk, what is not accepted. */
  readonly refusals: readonly Refusal[];
  /** Errors that were there before the agent touched the file, told for the first time. */
  readonly standing: readonly Diagnostic[];
  /** Why the ledger had to be begun anew. */
  readonly damaged?: string;
  /** What is known after it. */
  readonly state: LedgerState;
  /** Where all was as the ledger has it: how it looked. */
  readonly seen?: Seen;
}

export interface CompareOptions {
  /** Whether to look for folders that are not known yet, instead of the known ones alone. */
  readonly everywhere?: boolean;
  /** Whether whatever is on disk is accepted: nobody was at work whose doing it could be. */
  readonly accepts?: boolean;
  /** Whether to tell once more what was told before and still stands there. */
  readonly again?: boolean;
  /** File (relative to the tree's root) → its text before the tool call, where the payload tells; `null`: none. */
  readonly originals?: ReadonlyMap<string, string | null>;
}

/**
 * Compares every governed file on disk with what was last accepted: accepts what is legal, and notes what is not.
 * Nothing is read but what looks otherwise than it did, and nothing is written where nothing changed.
 */
export async function compare(world: World, options: CompareOptions): Promise<Comparison> {
  const { ledger, project, sessionId } = world;
  const { accepts = false, again = false, originals = new Map<string, string | null>() } = options;
  const { state: known, damaged, isNew, look } = ledger.read();
  const { roots, view, head } = prospectOf(world, known, options);

  const isQuiet = !isNew && damaged === undefined && head === known.head && isSame(known, roots, view);
  const isSettled = !accepts || refusedIn(known).length === 0;
  if (isQuiet && isSettled && Object.hasOwn(known.sessions, sessionId) && differing(known, view).length === 0) {
    const refusals = again ? await Promise.all(refusedIn(known).map((file) => refusedStill(world, known, file))) : [];
    return { refusals, standing: [], state: known, ...(look && { seen: { state: known, ledger: look, roots, view } }) };
  }

  return ledger.update(async (state) => {
    // Looked at once more: what another call has made and had accepted since would seem to be removed.
    const { roots, view, head, now } = prospectOf(world, state, options);
    const refusals: Refusal[] = [];
    const standing: Diagnostic[] = [];
    const before = again ? refusedIn(state) : [];
    // What was refused looks the same, and is accepted with the rest.
    const files = [...new Set([...differing(state, view), ...(accepts ? refusedIn(state) : [])])];
    const moves = movesAmong(world, state, files, view);
    const archived = archivedAmong(world, state, files, view);
    const baseline = await baselineFor(project, { state, files, moves, archived, head, originals });
    for (const file of files) {
      const sighted = { file, sight: view.files.get(file) ?? ('absent' as const) };
      const outcome = await lookInto(world, state, sighted, baseline, accepts);
      if (outcome.refusal) refusals.push(outcome.refusal);
      standing.push(...outcome.standing);
    }
    const told = new Set(refusals.map(({ file }) => file));
    for (const file of before) {
      const isStill = state.files[file]?.refused !== undefined;
      if (isStill && !told.has(file)) refusals.push(await refusedStill(world, state, file));
    }
    Object.assign(state, { head, headSeen: now, roots: [...roots], folders: Object.fromEntries(view.folders) });
    state.sessions[sessionId] ??= { started: now };
    return { refusals, standing, ...(damaged !== undefined && { damaged }), state };
  });
}

/** What stands on disk, as it can be told without reading any file. */
interface Prospect {
  readonly roots: readonly string[];
  readonly view: View;
  /** The commit that is checked out. */
  readonly head: string | null;
  /** When that was, in milliseconds since 1970. */
  readonly now: number;
}

function prospectOf({ project, now: clock }: World, state: LedgerState, options: CompareOptions): Prospect {
  const { everywhere = false, originals = new Map<string, string | null>() } = options;
  const now = clock();
  const looksEverywhere = everywhere || state.roots.some((folder) => isLost(project, folder));
  const roots = looksEverywhere ? findRoots(project) : rootsToWatch(state, [...originals.keys()]);
  return { roots, view: viewOf(project.root, roots, state.folders, now), head: headOf(project), now };
}

/** Files that do not look as they did when they were last read. */
function differing({ files }: LedgerState, view: View): string[] {
  const changed: string[] = [];
  for (const [file, sight] of view.files) {
    const entry = Object.hasOwn(files, file) ? files[file] : undefined;
    if (typeof sight === 'string' || !isSameLook(entry?.look, sight)) changed.push(file);
  }
  for (const [file, { accepted, refused }] of Object.entries(files)) {
    if (!view.files.has(file) && (refused === undefined ? accepted : refused) !== null) changed.push(file);
  }
  return changed;
}

function refusedIn({ files }: LedgerState): string[] {
  return Object.entries(files).flatMap(([file, { refused }]) => (refused === undefined ? [] : [file]));
}

function isSame({ folders, roots: knownRoots }: LedgerState, roots: readonly string[], view: View): boolean {
  const known = Object.keys(folders);
  return (
    roots.length === knownRoots.length &&
    roots.every((root, index) => root === knownRoots[index]) &&
    known.length === view.folders.size &&
    known.every((folder) => view.folders.get(folder) === folders[folder])
  );
}

/** The folders at the top, those that are known, and those that the event is about. */
function rootsToWatch({ roots }: LedgerState, touched: readonly string[]): string[] {
  return [...new Set([...ROOT_NAMES, ...roots, ...touched.flatMap((file) => rootOfFile(file) ?? [])])].sort();
}
