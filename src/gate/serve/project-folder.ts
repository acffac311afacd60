import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** What stands in a project's folder: the gate's memory where there is no git, and the client's settings. */
const SIGNS = ['.stategate', '.claude'];

/**
 * The folder of the project that an agent in a folder works on, as far as the tree tells: the client names it to its
 * command hooks alone. Above the user's own folder, which holds the client's settings for all projects, none is looked
 * for.
 *
 * @param folder its real path, as the client names it
 */
export function projectFolder(folder: string, home: string): string | undefined {
  const end = realOf(home);
  for (let at = folder; at !== end; at = path.dirname(at)) {
    if (SIGNS.some((name) => existsSync(path.join(at, name)))) return at;
    if (path.dirname(at) === at) break;
  }
  return undefined;
}

function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
