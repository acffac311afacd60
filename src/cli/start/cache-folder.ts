import { codeFolder } from '../../gate/code-folder.js';

/**
 * Where compiled code is kept; `undefined` where no place is known for it, or Node is told to keep none
 * (`NODE_DISABLE_COMPILE_CACHE`).
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env['NODE_DISABLE_COMPILE_CACHE'] === undefined ? codeFolder(env) : undefined;
}
