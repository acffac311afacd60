import path from 'node:path';
import { isFault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { isObject, type Payload } from './payload.js';
import { projectAround, shortText } from './project.js';
import { CONFIG_FILE } from './protected.js';
import type { Environment } from './world.js';

/** What is done when the gate itself could not do its work. */
export interface FaultAnswer {
  /** What went wrong, in one line. */
  readonly line: string;
  /** Whether the agent is held up. */
  readonly blocks: boolean;
}

/** Puts what was thrown into a line, and finds out whether it is to hold up the agent. */
export function onFault(error: unknown, { cwd }: Payload, env: Environment): FaultAnswer {
  return { line: `stategate: nothing was checked: ${wordsOf(error)}`, blocks: blocksOnFault(cwd, env) };
}

function wordsOf(error: unknown): string {
  const { message, code } = error as Partial<NodeJS.ErrnoException>;
  const text = printable(String(message ?? error).replaceAll('\n', '; '));
  return isFault(error) || code !== undefined ? text : `${text} (this is a bug in stategate, please report it)`;
}

/** Asked of the file itself: what is wrong may be the rest of the configuration. */
function blocksOnFault(cwd: string, env: Environment): boolean {
  try {
    const file = path.join(projectAround(cwd, env['CLAUDE_PROJECT_DIR']).root, CONFIG_FILE);
    const config: unknown = JSON.parse(shortText(file) ?? '');
    return isObject(config) && config['onFault'] === 'block';
  } catch {
    return false;
  }
}
