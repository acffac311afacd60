import { readPayload } from '../gate/payload.js';
import { reply } from '../gate/reply.js';
import type { Environment } from '../gate/world.js';

/** What the process of a hook says and how it ends. */
export interface HookResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: the answer is on standard output; 1: something is wrong with stategate itself, which the user is shown. */
  readonly code: 0 | 1;
  /** The event that was answered; empty where none could be read. */
  readonly event: string;
}

/** Answers one payload of Claude Code. Never shows a stack trace. */
export async function hook(text: string, env: Environment): Promise<HookResult> {
  const payload = readPayload(text);
  if ('note' in payload)
    return { stdout: '', stderr: `stategate: ${payload.note}; nothing was checked\n`, code: 0, event: '' };
  const { event } = payload;
  const answered = await reply(payload, env);
  if ('fault' in answered) return { stdout: '', stderr: `${answered.fault}\n`, code: 1, event };
  return { stdout: answered.output, stderr: '', code: 0, event };
}
