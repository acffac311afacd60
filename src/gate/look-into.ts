import type { Diagnostic } from '../lint/diagnostic.js';
import { toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import type { Baseline, Earlier } from './baseline.js';
import { type Content, contentOf, isBytes } from './content.js';
import type { Divided } from '../lint/divided.js';
import type { Change } from './judge.js';
import type { Ledger } from './ledger/ledger.js';
import type { Entry, LedgerState } from './ledger/state.js';
import type { Sight } from './look.js';
import { unmentioned } from './mentions.js';
import type { World } from './world.js';

/** A file whose change is not accepted. */
export interface Refusal {
  /** Relative to the tree's root, with `/`. */
  readonly file: string;
  readonly errors: readonly Diagnostic[];
}

/** What came of reading a file that looks otherwise than it did. */
export interface Outcome {
  readonly refusal?: Refusal;
  /** Errors that were there before, told for the first time. */
  readonly standing: readonly Diagnostic[];
}

const NOTHING: Outcome = { standing: [] };

const UNKNOWN: Earlier = { content: undefined, granularity: 'sampled' };

/** A file to read, and how it looks. */
export interface Sighted {
  /** Relative to the tree's root, with `/`. */
  readonly file: string;
  readonly sight: Sight;
}

/**
 * Reads a file that looks otherwise, judges how it changed since it was last accepted, and notes what came of it.
 *
 * @param accepts whether whatever it holds is accepted
 */
export async function lookInto(
  world: World,
  state: LedgerState,
  { file, sight }: Sighted,
  baseline: Baseline,
  accepts: boolean,
): Promise<Outcome> {
  const { ledger, project, limits } = world;
  const path = pathOf(world, file);
  const content = sight === 'absent' ? undefined : contentOf(path, project.root, limits);
  const id = idOf(content, ledger);
  const entry = Object.hasOwn(state.files, file) ? state.files[file] : undefined;
  const look = typeof sight === 'string' ? {} : { look: sight };

  const held = (): Uint8Array | undefined =>
    typeof entry?.accepted === 'string' ? ledger.content(entry.accepted) : undefined;
  // To leave a commit of what was refused, and to check it out again, makes nothing of it right.
  const cameWithHead = async (): Promise<boolean> =>
    entry?.shunned?.includes(String(id)) !== true && baseline.cameWithHead(file, content, held());
  const isKnown = entry !== undefined && (entry.accepted === id || leadsTo(entry, id));
  const { moves, archived } = baseline;
  const isMoved = content === undefined && (moves.sources.has(file) || archived.has(file));
  if (accepts || isKnown || isMoved || (await isLeftOut(world, path)) || (await cameWithHead())) {
    accept(state, file, { ...look, accepted: id, session: accepts ? undefined : world.sessionId });
    if (accepts || !entry?.expected?.some(({ to, tells }) => tells && to === id)) return NOTHING;
    // It was judged before it was made, when nothing could be told.
    const { standing } = await judged(world, file, acceptedContent(ledger, entry) ?? UNKNOWN, content);
    return { standing: newlyMentioned(state.files[file], standing) };
  }
  const before = held();
  if (entry && before && (await baseline.isStashed(file, before, content))) {
    state.files[file] = { ...lasting(entry), aside: id };
    delete state.files[file].refused;
    return NOTHING;
  }
  if (entry && 'refused' in entry && entry.refused === id) {
    state.files[file] = { ...lasting(entry), ...look };
    return NOTHING;
  }
  const moved = moves.contents.get(file);
  const earlier: Earlier = moved
    ? { content: moved, granularity: 'exact' }
    : (acceptedContent(ledger, entry) ?? firstSeen(state, content, baseline.earlier(file)));
  let { introduced, standing } = await judged(world, file, earlier, content);
  const gone = entry?.gone === undefined ? undefined : ledger.content(entry.gone);
  // What comes back need not begin like what is new.
  if (gone && introduced.some(isError))
    ({ introduced, standing } = await judged(world, file, { content: gone, granularity: 'exact' }, content));
  const errors = introduced.filter(isError);
  if (errors.length > 0) {
    const accepted = entry && !moved ? entry.accepted : idOf(earlier.content, ledger);
    const shunned = shunnedBy(entry);
    state.files[file] = {
      ...(entry && lasting(entry)),
      accepted,
      ...look,
      refused: id,
      ...(shunned.length > 0 && { shunned }),
    };
    return { refusal: { file, errors }, standing: [] };
  }
  accept(state, file, { ...look, accepted: id, session: world.sessionId });
  return { standing: newlyMentioned(state.files[file], standing) };
}

/** At the first look of all, nobody can tell that a file of which no earlier version is known has been changed just now. */
function firstSeen({ headSeen }: LedgerState, content: Content | undefined, earlier: Earlier): Earlier {
  const isUnknown = headSeen === 0 && earlier.content === undefined && earlier.granularity === 'sampled';
  return isUnknown ? { content, granularity: 'sampled' } : earlier;
}

/** Judges anew what was refused and still stands there. */
export async function refusedStill(world: World, state: LedgerState, file: string): Promise<Refusal> {
  const content = contentOf(pathOf(world, file), world.project.root, world.limits);
  const earlier = acceptedContent(world.ledger, state.files[file]) ?? UNKNOWN;
  const { introduced } = await judged(world, file, earlier, content);
  return { file, errors: introduced.filter(isError) };
}

async function judged(world: World, file: string, earlier: Earlier, content: Content | undefined): Promise<Divided> {
  const path = pathOf(world, file);
  const kind = kindOfFile(path);
  if (kind === undefined) return { introduced: [], standing: [] };
  const { content: before, granularity } = earlier;
  const change: Change = { path, file, kind, before, after: content, granularity };
  return (await world.judge()).change(change);
}

function accept(
  state: LedgerState,
  file: string,
  { accepted, look, session }: Pick<Entry, 'accepted' | 'look'> & { readonly session: string | undefined },
): void {
  const entry = Object.hasOwn(state.files, file) ? state.files[file] : undefined;
  const before = entry ? entry.accepted : null;
  const base =
    entry?.base && entry.base.session === session
      ? entry.base
      : session !== undefined && before !== accepted
        ? { session, content: before }
        : undefined;
  const gone = accepted === null ? (before ?? entry?.gone) : undefined;
  const shunned = session === undefined ? [] : shunnedBy(entry).filter((id) => id !== accepted);
  // A file that is gone is remembered as long as the session that removed it may look back at it.
  if (accepted === null && base === undefined) Reflect.deleteProperty(state.files, file);
  else {
    state.files[file] = {
      accepted,
      ...(look && { look }),
      ...(base && { base }),
      ...(typeof gone === 'string' && { gone }),
      ...(shunned.length > 0 && { shunned }),
      ...(entry?.mentioned && { mentioned: entry.mentioned }),
    };
  }
}

/** What was refused of a file, of late. */
function shunnedBy(entry: Entry | undefined): string[] {
  const { shunned = [], refused } = entry ?? {};
  return typeof refused !== 'string'
    ? shunned
    : [...shunned.filter((id) => id !== refused), refused].slice(-MOST_SHUNNED);
}

/** Enough for all that an agent commits before it mends it. */
const MOST_SHUNNED = 16;

/** Whether a content is what some changes lead to that were let pass, one after the other. */
function leadsTo({ accepted, aside, expected = [] }: Entry, id: string | null): boolean {
  const reached = new Set(aside === undefined ? [accepted] : [accepted, aside]);
  // A set that grows while it is walked is walked to its end.
  for (const from of reached) for (const change of expected) if (change.from === from) reached.add(change.to);
  // What stands there for want of something better is not accepted by that.
  return reached.has(id) && id !== aside;
}

/** The content that was last accepted; `undefined` where that is not known, or has been lost. */
function acceptedContent(ledger: Ledger, entry: Entry | undefined): Earlier | undefined {
  if (!entry) return undefined;
  if (entry.accepted === null) return { content: undefined, granularity: 'exact' };
  const content = ledger.content(entry.accepted);
  return content && { content, granularity: 'exact' };
}

async function isLeftOut({ settings }: World, path: string): Promise<boolean> {
  return (await settings()).isIgnored(path);
}

function newlyMentioned(entry: Entry | undefined, standing: readonly Diagnostic[]): Diagnostic[] {
  const fresh = unmentioned(entry, standing);
  if (entry && fresh.length > 0) {
    entry.mentioned = [...(entry.mentioned ?? []), ...fresh.map(({ fingerprint }) => fingerprint)];
  }
  return fresh;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** What a content is known by: its hash, which it is kept under, or why there is none. */
function idOf(content: Content | undefined, ledger: Ledger): string | null {
  if (content === undefined) return null;
  return isBytes(content) ? ledger.keep(content) : `unreadable: ${content.message}`;
}

function pathOf({ project }: World, file: string): string {
  return `${toPosix(project.root)}/${file}`;
}

/** What stays known of a file that holds something else now. */
function lasting(entry: Entry): Entry {
  const rest = { ...entry };
  delete rest.look;
  delete rest.aside;
  return rest;
}
