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

/** The commits of the repositories that folders stand in; git is started once for each. */
export interface CommitsOnDisk {
  in(folder: string): Promise<CommitLookup>;
  /** Ends what was started for it; waits until it is gone. */
  end(): Promise<void>;
}

export function commitsOnDisk(): CommitsOnDisk {
  const lookups = new Map<string, Promise<CommitLookup>>();
  return {
    in(folder) {
      let lookup = lookups.get(folder);
      if (!lookup) lookups.set(folder, (lookup = openLookup(folder)));
      return lookup;
    },
    async end() {
      for (const lookup of lookups.values()) await (await lookup).end();
      lookups.clear();
    },
  };
}

/**
 * What lies around sessions on disk, and the commits of the repository that each stands in.
 *
 * @param repositories of use to several of these, one after the other: files are written, commits stay
 */
export function aroundSessionsOnDisk(
  { limits }: Pick<Wanted, 'limits'>,
  repositories: CommitsOnDisk = commitsOnDisk(),
): AroundSessions {
  const folders = folderAround(limits);
  return {
    of(session, root, commits) {
      const around = folders(session, root);
      return commits.length === 0 ? around : withCommits(around, repositories.in(root), commits);
    },
    end: () => repositories.end(),
  };
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
