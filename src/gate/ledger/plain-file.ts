import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';

// An agent can plant links and pipes where the ledger's files stand. Windows has neither flag.
const flags: { readonly O_NONBLOCK?: number; readonly O_NOFOLLOW?: number } = constants;
const NO_LINK = flags.O_NOFOLLOW ?? 0;
const READ = constants.O_RDONLY | NO_LINK | (flags.O_NONBLOCK ?? 0);
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_LINK;

/** Something stands at the place that is no plain file of a bearable size; the message says what. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Reads a plain file; `undefined` where there is none. Follows no link at its place, and never waits. */
export function readPlain(file: string, mostBytes: number): Buffer | undefined {
  return withPlain(file, (fd, size) => {
    if (size > mostBytes) throw new NotPlain(`it has ${size} bytes`);
    return readStart(fd, size);
  });
}

/** The first bytes of a plain file, read likewise, and how many it has. */
export function readPlainStart(file: string, bytes: number): { start: Buffer; size: number } | undefined {
  return withPlain(file, (fd, size) => ({ start: readStart(fd, Math.min(size, bytes)), size }));
}

function withPlain<T>(file: string, read: (fd: number, size: number) => T): T | undefined {
  let fd: number;
  try {
    fd = openSync(file, READ);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    // What FreeBSD says is EMLINK.
    if (code === 'ELOOP' || code === 'EMLINK') throw new NotPlain('it is a symbolic link');
    throw error;
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new NotPlain(stats.isDirectory() ? 'it is a folder' : 'it is no file');
    return read(fd, stats.size);
  } finally {
    closeSync(fd);
  }
}

function readStart(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = readSync(fd, bytes, length, bytes.length - length, null);
  return bytes.subarray(0, length);
}

/** What stands at a place, links not followed; `undefined`: nothing. */
export function standingAt(place: string): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where a folder would have to.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Letters for a name that nobody else chooses at the same time; `O_EXCL` sees to what chance does not. */
export function unusedName(): string {
  return `${process.pid}-${Math.random().toString(36).slice(2, 12)}`;
}

export interface WriteOptions {
  /** Where the content is written before it takes its place: on the same file system, and nothing stands there. */
  readonly temporary: string;
  /** The file's permissions; the usual ones when absent. */
  readonly mode?: number;
}

/** Writes a file so that at every instant either what stood there or the whole new content does. Follows no link. */
export function writeWhole(file: string, content: Uint8Array, { temporary, mode }: WriteOptions): void {
  const fd = openSync(temporary, CREATE, 0o666);
  try {
    try {
      // What is given at opening is subject to the process's mask.
      if (mode !== undefined) fchmodSync(fd, mode);
      writeFileSync(fd, content);
      // Or else a file could be there after a power failure and its content not.
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
