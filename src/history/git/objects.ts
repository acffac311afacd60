import { git as runGit } from '../../workspace/git.js';
import { GitFailure, openGit, type GitProcess } from './process.js';
import type { Repository } from './repository.js';

/** What git has of one object. */
export type GitObject =
  | { readonly type: 'blob'; readonly bytes: Buffer }
  /** Longer than is read; `size` in bytes. */
  | { readonly type: 'too-large'; readonly size: number }
  /** Not in the repository, as in a partial clone, or no file. */
  | { readonly type: 'missing' };

/** Reads objects through one `git cat-file --batch`, which is started with the first question. */
export interface ObjectReader {
  /** By id, or by a name that git understands, such as `HEAD:a/b`. A few questions may be asked ahead. */
  ask(name: string): void;
  /** The answer to the first question that is not answered yet. Throws a `GitFailure` when git does not give it. */
  next(): Promise<GitObject>;
  /** Asks and waits for the answer. */
  read(name: string): Promise<GitObject>;
  /** Ends git. */
  close(): Promise<void>;
}

const LINE_FEED = 0x0a;
const NOTHING: Buffer = Buffer.alloc(0);
const MISSING: GitObject = { type: 'missing' };

/**
 * Nothing is held but what is being read: git waits with what comes after it.
 *
 * @param maxBytes the longest object that is read, in bytes
 */
export function openObjects(repository: Repository, maxBytes: number): ObjectReader {
  /** What was asked and not answered yet. */
  const questions: string[] = [];
  let local: Promise<ReadonlySet<string>> | undefined;
  let git: GitProcess | undefined;
  let chunks: AsyncIterator<Buffer, undefined> | undefined;
  let chunk: Buffer = NOTHING;

  const reader: ObjectReader = {
    ask(name) {
      questions.push(name);
      if (!repository.partial && isOneLine(name)) write(name);
    },
    next: readAnswer,
    read(name) {
      reader.ask(name);
      return reader.next();
    },
    async close() {
      await git?.stop();
    },
  };
  return reader;

  function write(name: string): void {
    git ??= openGit(['cat-file', '--batch'], repository);
    const { stdin } = git;
    // What is asked until this program waits for something goes out at once.
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => {
        stdin.uncork();
      });
    }
    stdin.write(`${name}\n`);
  }

  async function readAnswer(): Promise<GitObject> {
    const name = questions.shift();
    if (name === undefined || !isOneLine(name)) return MISSING;
    if (repository.partial) {
      const id = isId(name) ? name : await idOf(name, repository);
      if (id === undefined || !(await (local ??= localBlobs(repository))).has(id)) return MISSING;
      write(id);
    }
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/u.exec((await readLine()).toString('latin1')) ?? [];
    if (type === undefined) return MISSING;
    const length = Number(size);
    // One byte more: the line feed after it.
    if (type === 'blob' && length <= maxBytes) return { type: 'blob', bytes: (await take(length + 1)).subarray(0, -1) };
    await pass(length + 1);
    return type === 'blob' ? { type: 'too-large', size: length } : MISSING;
  }

  async function readLine(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (;;) {
      const end = chunk.indexOf(LINE_FEED);
      if (end >= 0) {
        pieces.push(chunk.subarray(0, end));
        chunk = chunk.subarray(end + 1);
        return joined(pieces);
      }
      pieces.push(chunk);
      await more();
    }
  }

  async function take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let missing = length;
    for (;;) {
      const piece = chunk.subarray(0, missing);
      pieces.push(piece);
      missing -= piece.length;
      chunk = chunk.subarray(piece.length);
      if (missing === 0) return joined(pieces);
      await more();
    }
  }

  async function pass(length: number): Promise<void> {
    let missing = length;
    for (;;) {
      const passed = Math.min(missing, chunk.length);
      chunk = chunk.subarray(passed);
      missing -= passed;
      if (missing === 0) return;
      await more();
    }
  }

  async function more(): Promise<void> {
    chunks ??= git?.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined> | undefined;
    chunk = (await chunks?.next())?.value ?? NOTHING;
    if (chunk.length > 0) return;
    await git?.finished();
    throw new GitFailure('git cat-file: ended early');
  }
}

/** A line feed would make two questions of one. */
function isOneLine(name: string): boolean {
  return !name.includes('\n');
}

function isId(name: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(name);
}

async function idOf(name: string, repository: Repository): Promise<string | undefined> {
  const answer = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', name], repository);
  return answer?.code === 0 ? answer.stdout.toString().trim() : undefined;
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first = NOTHING] = pieces;
  return pieces.length === 1 ? first : Buffer.concat(pieces);
}

/**
 * The files' contents that a partial clone has, by id. Asked for another one git tries to fetch it, and ends when it may
 * not; older versions know no way to forbid only the fetching.
 */
async function localBlobs(repository: Repository): Promise<Set<string>> {
  const git = openGit(
    ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objecttype) %(objectname)'],
    repository,
  );
  const ids = new Set<string>();
  let rest = '';
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('blob ')) ids.add(line.slice('blob '.length));
    }
    await git.finished();
  } finally {
    await git.stop();
  }
  return ids;
}
