import { homedir } from 'node:os';
import path from 'node:path';
import { readPayload } from '../payload.js';
import { reply } from '../reply.js';
import type { Workshop } from '../workshop.js';
import type { Environment } from '../world.js';
import { projectFolder } from './project-folder.js';
import type { Refusal } from './refusal.js';

export interface Question {
  /** A hook's payload. */
  readonly body: Buffer;
  /** The project's folder, absolute, where it was named. */
  readonly project: string | undefined;
}

/** The answer to a hook's payload, as a command hook would print it; `{}` where that would print nothing. */
export async function hookAnswer(
  { body, project }: Question,
  env: Environment,
  workshop: Workshop,
): Promise<string | Refusal> {
  const payload = readPayload(body.toString('utf8'), 'the body');
  if ('note' in payload) return { status: 400, note: `${payload.note}; nothing was checked` };
  // A command hook stands in the agent's folder itself; this process does not.
  if (!path.isAbsolute(payload.cwd)) return { status: 400, note: 'the body has no absolute cwd; nothing was checked' };
  const home = env['HOME'] ?? homedir();
  const folder = project ?? projectFolder(payload.cwd, home);
  const answered = await reply(payload, { ...env, HOME: home, CLAUDE_PROJECT_DIR: folder }, workshop);
  if ('fault' in answered) return { status: 500, note: answered.fault.replace(/^stategate: /u, '') };
  return answered.output === '' ? '{}' : answered.output;
}
