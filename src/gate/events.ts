import path from 'node:path';
import { toPosix } from '../workspace/paths.js';
import { type Answer, PASS } from './answer.js';
import type { Payload } from './payload.js';
import { placeIn, projectAround } from './project.js';
import { projectsOf } from './projects.js';
import { proposalOf } from './proposed.js';
import { EXTENDED, type Guarded, guardedAt } from './protected.js';
import { judgedKind } from './judged-kind.js';
import { type Environment, type World, worldOf } from './world.js';
import { MAKES_ANEW, type Workshop } from './workshop.js';

/** Answers an event. Throws a `Fault` when the configuration is wrong, and what the file system throws. */
type Handler = (payload: Payload, env: Environment, workshop: Workshop) => Promise<Answer>;

/** What is done at which event; at all others, nothing. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['PreToolUse', beforeTool],
  ['PostToolUse', afterTool],
  ['PostToolUseFailure', afterTool],
  ['PostToolBatch', afterTools],
  ['Stop', atEnd],
  ['SubagentStop', atEnd],
  ['SessionStart', atStart],
  ['ConfigChange', atConfigChange],
]);

/** Answers an event that may concern the gate. */
export async function answer(payload: Payload, env: Environment, workshop = MAKES_ANEW): Promise<Answer> {
  return (await HANDLERS.get(payload.event)?.(payload, env, workshop)) ?? PASS;
}

async function beforeTool(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const proposal = proposalOf(payload.toolInput, payload.toolName);
  if (!proposal) return PASS;
  const named = path.resolve(payload.cwd, proposal.file);
  const kind = judgedKind(toPosix(named));
  const project = projectAround(path.dirname(named), env['CLAUDE_PROJECT_DIR']);
  const file = placeIn(project, named);
  const world = worldOf(project, payload, env, workshop);
  if (kind !== undefined) {
    const { beforeWrite } = await import('./engine.js');
    return beforeWrite(world, { file, kind, proposal });
  }
  // The ledger of a linked working tree lies in another tree's folder.
  const worlds = [world, ...worldsOf(payload, env, workshop)];
  const known = worlds
    .map((one) => guardedAt(placeIn(one.project, file), one.project, one.code))
    .find((one) => one !== undefined);
  // Whatever is extended is JSON, or is not taken.
  const guarded = known ?? (file.endsWith('.json') ? await guardedAsExtended(file, worlds) : undefined);
  if (!guarded) return PASS;
  const { beforeGuardedWrite } = await import('./guards.js');
  return beforeGuardedWrite(world, { file, guarded, proposal });
}

async function guardedAsExtended(file: string, worlds: readonly World[]): Promise<Guarded | undefined> {
  // Loaded here, so that most calls do not wait for it.
  const { isExtended } = await import('./extended.js');
  return worlds.some((world) => isExtended(file, world)) ? EXTENDED : undefined;
}

async function afterTool(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const { afterChange } = await import('./after-change.js');
  return together(worldsOf(payload, env, workshop).map((world) => () => afterChange(world, payload)));
}

/** After several calls a block would end the run without a word to the model. */
async function afterTools(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const answered = await afterTool(payload, env, workshop);
  return answered.type === 'block' ? { type: 'inform', context: answered.reason } : answered;
}

async function atEnd(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const { beforeEnd } = await import('./before-end.js');
  return together(worldsOf(payload, env, workshop).map((world) => () => beforeEnd(world, payload.isAgain)));
}

async function atStart(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const { onStart } = await import('./on-start.js');
  return together(worldsOf(payload, env, workshop).map((world) => () => onStart(world, payload.source)));
}

/** The client asks its old hooks before it takes new settings. */
async function atConfigChange(payload: Payload, env: Environment, workshop: Workshop): Promise<Answer> {
  const { onSettings } = await import('./guards.js');
  return together(
    worldsOf(payload, env, workshop).map((world) => () => onSettings(world, placeIn(world.project, payload.filePath))),
  );
}

function worldsOf(payload: Payload, env: Environment, workshop: Workshop): World[] {
  return projectsOf(payload, env).map((project) => worldOf(project, payload, env, workshop));
}

/** One answer of several: the gravest, with the words of all that are as grave. */
async function together(questions: readonly (() => Promise<Answer>)[]): Promise<Answer> {
  let all: Answer = PASS;
  for (const ask of questions) all = graver(all, await ask());
  return all;
}

function graver(one: Answer, other: Answer): Answer {
  if (one.type === 'block' && other.type === 'block') return { ...one, reason: `${one.reason}\n\n${other.reason}` };
  if (one.type === 'inform' && other.type === 'inform')
    return { ...one, context: `${one.context}\n\n${other.context}` };
  const order = ['pass', 'inform', 'deny', 'block'];
  return order.indexOf(other.type) > order.indexOf(one.type) ? other : one;
}
