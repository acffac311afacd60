import type { Repository } from '../history/git/repository.js';
import type { CommitLookup } from '../history/git/known-commits.js';
import { folderAround } from '../lint/folder-around.js';
import type { Wanted } from '../lint/inputs.js';
import { type Surroundings, UNKNOWN_SURROUNDINGS } from '../lint/surroundings.js';
import { topOf } from '../workspace/standing.js';

/** Tells what lies around sessions. */
export interface AroundSessions {
  /**
   * @param session the session's folder: absolute, with `/`
   * @param root the real path of the tree that links may not lead out of
   * @param commits those that will be asked about
   */
  of(session: string, root: string, commits: readonly string[]): Surroundings | Promise<Surroundings>;
  /** Ends what was started for it; waits until it is gone. */
  end(): Promise<void>;
}

/** Nothing is known. */
export const NOTHING_AROUND: AroundSessions = {
  of: () => UNKNOWN_SURROUNDINGS,
  end: () => Promise.resolve(),
};

const KNOWS_NO_COMMIT: CommitLookup = { lookUp: () => Promise.resolve(new Map()), end: () => Promise.resolve() };

/** What lies around sessions on disk, and the commits of the repository that each stands in. */
export function aroundSessionsOnDisk({ limits }: Pick<Wanted, 'limits'>): AroundSessions {
  const folders = folderAround(limits);
  const commitsIn = new Map<string, Promise<CommitLookup>>();
  return {
    of(session, root, commits) {
      const around = folders(session, root);
      return commits.length === 0 ? around : withCommits(around, lookupIn(root), commits);
    },
    async end() {
      for (const lookup of commitsIn.values()) await (await lookup).end();
      commitsIn.clear();
    },
  };

  function lookupIn(root: string): Promise<CommitLookup> {
    let lookup = commitsIn.get(root);
    if (!lookup) commitsIn.set(root, (lookup = openLookup(root)));
    return lookup;
  }
}

/** The commits of a repository; of the rest nothing is known, as it is not what is on disk. */
export function aroundSessionsIn(repository: Repository): AroundSessions {
  let lookup: Promise<CommitLookup> | undefined;
  return {
    of: (_session, _root, commits) =>
      commits.length === 0
        ? UNKNOWN_SURROUNDINGS
        : withCommits(UNKNOWN_SURROUNDINGS, (lookup ??= openLookup(repository)), commits),
    async end() {
      await (await lookup)?.end();
      lookup = undefined;
    },
  };
}

async function withCommits(
  around: Surroundings,
  lookup: Promise<CommitLookup>,
  commits: readonly string[],
): Promise<Surroundings> {
  const known = await (await lookup).lookUp(commits);
  return { ...around, hasCommit: (hash) => known.get(hash) };
}

async function openLookup(repository: Repository | string): Promise<CommitLookup> {
  // Where there is no repository, git need not be started to say so.
  if (typeof repository === 'string' && topOf(repository) === undefined) return KNOWS_NO_COMMIT;
  // Loaded here, so that who asks for no commit does not wait for it.
  const { lookUpIn } = await import('../history/git/known-commits.js');
  return lookUpIn(repository);
}
