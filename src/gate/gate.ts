import path from 'node:path';
import { toPosix } from '../workspace/paths.js';
import { kindOfFile } from '../workspace/place.js';
import { type Answer, PASS } from './answer.js';
import type { Payload } from './payload.js';
import { pathOf, proposalOf } from './proposed.js';
import { guardedAt } from './protected.js';
import { type Environment, worldAt } from './world.js';

/** Answers an event. Throws a `Fault` when the configuration is wrong, and what the file system throws. */
type Handler = (payload: Payload, env: Environment) => Promise<Answer>;

/** What is done at which event; at all others, nothing. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['PreToolUse', beforeTool],
  ['PostToolUse', afterTool],
  ['PostToolUseFailure', afterTool],
  ['PostToolBatch', afterTool],
  ['Stop', atEnd],
  ['SubagentStop', atEnd],
  ['SessionStart', atStart],
]);

export async function answer(payload: Payload, env: Environment): Promise<Answer> {
  return (await HANDLERS.get(payload.event)?.(payload, env)) ?? PASS;
}

/** Asks no more than the names in the call before it knows that a governed or guarded file is concerned. */
async function beforeTool(payload: Payload, env: Environment): Promise<Answer> {
  const named = pathOf(payload.toolInput);
  if (named === undefined) return PASS;
  const file = path.resolve(payload.cwd, named);
  const proposal = proposalOf(payload.toolInput);
  if (!proposal) return PASS;
  const kind = kindOfFile(toPosix(file));
  if (kind !== undefined) {
    const { beforeWrite } = await import('./before-write.js');
    return beforeWrite(worldAt(path.dirname(file), payload, env), { file, kind, proposal });
  }
  const world = worldAt(path.dirname(file), payload, env);
  const guarded = guardedAt(file, world.project);
  if (!guarded) return PASS;
  const { beforeGuardedWrite } = await import('./guards.js');
  return beforeGuardedWrite(world, { file, guarded, proposal });
}

async function afterTool(payload: Payload, env: Environment): Promise<Answer> {
  const { afterChange } = await import('./after-change.js');
  return afterChange(worldAt(payload.cwd, payload, env), payload);
}

async function atEnd(payload: Payload, env: Environment): Promise<Answer> {
  const { beforeEnd } = await import('./before-end.js');
  return beforeEnd(worldAt(payload.cwd, payload, env), payload.isAgain);
}

async function atStart(payload: Payload, env: Environment): Promise<Answer> {
  const { onStart } = await import('./on-start.js');
  return onStart(worldAt(payload.cwd, payload, env), payload.source);
}
