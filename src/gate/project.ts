import { readFileSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../document/read.js';
import { realPath } from '../workspace/standing.js';

/** The tree that a file belongs to, as the gate sees it. All paths are absolute. */
export interface Project {
  /** The real path of the folder that holds `.git`, or the one that was given where there is none. */
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
    if (gitDirIn(at) !== undefined) {
      const root = realPath(at) ?? at;
      const gitDir = gitDirIn(root) ?? path.join(root, '.git');
      return { root, gitDir, commonDir: commonDirOf(gitDir), ledger: path.join(gitDir, 'stategate') };
    }
    if (path.dirname(at) === at) break;
  }
  const resolved = path.resolve(folder);
  const root = realPath(resolved) ?? resolved;
  return otherwise === undefined || path.resolve(otherwise) === resolved
    ? { root, ledger: path.join(root, '.stategate') }
    : projectOf(otherwise);
}

/**
 * The project that a hook is about: the one that the client works in, as long as the folder lies in it. A repository that
 * somebody has made in the middle of it does not take its files away; another working tree of the same repository is a
 * tree of its own, with other files, and comes and goes as a whole.
 *
 * @param projectDir the folder that the client was started in, where that is known
 */
export function projectAround(folder: string, projectDir: string | undefined): Project {
  const project = projectDir === undefined ? undefined : projectOf(projectDir);
  const own = projectOf(folder, projectDir);
  return project && isInside(project.root, placeIn(project, path.resolve(folder))) && !isOtherTree(project, own)
    ? project
    : own;
}

/**
 * A path (absolute) by the name that it has below the tree's root: links lead to some trees, as to macOS's `/tmp`. Links
 * below the root stay; so does what does not lie there.
 */
export function placeIn({ root }: Project, place: string): string {
  for (let at = place; !isInside(root, place); at = path.dirname(at)) {
    if (realPath(at) === root) return path.join(root, path.relative(at, place));
    if (path.dirname(at) === at) return place;
  }
  return place;
}

/** Whether two projects are working trees of one repository. */
export function isOtherTree(one: Project, other: Project): boolean {
  return one.root !== other.root && one.commonDir !== undefined && one.commonDir === other.commonDir;
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

/** The text of a small file, as git has many; `undefined` where there is no plain file that can be read. */
export function shortText(file: string): string | undefined {
  try {
    // A pipe in its place would be waited for.
    return statsOf(file)?.isFile() === true ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
