import type { Readable, Writable } from 'node:stream';
import { type GitCall, startGit } from '../../workspace/git.js';

/** Git could not do what it was asked for; the message holds its own words. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

/** A git whose answer is read while it writes. */
export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Waits for its end, once all of its output is read; throws a `GitFailure` unless it ended well. */
  finished(): Promise<void>;
  /** Ends it, whatever it is at, and waits until it is gone. */
  stop(): Promise<void>;
}

/** More than any message of git; a repository that is broken throughout can make it write one for each object. */
const MOST_WORDS = 4096;

/** Starts git. Throws a `GitFailure` where there is none. */
export function openGit(args: readonly string[], call: GitCall): GitProcess {
  const child = startGit(args, call);
  if (!child) throw new GitFailure('git is not on the PATH');
  const [name = ''] = args;
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    // Read to its end in any case: git waits when nobody does.
    if (words.length < MOST_WORDS) words += piece;
  });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      resolve(code === 0 ? undefined : (reasonIn(words) ?? `ended with ${signal ?? String(code)}`));
    });
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', resolve).once('error', resolve);
  });
  // Git may end before it has read everything; how it ended says why.
  child.stdin.on('error', () => undefined);

  return {
    stdin: child.stdin,
    stdout: child.stdout,
    async finished() {
      const reason = await ended;
      if (reason !== undefined) throw new GitFailure(`git ${name}: ${reason}`);
    },
    async stop() {
      child.kill('SIGKILL');
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      await gone;
    },
  };
}

/** What git gives as its reason: the line that it died with, or its last one that is no advice. */
export function reasonIn(words: string): string | undefined {
  const lines = words
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('hint:'));
  const fatal = lines.find((line) => line.startsWith('fatal: '));
  const reason = (fatal ?? lines.at(-1) ?? '').replace(/^(?:fatal|error): /u, '');
  return reason === '' ? undefined : reason;
}
