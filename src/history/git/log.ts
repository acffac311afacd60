/** A file that a commit changed, against one of its parents. */
export interface RawChange {
  readonly commit: string;
  /** `null` for a commit without parents. */
  readonly parent: string | null;
  /** The author's date, ISO 8601. */
  readonly date: string;
  /** As git has it: added, copied, deleted, modified, renamed, type changed. */
  readonly status: 'A' | 'C' | 'D' | 'M' | 'R' | 'T';
  readonly before?: RawFile;
  readonly after?: RawFile;
}

export interface RawFile {
  /** From the top of the working tree, with `/`. */
  readonly path: string;
  /** Octal, as git writes it: 100644 a file, 120000 a link, 160000 a submodule. */
  readonly mode: string;
  readonly object: string;
}

/**
 * What makes `git log` write what `readLog` reads. Whatever a configuration says of logs and diffs is overruled here.
 * Two NULs stand before each commit: no path is empty.
 */
export const LOG_ARGUMENTS: readonly string[] = [
  '-c',
  'log.showSignature=false',
  '-c',
  'log.showRoot=true',
  '-c',
  'diff.suppressBlankEmpty=false',
  '--no-replace-objects',
];

/** A commit with what it changed against each parent, in the order of the parents: git leaves out empty comparisons. */
interface Entry {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly date: string;
  /** One list a comparison. */
  readonly comparisons: FileChange[][];
}

type FileChange = Pick<RawChange, 'status' | 'before' | 'after'>;

/**
 * Reads the output of `git log --raw -m -z`, commit by commit. A file that a merge took over from a parent as it was
 * there has not changed in the merge; one that it changed is told once for every parent.
 */
export async function* readLog(output: AsyncIterable<Uint8Array>): AsyncGenerator<RawChange> {
  let entry: Entry | undefined;
  let tokens: string[] = [];
  for await (const token of splitAtNul(output)) {
    // Two empty tokens, then the commit.
    if (token === '' || (tokens.length === 0 && isHeader(token))) {
      if (token === '') continue;
      const [commit = '', date = '', ...parents] = token.split(' ');
      if (entry?.commit === commit) {
        entry.comparisons.push([]);
      } else {
        if (entry) yield* changesOf(entry);
        entry = { commit, date, parents: parents.filter((parent) => parent !== ''), comparisons: [[]] };
      }
      continue;
    }
    tokens.push(token);
    const [meta = '', first, second] = tokens;
    const [, status = ''] = / ([A-Z])\d*$/u.exec(meta) ?? [];
    const isPair = status === 'R' || status === 'C';
    if (first === undefined || (isPair && second === undefined)) continue;
    entry?.comparisons.at(-1)?.push(fileChange(meta, status as RawChange['status'], first, second ?? first));
    tokens = [];
  }
  if (entry) yield* changesOf(entry);
}

/** What follows the first commit of a comparison begins with a line feed and a colon. */
function isHeader(token: string): boolean {
  return !token.startsWith(':') && !token.startsWith('\n');
}

function fileChange(meta: string, status: RawChange['status'], from: string, to: string): FileChange {
  const [beforeMode = '', afterMode = '', beforeObject = '', afterObject = ''] = meta.replace(/^\n?:/u, '').split(' ');
  return {
    status,
    ...(/[^0]/u.test(beforeMode) && { before: { path: from, mode: beforeMode, object: beforeObject } }),
    ...(/[^0]/u.test(afterMode) && { after: { path: to, mode: afterMode, object: afterObject } }),
  };
}

function* changesOf({ commit, parents, date, comparisons }: Entry): Generator<RawChange> {
  const [first = []] = comparisons;
  if (parents.length < 2) {
    for (const change of first) yield { commit, parent: parents[0] ?? null, date, ...change };
    return;
  }
  const byPath = new Map<string, FileChange[]>();
  for (const change of comparisons.flat()) {
    const path = (change.after ?? change.before)?.path ?? '';
    const list = byPath.get(path);
    if (list) list.push(change);
    else byPath.set(path, [change]);
  }
  for (const changes of byPath.values()) {
    // With fewer comparisons than parents, it is what one of them has.
    if (changes.length < parents.length) continue;
    for (const [index, change] of changes.entries()) yield { commit, parent: parents[index] ?? null, date, ...change };
  }
}

async function* splitAtNul(output: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of output) {
    const tokens = (rest + decoder.decode(chunk, { stream: true })).split('\0');
    rest = tokens.pop() ?? '';
    yield* tokens;
  }
  if (rest !== '') yield rest;
}
