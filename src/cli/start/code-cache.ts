import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** What V8 made of a part of the program once before: it takes over functions that it need not compile any more. */
export interface Compiled {
  readonly data: Buffer;
  /** The ways that runs have taken whose functions are in it. */
  readonly courses: readonly string[];
}

export interface CodeCache {
  /** What was kept of a part, if it is still that part and this Node; V8 looks at the rest itself. */
  read(part: Part): Compiled | undefined;
  /** Keeps what V8 has made; where that cannot be written, nothing happens, and `make` is not called. */
  write(part: Part, courses: readonly string[], make: () => Buffer): void;
}

/** A file of the program. */
export interface Part {
  /** Absolute. */
  readonly file: string;
  readonly stats: Stats;
}

/** What is older has to show that it is still used by being made once more, in milliseconds. */
const LONGEST_AGE = 30 * 24 * 3_600_000;

// Windows has neither flag.
const flags: { readonly O_NONBLOCK?: number; readonly O_NOFOLLOW?: number } = constants;
const READ = constants.O_RDONLY | (flags.O_NOFOLLOW ?? 0) | (flags.O_NONBLOCK ?? 0);

/**
 * Keeps what V8 made in a folder that is there or can be made. Never throws.
 *
 * V8 does not look whether what it is given is whole, and breaks down where it is not. So a file gets a time of last
 * change that only its content accounts for: whoever writes to it afterwards, and be it a part of it, breaks that seal. A
 * checksum would take longer than what is gained.
 */
export function codeCache(folder: string): CodeCache {
  return {
    read(part) {
      let fd: number | undefined;
      try {
        fd = openSync(placeOf(folder, part), READ);
        const stats = fstatSync(fd);
        if (!isOwn(stats) || stats.mtimeMs !== sealOf(part, stats.size) * 1000) return undefined;
        const bytes = readFileSync(fd);
        const end = bytes.indexOf('\n');
        const { of, courses } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
        return of === identityOf(part) ? { data: bytes.subarray(end + 1), courses } : undefined;
      } catch {
        return undefined;
      } finally {
        if (fd !== undefined) closeSync(fd);
      }
    },
    write(part, courses, make) {
      const temporary = path.join(folder, `tmp-${process.pid}-${Math.random().toString(36).slice(2)}`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const fd = openSync(temporary, 'wx', 0o600);
        try {
          const header: Header = { of: identityOf(part), courses };
          const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), make()]);
          writeFileSync(fd, bytes);
          // Or else the seal could outlive a power failure, and what it seals not.
          fsyncSync(fd);
          const seal = sealOf(part, bytes.length);
          futimesSync(fd, seal, seal);
        } finally {
          closeSync(fd);
        }
        renameSync(temporary, placeOf(folder, part));
        clear(folder);
      } catch {
        remove(temporary);
      }
    },
  };
}

/** The first line of a file in the cache. */
interface Header {
  /** The part that it belongs to. */
  readonly of: string;
  readonly courses: readonly string[];
}

/** Nobody else may put in what this user's programs run. Windows knows neither owners by number nor these modes. */
function isOwn(stats: Stats): boolean {
  const owner = process.getuid?.();
  return stats.isFile() && (owner === undefined || (stats.uid === owner && (stats.mode & 0o022) === 0));
}

function identityOf({ file, stats: { size, mtimeMs, ctimeMs, ino } }: Part): string {
  return [file, size, mtimeMs, ctimeMs, ino, process.version, process.arch].join(' ');
}

/** One place for a part, whatever its content: what is not used any more is written over. */
function placeOf(folder: string, { file }: Part): string {
  const hash = hashOf(`${file} ${process.version} ${process.arch}`);
  return path.join(folder, `${path.basename(file, '.cjs')}-${hash.toString(36)}`);
}

/** When a file of so many bytes claims to have been written, in seconds since 1970: long ago. */
function sealOf(part: Part, size: number): number {
  return 1 + (hashOf(`${identityOf(part)} ${size}`) % 1_000_000_000);
}

/** 32 bits. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
  return hash;
}

function clear(folder: string): void {
  const oldest = Date.now() - LONGEST_AGE;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if ((statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? oldest) < oldest) remove(file);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder cannot be one.
  }
}
