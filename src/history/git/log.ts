import { changedFromAll } from './merge.js';
import { COMPARING, createRecordReader, type FileChange, splitAtNul } from './raw.js';

/** A file that a commit changed, against one of its parents. */
export interface CommitChange extends FileChange {
  readonly commit: string;
  /** `null` for a commit without parents. */
  readonly parent: string | null;
  /** The author's date, ISO 8601. */
  readonly date: string;
  /** When the commit was made as it is, ISO 8601: one that is amended or rebased keeps its author's date. */
  readonly committed: string;
}

/** What keeps a configuration out of the answers of `git log`. */
export const PLAIN_LOG: readonly string[] = [
  '--no-color',
  '--no-show-signature',
  '--no-decorate',
  // Git would read a `.mailmap` of the working tree, and wait for ever on one that is a FIFO.
  '--no-mailmap',
  '--encoding=UTF-8',
];

/** What makes `git log` write what `readLog` reads. */
export const RAW_LOG: readonly string[] = [
  ...PLAIN_LOG,
  ...COMPARING,
  '--root',
  '--diff-merges=separate',
  // A commit before its parents: an earlier version is not asked for again once its own commit was reached.
  '--topo-order',
  '--format=commit %H %aI %cI %P',
];

interface Commit {
  readonly commit: string;
  readonly date: string;
  readonly committed: string;
  readonly parents: readonly string[];
}

/** A merge: git compares it with each parent, in their order, and writes each comparison under the commit's own line. */
interface Merge extends Commit {
  readonly comparisons: FileChange[][];
}

/** Reads the output of `git log`, change by change. Of a merge it holds all that it changed, of no other commit. */
export async function* readLog(output: AsyncIterable<Buffer>): AsyncGenerator<CommitChange> {
  const split = splitAtNul();
  const records = createRecordReader();
  let at: Commit | undefined;
  let merge: Merge | undefined;
  for await (const chunk of output) {
    for (const token of split(chunk)) {
      if (records.atStart() && token.startsWith('commit ')) {
        const next = commitOf(token);
        if (merge && merge.commit !== next.commit) {
          yield* changesOf(merge);
          merge = undefined;
        }
        if (next.parents.length > 1) (merge ??= { ...next, comparisons: [] }).comparisons.push([]);
        at = next;
        continue;
      }
      const change = records.take(token);
      if (!change || !at) continue;
      const { commit, date, committed, parents } = at;
      if (merge) merge.comparisons.at(-1)?.push(change);
      else yield { ...change, commit, parent: parents[0] ?? null, date, committed };
    }
  }
  if (merge) yield* changesOf(merge);
}

function commitOf(line: string): Commit {
  const [, commit = '', date = '', committed = '', ...parents] = line.split(' ');
  return { commit, date, committed, parents: parents.filter((parent) => parent !== '') };
}

function* changesOf({ commit, date, committed, parents, comparisons }: Merge): Generator<CommitChange> {
  // Git leaves out a comparison that finds nothing: then all is as one of the parents has it.
  if (comparisons.length < parents.length) return;
  for (const { number, ...change } of changedFromAll(comparisons)) {
    yield { ...change, commit, parent: parents[number] ?? null, date, committed };
  }
}
