import path from 'node:path';
import { toPosix } from '../workspace/paths.js';
import type { Answer } from './answer.js';
import { isAsSeen } from './as-seen.js';
import { codeFolder } from './code-folder.js';
import { homeOf } from './home.js';
import { judgedKind } from './judged-kind.js';
import { readLooks } from './ledger/looks.js';
import type { Payload } from './payload.js';
import { placeIn, projectAround } from './project.js';
import { projectsOf } from './projects.js';
import { proposalOf } from './proposed.js';
import { guardedAt } from './protected.js';
import type { Workshop } from './workshop.js';
import type { Environment } from './world.js';

/** The events at which whatever a tool has changed is looked for. */
const AFTER_TOOLS: ReadonlySet<string> = new Set(['PostToolUse', 'PostToolUseFailure', 'PostToolBatch']);

/** What answers an event. */
export interface Answering {
  readonly answer: (payload: Payload, env: Environment, workshop?: Workshop) => Promise<Answer>;
}

/**
 * Loads what an event needs to be answered; `undefined` where there is nothing to answer: a call names no file that is
 * governed or guarded, or has changed none.
 */
export function answeringOf(
  payload: Payload,
  env: Environment,
  workshop?: Workshop,
): (() => Promise<Answering>) | undefined {
  const { event } = payload;
  if (AFTER_TOOLS.has(event) && isQuiet(payload, env, workshop)) return undefined;
  if (event !== 'PreToolUse') return () => import('./events.js');
  const proposal = proposalOf(payload.toolInput, payload.toolName);
  if (!proposal) return undefined;
  const file = path.resolve(payload.cwd, proposal.file);
  // It is judged by the rules, and to load one part takes less time than two.
  if (judgedKind(toPosix(file)) !== undefined) return () => import('./engine.js');
  return mayBeGuarded(file, payload, env) ? () => import('./events.js') : undefined;
}

function mayBeGuarded(file: string, payload: Payload, env: Environment): boolean {
  // Whatever the configuration extends is JSON, or is not taken.
  if (file.endsWith('.json')) return true;
  // The ledger of a linked working tree lies in another tree's folder.
  const own = projectAround(path.dirname(file), env['CLAUDE_PROJECT_DIR']);
  const code = codeFolder(env);
  return [own, ...projectsOf(payload, env)].some(
    (project) => guardedAt(placeIn(project, file), project, code) !== undefined,
  );
}

function isQuiet(payload: Payload, env: Environment, workshop: Workshop | undefined): boolean {
  const home = homeOf(env);
  return projectsOf(payload, env).every((project) => {
    const looks = workshop ? workshop.ledger(project.ledger).looks() : readLooks(project.ledger);
    return isAsSeen({ project, home, looks }, payload, workshop === undefined);
  });
}
