import { type Answer, outputOf } from '../gate/answer.js';
import { answer } from '../gate/gate.js';
import { type Payload, readPayload } from '../gate/payload.js';
import type { Environment } from '../gate/world.js';

/** What the process of a hook says and how it ends. */
export interface HookResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: the answer is on standard output; 1: something is wrong with stategate itself, which the user is shown. */
  readonly code: 0 | 1;
}

/** A hook that takes longer than this gives up, in milliseconds: the client would end it much later, without a word. */
const PATIENCE = 5_000;

/**
 * Answers one payload of Claude Code. Whatever goes wrong in stategate itself never holds up the agent, unless the
 * configuration wants that (`onFault`), and never shows a stack trace.
 */
export async function hook(text: string, env: Environment): Promise<HookResult> {
  const payload = readPayload(text);
  if ('note' in payload) return { stdout: '', stderr: `stategate: ${payload.note}; nothing was checked\n`, code: 0 };
  try {
    return said(payload, await withPatience(answer(payload, env)));
  } catch (error) {
    const { onFault } = await import('../gate/on-fault.js');
    const { line, blocks } = onFault(error, payload, env);
    if (!blocks) return { stdout: '', stderr: `${line}\n`, code: 1 };
    return said(payload, heldUp(payload.event, line));
  }
}

/** Not every event can be held up: at the start, and after several calls, the model is told. */
function heldUp(event: string, reason: string): Answer {
  if (event === 'PreToolUse') return { type: 'deny', reason };
  const ends = event === 'SessionStart' || event === 'PostToolBatch';
  return ends ? { type: 'inform', context: reason } : { type: 'block', reason };
}

function said({ event }: Payload, answered: Answer): HookResult {
  return { stdout: outputOf(event, answered), stderr: '', code: 0 };
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${PATIENCE / 1000} seconds`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
