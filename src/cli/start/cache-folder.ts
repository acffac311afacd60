import path from 'node:path';

/**
 * Where this user's programs keep what they can make again; `undefined` where that is not known, or Node is told to keep
 * no compiled code (`NODE_DISABLE_COMPILE_CACHE`).
 *
 * @see https://specifications.freedesktop.org/basedir/latest/ by which a relative folder is passed over
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = '', HOME: home = '' } = env;
  if (env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return undefined;
  const folder = [named, local, home === '' ? '' : path.join(home, '.cache')].find((one) => path.isAbsolute(one));
  return folder === undefined ? undefined : path.join(folder, 'stategate', 'code');
}
