import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The repository that is asked about. */
interface Place {
  readonly top: string;
  readonly gitDir: string;
}

/**
 * The index that a hook is to look at. `git commit -a` and `git commit <path>` prepare a temporary one, and name it in
 * `GIT_INDEX_FILE`; the repository's own is not what is being committed.
 *
 * A hook may look at another repository than that of the commit. So the index has to lie in the folder of this one; if it
 * lies elsewhere, no `GIT_DIR` may name another.
 *
 * @returns its absolute path; `undefined` for the repository's own
 */
export function indexOfHook(env: NodeJS.ProcessEnv, { top, gitDir }: Place): string | undefined {
  const { GIT_INDEX_FILE: named, GIT_DIR: repository } = env;
  if (named === undefined || named === '') return undefined;
  // A hook is started at the top of the working tree.
  const index = path.resolve(top, named);
  const folder = realPath(path.dirname(index));
  if (folder === undefined || !existsSync(index)) return undefined;
  const own = realPath(gitDir);
  if (folder === own || repository === undefined || realPath(path.resolve(top, repository)) === own) return index;
  return undefined;
}

/**
 * The commits that a merge is about to be made of, besides the checked-out one: `git merge` names them in its
 * environment, and writes its own notes only after the hook `pre-merge-commit`.
 */
export function mergedOfHook(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).flatMap((name) => /^GITHEAD_([0-9a-f]{40}|[0-9a-f]{64})$/u.exec(name)?.[1] ?? []);
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}
