import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_FILE } from '../../lint/config-names.js';

/**
 * What to watch for a check of paths (all below the working directory when there are none): folders, for a file the one
 * that it lies in, as a file is judged beside its neighbours; and the configuration, where that lies above.
 */
export function placesOf(paths: readonly string[], config: string | false | undefined, cwd: string): string[] {
  const folders = (paths.length > 0 ? paths : ['.']).map((name) => folderOf(path.resolve(cwd, name)));
  return [...new Set([...folders, ...configsOf(config, cwd)])];
}

/** The folder that a path is or lies in, or the one that a glob begins with. */
function folderOf(full: string): string {
  const there = existsSync(full) ? full : full.replace(/[\\/][^\\/]*[*?{}[\]()].*$/su, '');
  return statSync(there, { throwIfNoEntry: false })?.isDirectory() === false ? path.dirname(there) : there;
}

function configsOf(config: string | false | undefined, cwd: string): string[] {
  if (config === false) return [];
  if (config !== undefined) return [path.resolve(cwd, config)].filter((file) => existsSync(file));
  const found: string[] = [];
  for (let at = cwd; ; at = path.dirname(at)) {
    const file = path.join(at, CONFIG_FILE);
    if (existsSync(file)) found.push(file);
    if (path.dirname(at) === at) return found;
  }
}
