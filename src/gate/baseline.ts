import { git } from '../workspace/git.js';
import type { Granularity } from '../schema/vocabulary/changes.js';
import { blobs } from './blobs.js';
import { type Content, isBytes } from './content.js';
import { checkedOutSince, madeHere, madeSince } from './head.js';
import type { LedgerState } from './ledger/state.js';
import type { Moves } from './moves.js';
import type { Project } from './project.js';
import { stashesOf } from './stashes.js';

/** What a file was before a change, as far as that can be told without having seen it. */
export interface Earlier {
  readonly content: Content | undefined;
  readonly granularity: Granularity;
}

export interface Baseline {
  /** What to compare a file with that the ledger does not know. */
  earlier(file: string): Earlier;
  /**
   * Whether a file has its content because another commit was checked out, and not because it was worked on.
   *
   * @param before what was accepted last, if anything was
   */
  cameWithHead(file: string, content: Content | undefined, before: Uint8Array | undefined): Promise<boolean>;
  /** Whether a file has its content because what it held before was put into a stash, where it still is. */
  isStashed(file: string, before: Uint8Array, content: Content | undefined): Promise<boolean>;
  readonly moves: Moves;
  /** Files that are gone and that nobody needs any more. */
  readonly archived: ReadonlySet<string>;
}

export interface BaselineOptions {
  readonly state: LedgerState;
  /** Files that look otherwise, relative to the tree's root, with `/`. */
  readonly files: readonly string[];
  readonly moves: Moves;
  readonly archived: ReadonlySet<string>;
  /** The commit that is checked out now. */
  readonly head: string | null;
  /** File → its text before the tool call, where the payload tells; `null`: there was none. */
  readonly originals: ReadonlyMap<string, string | null>;
}

/** What git and the payload tell of files before they were changed. Asks git once at most for their contents, while nothing lies in a stash. */
export async function baselineFor(project: Project, options: BaselineOptions): Promise<Baseline> {
  const { state, files, moves, archived, head, originals } = options;
  const hasMoved = head !== null && state.head !== null && head !== state.head;
  const asked = files.filter((file) => hasMoved || (!Object.hasOwn(state.files, file) && !originals.has(file)));
  const committed = head === null ? new Map<string, Buffer>() : await committedContents(project.root, head, asked);
  return {
    moves,
    archived,
    earlier(file) {
      const original = originals.get(file);
      if (original !== undefined) {
        return { content: original === null ? undefined : Buffer.from(original), granularity: 'exact' };
      }
      // Several changes may lie between a commit and now; and what is new here may have had a life elsewhere.
      return { content: committed.get(file), granularity: 'sampled' };
    },
    async cameWithHead(file, content, before) {
      if (!hasMoved)
        return head === state.head && before !== undefined && (await isLeft(project, state, file, before, content));
      if (!isCommitted(committed.get(file), content)) return false;
      // One that is not accepted now, or not known, comes back or is first seen.
      if (before && !(await hasDiffered(project, String(state.head), file, committed.get(file)))) return false;
      return !(await committedSince(project, `${String(state.head)}..${head}`, file, state.headSeen));
    },
    async isStashed(file, before, content) {
      const stashes = head === null ? [] : stashesOf(project);
      if (stashes.length === 0) return false;
      // The third parent has what git did not know yet (`git stash -u`).
      const places = [head, ...stashes, ...stashes.map((commit) => `${commit}^3`)];
      const contents = await blobs(
        project.root,
        places.map((commit) => `${commit}:${file}`),
      );
      return isCommitted(contents[0], content) && contents.slice(1).some((stashed) => stashed?.equals(before));
    },
  };
}

/** Whether what a file held was committed since the last look, and that commit left for the one that was there before. */
async function isLeft(
  project: Project,
  { head, headSeen }: LedgerState,
  file: string,
  before: Uint8Array,
  content: Content | undefined,
): Promise<boolean> {
  const commits = head === null ? [] : madeSince(project, headSeen);
  if (commits.length === 0) return false;
  const [now, ...made] = await blobs(
    project.root,
    [head, ...commits].map((commit) => `${String(commit)}:${file}`),
  );
  return isCommitted(now, content) && made.some((one) => one?.equals(before));
}

/**
 * Whether a file was otherwise in a commit that was checked out since another one, or in that: the work on it may lie there.
 * Where it was not, no commit has brought what stands there, or has taken away what did.
 */
async function hasDiffered(project: Project, since: string, file: string, now: Buffer | undefined): Promise<boolean> {
  const commits = checkedOutSince(project, since);
  if (!commits) return true;
  const contents = await blobs(
    project.root,
    commits.map((commit) => `${commit}:${file}`),
  );
  return contents.length === 0 || contents.some((content) => !isCommitted(now, content));
}

function isCommitted(committed: Buffer | undefined, content: Content | undefined): boolean {
  return committed === undefined || !isBytes(content) ? committed === content : committed.equals(content);
}

/** Whether one of some commits that change a file was made here, and not before a time (milliseconds since 1970). */
async function committedSince(project: Project, range: string, file: string, time: number): Promise<boolean> {
  const answer = await git(['log', '--format=%ct %H', range, '--', `:(top,literal)${file}`], { cwd: project.root });
  const lines = answer?.code === 0 ? answer.stdout.toString().split('\n') : [];
  const commits = lines.map((line) => line.split(' ') as [seconds: string, commit: string]);
  const recent = commits.filter(([seconds]) => seconds !== '' && Number(seconds) >= Math.floor(time / 1000));
  if (recent.length === 0) return false;
  // What was fetched may be as new: somebody else has made it.
  const own = madeHere(project);
  return recent.some(([, commit]) => own?.has(commit) !== false);
}

/** What a commit has of some files; those that it lacks are missing. */
async function committedContents(root: string, commit: string, files: readonly string[]): Promise<Map<string, Buffer>> {
  const contents = await blobs(
    root,
    files.map((file) => `${commit}:${file}`),
  );
  return new Map(files.flatMap((file, index) => (contents[index] ? [[file, contents[index]]] : [])));
}
