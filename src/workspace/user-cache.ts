import path from 'node:path';

/**
 * Where this user's programs keep what they can make again; `undefined` where that is not known.
 *
 * @see https://specifications.freedesktop.org/basedir/latest/ by which a relative folder is passed over
 */
export function userCache(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = '', HOME: home = '' } = env;
  const folder = [named, local, home === '' ? '' : path.join(home, '.cache')].find((one) => path.isAbsolute(one));
  return folder === undefined ? undefined : path.join(folder, 'stategate');
}
