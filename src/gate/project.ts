import { readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../document/read.js';

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

/**
 * The project that a hook is about: the one that the client works in, as long as the folder lies in it. A repository that
 * somebody has made in the middle of it does not take its files away.
 *
 * @param projectDir the folder that the client was started in, where that is known
 */
export function projectAround(folder: string, projectDir: string | undefined): Project {
  const project = projectDir === undefined ? undefined : projectOf(projectDir);
  return project && isInside(project.root, path.resolve(folder)) ? project : projectOf(folder, projectDir);
}

/** In the place of `.git`: the folder itself, or a file that names it, as in a linked working tree or a submodule. */
function gitDirIn(folder: string): string | undefined {
  const place = path.join(folder, '.git');
  const stats = statsOf(place);
  if (stats?.isDirectory()) return place;
  if (!stats?.isFile()) return undefined;
  const named = /^gitdir: (.+?)\s*$/su.exec(shortText(place) ?? '')?.[1];
  return named === undefined ? undefined : path.resolve(folder, named);
}

/** Below a file there is nothing either, which Node takes for a failure. */
function statsOf(place: string): Stats | undefined {
  try {
    return statSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
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
