import type { Diagnostic } from '../lint/diagnostic.js';
import { type KindId, KINDS } from '../schema/kinds.js';
import { toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import { sessionOf } from '../workspace/place.js';
import { type Answer, PASS } from './answer.js';
import { compare } from './compare.js';
import type { Content } from './content.js';
import { changedGuards } from './guards.js';
import type { SessionContent } from './judge.js';
import type { Entry, LedgerState } from './ledger/state.js';
import { blockedFor, inconsistent } from './words.js';
import type { World } from './world.js';

/**
 * Looks once more at everything before the agent stops: what was refused and still stands, and what the files that were
 * changed since its session began say of each other. Holds up the same stop once.
 */
export async function beforeEnd(world: World, isAgain: boolean): Promise<Answer> {
  const { refusals, state } = await compare(world, { everywhere: true, again: !isAgain });
  const guards = await changedGuards(world, state, { again: !isAgain });
  if (isAgain) return PASS;
  const disagreements = await disagreementsIn(world, state);
  const reasons = [
    ...guards,
    ...(refusals.length > 0 ? [blockedFor(refusals, true)] : []),
    ...(disagreements.length > 0 ? [inconsistent(disagreements)] : []),
  ];
  return reasons.length > 0 ? { type: 'block', reason: reasons.join('\n\n') } : PASS;
}

/** What files that were changed by this session of the agent, as they stand, say wrongly of each other and of themselves. */
async function disagreementsIn(world: World, state: LedgerState): Promise<Diagnostic[]> {
  const changed = Object.entries(state.files).filter(([, { base }]) => base?.session === world.sessionId);
  if (changed.length === 0) return [];
  const judge = await world.judge();
  const errors: Diagnostic[] = [];
  const folders = new Set<string>();
  for (const [file, entry] of changed) {
    const path = `${toPosix(world.project.root)}/${file}`;
    const kind = kindOfFile(path);
    if (kind === undefined) continue;
    const folder = sessionOf(path);
    if (folder !== undefined) folders.add(folder);
    // What waited until now; where nothing waits it was looked at when it was written.
    if ((await world.settings()).consistency === 'write') continue;
    const [before, after] = [contentBefore(world, entry), contentNow(world, entry)];
    const { introduced } = await judge.document({ path, file, kind, before, after, granularity: 'sampled' });
    errors.push(...introduced);
  }
  for (const folder of folders) {
    const before = contentsOf(world, state, folder, contentBefore);
    const { introduced } = await judge.session(folder, before, contentsOf(world, state, folder, contentNow));
    errors.push(...introduced);
  }
  return errors.filter(({ severity }) => severity === 'error');
}

type Take = (world: World, entry: Entry) => Content | undefined;

const contentNow: Take = ({ ledger }, { accepted }) => (accepted === null ? undefined : ledger.content(accepted));

const contentBefore: Take = (world, entry) =>
  entry.base?.session === world.sessionId
    ? entry.base.content === null
      ? undefined
      : world.ledger.content(entry.base.content)
    : contentNow(world, entry);

/** The files of a session folder that rules about sessions look at. */
function contentsOf(world: World, { files }: LedgerState, folder: string, take: Take): SessionContent {
  const relative = folder.slice(toPosix(world.project.root).length + 1);
  const contents = new Map<KindId, Content>();
  for (const [kind, { session }] of Object.entries(KINDS)) {
    const name = `${relative}/${session?.path ?? ''}`;
    const entry = session?.role !== undefined && Object.hasOwn(files, name) ? files[name] : undefined;
    const content = entry && take(world, entry);
    if (content) contents.set(kind as KindId, content);
  }
  return contents;
}
