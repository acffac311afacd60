import path from 'node:path';
import { isSameLook, type Look, lookAt } from '../look.js';
import { shortChecksum } from './checksum.js';
import { readPlain, standingAt } from './plain-file.js';

/**
 * How all that the gate watches in a tree looked when nothing of it was otherwise than the ledger has it. Kept beside the
 * ledger, to be compared without parsing that; of use as long as the ledger itself looks the same.
 */
export interface Looks {
  /** How the ledger's file looked before it was read. */
  readonly ledger: Look;
  /** The commit that was checked out; `null`: none. */
  readonly head: string | null;
  /** The agent's sessions that the ledger knows. */
  readonly sessions: readonly string[];
  /** Absolute paths of guarded files, and how they looked; `null`: nothing stood there. */
  readonly guards: readonly (readonly [file: string, look: Look | null])[];
  /** Places of governed files, relative to the tree's root, at which nothing stood. */
  readonly absent: readonly string[];
  /** Governed files and the folders that lead to them, relative to the tree's root, with `/`. */
  readonly names: readonly string[];
  /** How they looked, four numbers each, as in `Look`. */
  readonly parts: Float64Array;
}

type Words = Omit<Looks, 'names' | 'parts'>;

const VERSION = 1;

/** Bytes before the numbers: the version, how many names there are, and a checksum of what is neither. */
const HEADER = 24;

/** No tree has so many files; and all of it is read at each call. */
const MOST_BYTES = 128 * 1024 * 1024;

/** What was noted in a ledger's folder, if it is about the ledger that stands there. Never throws. */
export function readLooks(folder: string): Looks | undefined {
  try {
    if (standingAt(folder)?.isDirectory() !== true) return undefined;
    const bytes = readPlain(path.join(folder, 'looks'), MOST_BYTES);
    const looks = bytes && decodeLooks(bytes);
    const sight = lookAt(path.join(folder, 'ledger.json'), Date.now());
    return typeof sight !== 'string' && isSameLook(looks?.ledger, sight) ? looks : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` where a name cannot be written so. The numbers come first, where a typed array can have them. */
export function encodeLooks({ names, parts, ...words }: Looks): Buffer | undefined {
  if (names.some((name) => name.includes('\n'))) return undefined;
  const first = JSON.stringify(words satisfies Words);
  const text = Buffer.from([first, ...names].join('\n'));
  const header = new Float64Array([VERSION, names.length, parseInt(shortChecksum(first), 16)]);
  return Buffer.concat([asBytes(header), asBytes(parts), text]);
}

/**
 * `undefined` for what is something else or not whole. Names and numbers have no checksum, which would take as long as to
 * use them: looks that were damaged by chance are not those of what stands on disk, and then the ledger is asked.
 */
function decodeLooks(bytes: Buffer): Looks | undefined {
  if (bytes.length < HEADER || bytes.byteOffset % 8 !== 0) return undefined;
  const [version, count = 0, sum] = new Float64Array(bytes.buffer, bytes.byteOffset, HEADER / 8);
  const end = HEADER + count * 32;
  if (version !== VERSION || !Number.isInteger(count) || !(end > 0 && end <= bytes.length)) return undefined;
  const [words = '', ...names] = bytes.toString('utf8', end).split('\n');
  if (names.length !== count || parseInt(shortChecksum(words), 16) !== sum) return undefined;
  const parts = new Float64Array(bytes.buffer, bytes.byteOffset + HEADER, count * 4);
  return { ...(JSON.parse(words) as Words), names, parts };
}

function asBytes({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
