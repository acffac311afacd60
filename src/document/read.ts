import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { sep } from 'node:path';
import type { Problem } from './problem.js';
import { START } from './position.js';
import { namesBehind } from './raw-name.js';

/** A regular file, open for reading; whoever opened it closes it. */
export interface Source {
  readonly fd: number;
  /** Bytes at the time of opening. */
  readonly size: number;
}

// Without O_NONBLOCK, opening a named pipe waits for a writer. Windows has neither flag, and no pipes among its files.
const flags: { readonly O_NONBLOCK?: number; readonly O_NOFOLLOW?: number } = constants;
const OPEN = constants.O_RDONLY | (flags.O_NONBLOCK ?? 0);
const OPEN_NO_LINK = OPEN | (flags.O_NOFOLLOW ?? 0);

/** One read of this size takes in nearly every state file whole. */
const CHUNK = 64 * 1024;

/** Reused by every `readWhole`: what it returns is decoded before the next file is read. */
let scratch: Buffer | undefined;

/**
 * Opens a regular file, or says why not. Never waits and never reads.
 *
 * @param root the real path of a folder that symbolic links must not leave; undefined follows them anywhere
 */
export function openSource(file: string, root: string | undefined): Source | Problem {
  let fd: number | undefined;
  try {
    if (root === undefined) {
      fd = openSync(file, OPEN);
    } else {
      const path = realpathSync.native(file);
      if (!isInside(root, path)) return unreadable('leavesTree', { target: path });
      // The real path holds no link; if one stands there now, somebody is swapping files.
      fd = openSync(path, OPEN_NO_LINK);
    }
    const stats = fstatSync(fd);
    if (stats.isFile()) {
      const source = { fd, size: stats.size };
      fd = undefined;
      return source;
    }
    return unreadable('notAFile', { type: fileType(stats) });
  } catch (error) {
    return openProblem(file, error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/**
 * Reads a file to its end, as it is now: it may have grown or shrunk since it was opened.
 * The bytes are valid until the next call.
 */
export function readWhole({ fd, size }: Source, maxBytes: number): Uint8Array | Problem {
  if (size > maxBytes) return tooLarge(size, maxBytes);
  let buffer = bufferFor(size);
  let length = 0;
  for (;;) {
    const wanted = buffer.length - length;
    const read = readSync(fd, buffer, length, wanted, null);
    length += read;
    if (length > maxBytes) return tooLarge(Math.max(length, fstatSync(fd).size), maxBytes);
    // A regular file gives less than is asked for only at its end.
    if (read === 0 || (read < wanted && length >= size)) return buffer.subarray(0, length);
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(buffer.length * 2, maxBytes + 1));
      buffer.copy(larger);
      buffer = larger;
    }
  }
}

/** Reads a file piece by piece. Each piece is valid until the next is asked for. */
export function* readChunks({ fd }: Source): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) yield buffer.subarray(0, read);
}

/** Puts a failure of the file system into a problem; anything else that was thrown is thrown on. */
export function readProblem(error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable('vanished', {});
    case 'EACCES':
    case 'EPERM':
      return unreadable('denied', { reason: error.code });
    case 'EISDIR':
      return unreadable('notAFile', { type: 'directory' });
    default:
      return unreadable('failed', { reason: error.code });
  }
}

export function tooLarge(size: number, limit: number): Problem {
  return unreadable('tooLarge', { size, limit });
}

function openProblem(file: string, error: unknown): Problem {
  const problem = readProblem(error);
  const names = problem.message === 'vanished' ? namesBehind(file) : [];
  if (names.length > 0) return unreadable('notUtf8', { names: names.join('", "') });
  if (problem.message === 'vanished' || problem.data['reason'] === 'ELOOP') return brokenLink(file) ?? problem;
  // What a socket answers to being opened.
  if (problem.data['reason'] === 'ENXIO') return unreadable('notAFile', { type: 'socket' });
  return problem;
}

function brokenLink(file: string): Problem | undefined {
  try {
    return unreadable('brokenLink', { target: readlinkSync(file) });
  } catch {
    return undefined; // not a link
  }
}

function unreadable(message: string, data: Problem['data']): Problem {
  return { rule: 'unreadable-file', message, data, range: START };
}

function fileType(stats: Stats): string {
  if (stats.isDirectory()) return 'directory';
  if (stats.isFIFO()) return 'named pipe';
  return 'device';
}

/** Whether a path is the folder or stands below it; both absolute. */
export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function bufferFor(size: number): Buffer {
  // One byte more than the file has, so that the first read also meets its end.
  if (size < CHUNK) return (scratch ??= Buffer.allocUnsafeSlow(CHUNK));
  return Buffer.allocUnsafeSlow(size + 1);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
