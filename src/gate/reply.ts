import { Fault } from '../lint/fault.js';
import { type Answer, outputOf } from './answer.js';
import { answeringOf } from './gate.js';
import type { Payload } from './payload.js';
import type { Environment } from './world.js';
import type { Workshop } from './workshop.js';

/** What comes back for an event. */
export type Reply =
  /** The answer as the client reads it; empty where there is nothing to say. */
  | { readonly output: string }
  /** What is wrong with stategate itself, in a line for the user; the agent is not held up. */
  | { readonly fault: string };

/** An answer that takes longer is given up, in milliseconds: the client would end it much later, without a word. */
export const PATIENCE = 5_000;

/**
 * Answers an event. Whatever goes wrong in stategate itself never holds up the agent, unless the configuration wants
 * that (`onFault`). Never throws, and never takes much longer than `PATIENCE`.
 *
 * @param workshop of a process that answers many events
 */
export async function reply(payload: Payload, env: Environment, workshop?: Workshop): Promise<Reply> {
  const { event } = payload;
  try {
    const load = answeringOf(payload, env, workshop);
    if (!load) return { output: '' };
    const answered = load().then(({ answer }) => answer(payload, env, workshop));
    return { output: outputOf(event, await withPatience(answered)) };
  } catch (error) {
    const { onFault } = await import('./on-fault.js');
    const { line, blocks } = onFault(error, payload, env);
    // A stop is held up once: what is wrong with stategate is nothing that the agent could mend.
    return blocks && !payload.isAgain ? { output: outputOf(event, heldUp(event, line)) } : { fault: line };
  }
}

/** Not every event can be held up: at the start, and after several calls, the model is told. */
function heldUp(event: string, reason: string): Answer {
  if (event === 'PreToolUse') return { type: 'deny', reason };
  const ends = event === 'SessionStart' || event === 'PostToolBatch';
  return ends ? { type: 'inform', context: reason } : { type: 'block', reason };
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Fault(`no answer within ${PATIENCE / 1000} seconds`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
