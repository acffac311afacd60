import path from 'node:path';
import { userCache } from '../workspace/user-cache.js';

/** Where this user's programs keep what V8 has compiled of this one; `undefined` where that is not known. */
export function codeFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = userCache(env);
  return folder === undefined ? undefined : path.join(folder, 'code');
}
