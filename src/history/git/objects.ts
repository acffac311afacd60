import type { Readable, Writable } from 'node:stream';

/** What git says of one object. */
export type GitObject =
  | { readonly type: 'blob'; readonly bytes: Uint8Array }
  /** Longer than is read; `size` in bytes. */
  | { readonly type: 'too-large'; readonly size: number }
  /** Not in the repository, as in a partial clone, or no file. */
  | { readonly type: 'missing' };

/** Reads objects through one `git cat-file --batch`. */
export interface ObjectReader {
  /** By id, or by a name that git understands, such as `HEAD:a/b`. Answers come in the order of the questions. */
  read(name: string): Promise<GitObject>;
  /** No more questions. */
  end(): void;
}

interface Question {
  readonly resolve: (answer: GitObject) => void;
  readonly reject: (error: Error) => void;
}

/** The answer that is being read. */
interface Pending {
  readonly type: string;
  readonly size: number;
  /** Absent when the object is longer than is read. */
  readonly bytes: Buffer | undefined;
  filled: number;
}

const LINE_FEED = 0x0a;

/**
 * Speaks with a running `git cat-file --batch`.
 *
 * @param maxBytes the longest object whose bytes are kept
 */
export function createObjectReader(
  { stdin, stdout }: { readonly stdin: Writable; readonly stdout: Readable },
  maxBytes: number,
): ObjectReader {
  const questions: Question[] = [];
  let header: Buffer = Buffer.alloc(0);
  let pending: Pending | undefined;
  let failure: Error | undefined;

  // Git may end before it has read all questions; what it did not answer is rejected below.
  stdin.on('error', () => undefined);
  stdout.on('data', (chunk: Buffer) => {
    let rest = chunk;
    while (rest.length > 0) rest = pending ? fill(pending, rest) : readHeader(rest);
  });
  stdout.on('error', fail);
  stdout.on('end', () => {
    fail(new Error('git cat-file ended early'));
  });

  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        // A line feed would make two questions of one.
        if (name.includes('\n')) {
          resolve({ type: 'missing' });
          return;
        }
        questions.push({ resolve, reject });
        stdin.write(`${name}\n`);
      }),
    end: () => {
      stdin.end();
    },
  };

  function readHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LINE_FEED);
    header = header.length === 0 ? chunk : Buffer.concat([header, chunk]);
    if (end < 0) return chunk.subarray(chunk.length);
    const line = header.toString('utf8', 0, header.length - chunk.length + end);
    header = Buffer.alloc(0);
    const [, type = '', size = ''] = /^[0-9a-f]+ (\w+) (\d+)$/u.exec(line) ?? [];
    if (type === '') {
      answer({ type: 'missing' });
    } else {
      const length = Number(size);
      // One byte more: the line feed after it.
      pending = { type, size: length, bytes: length > maxBytes ? undefined : Buffer.allocUnsafe(length), filled: 0 };
    }
    return chunk.subarray(end + 1);
  }

  function fill(object: Pending, chunk: Buffer): Buffer {
    const taken = Math.min(chunk.length, object.size + 1 - object.filled);
    object.bytes?.set(chunk.subarray(0, Math.min(taken, object.size - object.filled)), object.filled);
    object.filled += taken;
    if (object.filled > object.size) {
      pending = undefined;
      answer(answerOf(object));
    }
    return chunk.subarray(taken);
  }

  function answerOf({ type, size, bytes }: Pending): GitObject {
    if (type !== 'blob') return { type: 'missing' };
    return bytes ? { type: 'blob', bytes } : { type: 'too-large', size };
  }

  function answer(object: GitObject): void {
    questions.shift()?.resolve(object);
  }

  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of questions.splice(0)) reject(failure);
  }
}
