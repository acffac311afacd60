import { type GitProcess, openGit } from './process.js';
import { openRepository, type Repository } from './repository.js';

/** Tells which commits a repository has. */
export interface CommitLookup {
  /** Hash, full or abbreviated → whether there is such a commit; one of which that cannot be told is missing. */
  lookUp(hashes: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
  /** Ends git; waits until it is gone. */
  end(): Promise<void>;
}

const NOTHING: ReadonlyMap<string, boolean> = new Map();

const KNOWS_NOTHING: CommitLookup = { lookUp: () => Promise.resolve(NOTHING), end: () => Promise.resolve() };

/** What git takes for the beginning of a hash. */
const HASH = /^[0-9a-f]{4,64}$/iu;

/**
 * Asks one `git cat-file` for all commits. It knows nothing where there is no repository, and in a clone that lacks
 * commits (shallow) or would fetch what it lacks (partial): that a commit is not there proves nothing.
 *
 * @param repository the repository, or a folder that stands in it
 */
export async function lookUpIn(repository: Repository | string): Promise<CommitLookup> {
  const opened = typeof repository === 'string' ? await openRepository(repository) : repository;
  if ('reason' in opened || opened.shallow || opened.partial || opened.head === undefined) return KNOWS_NOTHING;
  let git: GitProcess | undefined;
  let lines: AsyncIterator<string, undefined> | undefined;
  let failed = false;
  /** One session after the other: the answers come in the order of the questions. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    lookUp(hashes) {
      const answer = last.then(() => ask([...new Set(hashes)].filter((hash) => HASH.test(hash))));
      last = answer;
      return answer;
    },
    async end() {
      await git?.stop();
    },
  };

  async function ask(hashes: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    if (failed || hashes.length === 0) return NOTHING;
    try {
      git ??= openGit(['cat-file', '--batch-check=%(objecttype)'], opened as Repository);
      lines ??= linesOf(git.stdout);
      git.stdin.write(`${hashes.join('\n')}\n`);
      const known = new Map<string, boolean>();
      for (const hash of hashes) {
        const { value } = await lines.next();
        if (value === undefined) throw new Error('git cat-file ended early');
        // `<hash> missing`; of what several objects begin with, one may be the commit.
        if (!value.endsWith(' ambiguous')) known.set(hash, value === 'commit');
      }
      return known;
    } catch {
      failed = true;
      return NOTHING;
    }
  }
}

async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  return undefined;
}
