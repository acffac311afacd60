import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { CacheOptions } from '../check/cache/cache-options.js';
import { Fault } from '../lint/fault.js';
import { userCache } from '../workspace/user-cache.js';
import type { Io } from './io.js';

/** What `check` is told of its cache. */
export interface CacheFlags {
  readonly cache?: true;
  readonly cacheLocation?: string;
  readonly cacheStrategy?: CacheOptions['strategy'];
}

/**
 * Where verdicts are kept and how they are recognised; `undefined` where none are to be. Throws a `Fault` for flags that
 * do not go together.
 *
 * @param other the flag because of which files are not checked as they are on disk
 */
export function cacheOptions(
  { cache, cacheLocation, cacheStrategy }: CacheFlags,
  other: string | undefined,
  io: Pick<Io, 'cwd' | 'env'>,
): CacheOptions | undefined {
  if (!cache) {
    if (cacheLocation !== undefined) throw new Fault('--cache-location needs --cache');
    if (cacheStrategy !== undefined) throw new Fault('--cache-strategy needs --cache');
    return undefined;
  }
  if (other !== undefined) throw new Fault(`--cache does not go with ${other}; it is for files as they are on disk`);
  if (cacheLocation === '') throw new Fault('--cache-location is empty');
  return { file: fileOf(cacheLocation, io), strategy: cacheStrategy ?? 'metadata' };
}

/**
 * In the user's folder for caches, not in the tree that is checked: what lies there comes with it, and could say that all is
 * well. Of a folder that is named, and there, a file for the working directory.
 */
function fileOf(location: string | undefined, { cwd, env }: Pick<Io, 'cwd' | 'env'>): string {
  const usual = (): string => userCache(env) ?? path.join(homedir(), '.cache', 'stategate');
  const place = location === undefined ? usual() : path.resolve(cwd, location);
  if (location !== undefined && !/[\\/]$/u.test(location) && !isFolder(place)) return place;
  // Loaded here, so that who keeps nothing does not wait for it.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return path.join(place, `check-${createHash('sha256').update(cwd).digest('hex').slice(0, 16)}.json`);
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false; // Whatever is wrong with it is told when it is written.
  }
}
