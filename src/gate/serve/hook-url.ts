import type { Environment } from '../world.js';
import { DEFAULT_PORT, HOOK_PATH, HOST } from './address.js';
import { userToken } from './token.js';

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
