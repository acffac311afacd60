import path from 'node:path';
import { isInside } from '../document/read.js';
import { isFault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { displayPath } from '../workspace/paths.js';
import { type Answer, PASS } from './answer.js';
import { type Content, contentOf, isBytes } from './content.js';
import { acceptedPart, extendedFiles, partAt } from './extended.js';
import type { Gist } from './ledger/gist.js';
import type { GuardEntry, LedgerState } from './ledger/state.js';
import { isSameLook, lookAt, type Sight } from './look.js';
import { isObject } from './payload.js';
import type { Proposal } from './proposed.js';
import { isKept } from './kept.js';
import { CONFIG_FILE, EXTENDED, type Guarded, guardedAt, guardedFiles } from './protected.js';
import type { World } from './world.js';
import { COMMAND } from './command.js';

/** A tool call that would write a guarded file. */
export interface GuardedWrite {
  /** Absolute. */
  readonly file: string;
  readonly guarded: Guarded;
  readonly proposal: Proposal;
}

/** Keeps an agent from switching off what watches it. */
export async function beforeGuardedWrite(world: World, { file, guarded, proposal }: GuardedWrite): Promise<Answer> {
  if (!(await isProtected(world))) return PASS;
  const text = textOf(contentAt(world, file));
  const after = proposal.apply(text);
  if (after === undefined || isKept(guarded, text, after)) return PASS;
  const shown = shownAs(file, world);
  return {
    type: 'deny',
    reason: `stategate: nothing was written: ${shown} ${guarded.what}; only the user changes that, outside of the agent. Ask the user if it has to change.`,
  };
}

/**
 * Keeps the client from taking settings by which it would not call stategate any more. The client shows nobody why: the
 * agent is told after the tool call that changed them.
 */
export async function onSettings(world: World, file: string): Promise<Answer> {
  const gist = world.ledger.gist();
  const entry = Object.hasOwn(gist.guards, file) ? gist.guards[file] : undefined;
  const guarded = entry && guardedAt(file, world.project, world.code);
  if (!guarded || !(await isProtected(world, gist))) return PASS;
  return isKeptSince(entry, guarded, contentAt(world, file), world)
    ? PASS
    : { type: 'block', reason: `stategate: ${shownAs(file, world)} ${guarded.what}; only the user changes that` };
}

export interface GuardOptions {
  /** Whether what is there is accepted. */
  readonly accepts?: boolean;
  /** Whether to tell once more what was told before and is still so. */
  readonly again?: boolean;
}

/** Tells which guarded files have been changed, whichever way: a reason each. */
export async function changedGuards(world: World, known: LedgerState, options: GuardOptions): Promise<string[]> {
  const { accepts = false, again = false } = options;
  const now = world.now();
  const own = guardedFiles(world.project, world.home);
  const isChanged = (state: LedgerState, file: string): boolean =>
    isOther(state, file, lookAt(file, now)) || ((again || accepts) && isRefused(state, file));
  // Also what is not known yet: a package that has been installed since the last look.
  const parts = extendedFiles(world.project.root, acceptedPart(world, known.guards));
  const watched = new Set([...own, ...Object.keys(known.guards), ...parts]);
  if (![...watched].some((file) => isChanged(known, file))) return [];
  return world.ledger.update(async (state) => {
    const reasons: string[] = [];
    const watches = accepts ? false : await isProtected(world, state);
    for (const file of own) if (isChanged(state, file)) look(file, contentAt(world, file));
    // By the configuration that is accepted now.
    const read = watches ? acceptedPart(world, state.guards) : (file: string) => partAt(world, file);
    const extended = extendedFiles(world.project.root, read);
    for (const file of extended) if (!own.includes(file) && isChanged(state, file)) look(file, partAt(world, file));
    for (const file of Object.keys(state.guards)) {
      if (!own.includes(file) && !extended.has(file)) Reflect.deleteProperty(state.guards, file);
    }
    return reasons;

    function look(file: string, content: Content | undefined): void {
      const sight = lookAt(file, now);
      const id = isBytes(content) ? world.ledger.keep(content) : null;
      const entry = Object.hasOwn(state.guards, file) ? state.guards[file] : undefined;
      const seen = typeof sight === 'string' ? {} : { look: sight };
      const guarded = guardedAt(file, world.project, world.code) ?? EXTENDED;
      if (!watches || !entry || isKeptSince(entry, guarded, content, world)) {
        state.guards[file] = { accepted: id, ...seen };
        return;
      }
      if (again || entry.refused !== id) {
        const shown = shownAs(file, world);
        // What lies out of the tree is not restore's to write.
        const way = isInside(world.project.root, file) ? ` (${COMMAND} restore ${shown})` : '';
        reasons.push(
          `stategate: ${shown} ${guarded.what} and was changed while the agent was at work; only the user changes that. Put it back as it was${way} and tell the user.`,
        );
      }
      state.guards[file] = { accepted: entry.accepted, ...seen, refused: id };
    }
  });
}

/** Also of a file that is not known yet: that it was not there is worth knowing. */
function isKeptSince({ accepted }: GuardEntry, guarded: Guarded, now: Content | undefined, { ledger }: World): boolean {
  return isKept(guarded, accepted === null ? undefined : textOf(ledger.content(accepted)), textOf(now));
}

function shownAs(file: string, { project }: World): string {
  return printable(displayPath(project.root, file));
}

function isOther({ guards }: LedgerState, file: string, sight: Sight): boolean {
  const entry = Object.hasOwn(guards, file) ? guards[file] : undefined;
  if (!entry) return true;
  if (sight === 'absent') return (entry.refused === undefined ? entry.accepted : entry.refused) !== null;
  return typeof sight === 'string' || !isSameLook(entry.look, sight);
}

function isRefused({ guards }: LedgerState, file: string): boolean {
  return Object.hasOwn(guards, file) && guards[file]?.refused !== undefined;
}

/** Whether the user wants these files guarded: what the configuration said when it was last accepted counts. */
async function isProtected(world: World, { guards }: Pick<Gist, 'guards'> = world.ledger.gist()): Promise<boolean> {
  const config = path.join(world.project.root, CONFIG_FILE);
  const known = Object.hasOwn(guards, config) ? guards[config] : undefined;
  if (known) {
    const text = known.accepted === null ? undefined : textOf(world.ledger.content(known.accepted));
    return !isSwitchedOff(text);
  }
  try {
    return (await world.settings()).protect;
  } catch (error) {
    if (isFault(error)) return true;
    throw error;
  }
}

function isSwitchedOff(text: string | undefined): boolean {
  try {
    const config: unknown = JSON.parse(text ?? '{}');
    return isObject(config) && config['protect'] === false;
  } catch {
    return false;
  }
}

function contentAt({ limits }: World, file: string): Content | undefined {
  return contentOf(file, undefined, limits);
}

function textOf(content: Content | undefined): string | undefined {
  return isBytes(content) ? Buffer.from(content).toString('utf8') : undefined;
}
