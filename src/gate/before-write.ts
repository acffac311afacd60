import { toPosix, displayPath } from '../workspace/paths.js';
import type { KindId } from '../schema/kinds.js';
import { type Answer, PASS } from './answer.js';
import { type Content, contentOf, isBytes } from './content.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { RefusedEntry } from './ledger/gist.js';
import type { Entry } from './ledger/state.js';
import { unmentioned } from './mentions.js';
import type { Proposal } from './proposed.js';
import { together } from './together.js';
import { isBehindLink } from './watched.js';
import { deniedFor } from './words.js';
import type { World } from './world.js';

/** A tool call that would write a governed file. */
export interface Write {
  /** Absolute. */
  readonly file: string;
  readonly kind: KindId;
  readonly proposal: Proposal;
}

/** Lets a write pass that leaves the file legal, or no worse than it was. */
export async function beforeWrite(world: World, { file, kind, proposal }: Write): Promise<Answer> {
  const { project, ledger, limits } = world;
  const { isIgnored } = await world.settings();
  if (isIgnored(file)) return PASS;
  const onDisk = contentOf(file, project.root, limits);
  const text = textOf(onDisk);
  // What is no text cannot be edited; and a call that cannot be made fails by itself.
  if (onDisk !== undefined && text === undefined) return PASS;
  const written = proposal.apply(text);
  if (written === undefined) return PASS;

  const shown = displayPath(project.root, file);
  const { refused } = ledger.gist();
  const entry = Object.hasOwn(refused, shown) ? refused[shown] : undefined;
  // From what was refused no way leads on: the next change counts from what was accepted before it.
  const before = wasRefused(entry, onDisk, world) ? accepted(entry, world) : onDisk;
  const after = Buffer.from(written);
  const judge = await world.judge();
  const change = { path: toPosix(file), file: shown, kind, before, after, granularity: 'exact' as const };
  const { introduced, standing } = await judge.change(change);
  const errors = introduced.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { type: 'deny', reason: deniedFor(shown, errors, together(change, errors, new Date(world.now()))) };
  }
  // What links lead to is not looked at afterwards: it would seem to be removed.
  if (isBehindLink(project.root, shown)) return PASS;
  await expect(world, shown, { before, after, tells: isNews(world, shown, standing) });
  return PASS;
}

/** Whether something was wrong before that the agent has not been told. */
function isNews({ ledger }: World, file: string, standing: readonly Diagnostic[]): boolean {
  if (standing.length === 0) return false;
  const { files } = ledger.read().state;
  return unmentioned(Object.hasOwn(files, file) ? files[file] : undefined, standing).length > 0;
}

/** A write that is let pass. */
interface Passed {
  readonly before: Content | undefined;
  readonly after: Uint8Array;
  /** Whether something was wrong before that the agent has not been told. */
  readonly tells: boolean;
}

/** Notes what the write will make of the file, so that it is known when it comes, and what came before it. */
async function expect({ ledger }: World, file: string, { before, after, tells }: Passed): Promise<void> {
  const from = before === undefined ? null : ledger.keep(before as Uint8Array);
  const to = ledger.keep(after);
  if (from === to) return;
  const noted = ledger.update((state, { damaged }) => {
    if (damaged !== undefined) throw new Damaged();
    const entry = Object.hasOwn(state.files, file) ? state.files[file] : undefined;
    // What the ledger does not know yet was seen here: that is its baseline.
    const known: Entry = entry ?? { accepted: from };
    const expected = (known.expected ?? [])
      .filter((one) => one.from !== from || one.to !== to)
      .slice(1 - MOST_EXPECTED);
    state.files[file] = { ...known, expected: [...expected, { from, to, ...(tells && { tells }) }] };
  });
  await noted.catch((error: unknown) => {
    if (!(error instanceof Damaged)) throw error;
  });
}

/** The ledger has to be begun anew: who looks at what the call has done does that, and tells it. */
class Damaged extends Error {}

/** Calls that were let pass and never made, as when the user refused them, are forgotten in the end. */
const MOST_EXPECTED = 16;

function wasRefused(entry: RefusedEntry | undefined, onDisk: Content | undefined, { ledger }: World): boolean {
  if (entry?.refused === undefined) return false;
  return entry.refused === (isBytes(onDisk) ? ledger.keep(onDisk) : null);
}

function accepted(entry: RefusedEntry | undefined, { ledger }: World): Content | undefined {
  return typeof entry?.accepted === 'string' ? ledger.content(entry.accepted) : undefined;
}

function textOf(content: Content | undefined): string | undefined {
  if (!isBytes(content)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}
