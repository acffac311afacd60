import type { Environment } from '../world.js';
import { userToken } from './token.js';

/** The only address that the server listens on: this machine alone reaches it. */
export const HOST = '127.0.0.1';

/** No service is registered for it, and systems do not hand it out to others: those begin at 32768 or above. */
export const DEFAULT_PORT = 27417;

/** Where hooks are answered; a token may follow, after a `/`. */
export const HOOK_PATH = '/hook';

/** Where the server says that it is there. */
export const HEALTH_PATH = '/healthz';

export interface HookUrlOptions {
  readonly port?: number;
  /** The project's folder, absolute: the client does not name it to its HTTP hooks. */
  readonly project?: string;
}

/** The address for the client's settings; makes the user's token where there is none. Throws a `Fault`. */
export function hookUrl(env: Environment, { port = DEFAULT_PORT, project }: HookUrlOptions = {}): string {
  const query = project === undefined ? '' : `?${new URLSearchParams({ project }).toString()}`;
  return `http://${HOST}:${port}${HOOK_PATH}/${userToken(env)}${query}`;
}
