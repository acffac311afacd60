import { cacheFolder } from './cache-folder.js';
import { codeCache } from './code-cache.js';
import { type Parts, partsIn } from './parts.js';

/** A program that ran for longer has functions that V8 has forgotten meanwhile, in seconds. */
const LONGEST_RUN = 60;

let parts: Parts | undefined;

/** Loads another file of the built program; the build puts the call in where the sources import dynamically. */
export function load(name: string): unknown {
  if (!parts) {
    const folder = cacheFolder(process.env);
    parts = partsIn(import.meta.dirname, folder === undefined ? undefined : codeCache(folder));
  }
  return parts.load(name);
}

/**
 * Keeps the compiled code of what was loaded, for the next start. For the end of a program.
 *
 * @param course the way that this run took: another way needs other functions
 */
export function keepCode(course: string): void {
  if (parts && process.uptime() < LONGEST_RUN) parts.keep(course);
}
