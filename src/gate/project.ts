import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The tree that a file belongs to, as the gate sees it. All paths are absolute. */
export interface Project {
  /** The folder that holds `.git`, or the one that was given where there is none. */
  readonly root: string;
  /** Where git keeps what belongs to this working tree; absent outside of git. */
  readonly gitDir?: string;
  /** Where git keeps what its working trees share. */
  readonly commonDir?: string;
  /** Where the ledger is kept. */
  readonly ledger: string;
}

/**
 * The project that a folder belongs to, told without starting git.
 *
 * @param otherwise a folder of the project where no `.git` stands above; the folder itself when absent
 */
export function projectOf(folder: string, otherwise?: string): Project {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const gitDir = gitDirIn(at);
    if (gitDir !== undefined) {
      return { root: at, gitDir, commonDir: commonDirOf(gitDir), ledger: path.join(gitDir, 'stategate') };
    }
    if (path.dirname(at) === at) break;
  }
  const root = path.resolve(folder);
  return otherwise === undefined || path.resolve(otherwise) === root
    ? { root, ledger: path.join(root, '.stategate') }
    : projectOf(otherwise);
}

/** In the place of `.git`: the folder itself, or a file that names it, as in a linked working tree or a submodule. */
function gitDirIn(folder: string): string | undefined {
  const place = path.join(folder, '.git');
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return place;
  if (!stats?.isFile()) return undefined;
  const named = /^gitdir: (.+?)\s*$/su.exec(shortText(place) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(folder, named);
}

function commonDirOf(gitDir: string): string {
  const named = shortText(path.join(gitDir, 'commondir'))?.trim();
  return named === undefined || named === '' ? gitDir : path.resolve(gitDir, named);
}

/** The text of one of git's own small files. */
export function shortText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
