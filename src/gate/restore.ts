import { mkdirSync, realpathSync, rmSync, type Stats } from 'node:fs';
import path from 'node:path';
import { DEFAULT_LIMITS, MOST_BYTES } from '../document/document.js';
import { Fault } from '../lint/fault.js';
import { isInside } from '../document/read.js';
import { toPosix } from '../workspace/paths.js';
import { contentOf, isBytes } from './content.js';
import { hashOf } from './ledger/hash.js';
import type { Ledger } from './ledger/ledger.js';
import { standingAt, unusedName, writeWhole } from './ledger/plain-file.js';
import type { Entry, GuardEntry, LedgerState } from './ledger/state.js';
import { isSameLook, lookAt } from './look.js';

/** A file that is not as it was last accepted. */
export interface Difference {
  /** Relative to the tree's root, with `/`. */
  readonly file: string;
  readonly what: 'changed' | 'removed' | 'added';
}

/**
 * The files of a tree that are not as they were last accepted, in the order of their names.
 *
 * @param root the tree's folder, absolute
 */
export function differences(root: string, state: LedgerState): Difference[] {
  const real = realpathSync.native(root);
  return [...remembered(root, state)]
    .flatMap(([file, entry]): Difference[] => {
      const what = difference(real, file, entry);
      return what === undefined ? [] : [{ file, what }];
    })
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** All files of a tree of which something was accepted, governed and guarded ones, by their names relative to it. */
export function remembered(root: string, { files, guards }: LedgerState): Map<string, Entry | GuardEntry> {
  const known = new Map<string, Entry | GuardEntry>(Object.entries(files));
  for (const [file, entry] of Object.entries(guards)) {
    if (isInside(root, file)) known.set(toPosix(path.relative(root, file)), entry);
  }
  return known;
}

function difference(
  root: string,
  file: string,
  { accepted, look, refused }: Entry | GuardEntry,
): Difference['what'] | undefined {
  const place = path.join(root, file);
  const sight = lookAt(place, Date.now());
  if (sight === 'absent') return accepted === null ? undefined : 'removed';
  if (accepted === null) return 'added';
  if (refused === undefined && typeof sight !== 'string' && isSameLook(look, sight)) return undefined;
  const content = contentOf(place, root, { ...DEFAULT_LIMITS, maxBytes: MOST_BYTES });
  return isBytes(content) && hashOf(content) === accepted ? undefined : 'changed';
}

/**
 * Puts back what was last accepted of a file: its content, or that it is not there. A link in the file's place is
 * replaced, not followed; links in the place of its folders are not passed.
 *
 * @param root the tree's folder, absolute
 * @throws Fault when the file is not known, its content was lost, or something stands in the way
 */
export async function restore(root: string, ledger: Ledger, file: string): Promise<void> {
  await ledger.update((state) => {
    const entry = remembered(root, state).get(file);
    if (!entry) throw new Fault(`${file}: nothing is known of it`);
    const place = placeOf(root, file);
    try {
      if (entry.accepted === null) rmSync(place, { force: true });
      else putBack(root, file, contentOfEntry(ledger, file, entry.accepted));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === undefined ? error : new Fault(`${file}: it could not be put back (${code})`);
    }
    delete entry.refused;
    const sight = lookAt(place, Date.now());
    if (typeof sight === 'string') delete entry.look;
    else entry.look = sight;
  });
}

function contentOfEntry(ledger: Ledger, file: string, accepted: string): Uint8Array {
  const content = ledger.content(accepted);
  if (content) return content;
  throw new Fault(`${file}: the content that was accepted is lost; git may have it: git checkout HEAD -- ${file}`);
}

/** Where a file stands; the folders that lead there are real, as far as they are there. */
function placeOf(root: string, file: string): string {
  const names = file.split('/');
  // Nothing else than a file of the tree is written, whatever the ledger says.
  if (names.some((name) => ['', '.', '..', '.git'].includes(name))) throw new Fault(`${file}: no file of the tree`);
  for (let depth = 1; depth < names.length; depth += 1) {
    const folder = names.slice(0, depth).join('/');
    const stats = standingAt(path.join(root, folder));
    if (!stats) break;
    if (!stats.isDirectory())
      throw new Fault(`${file}: ${whatIs(stats)} stands in the place of ${folder}; remove it first`);
  }
  const place = path.join(root, file);
  if (standingAt(place)?.isDirectory()) throw new Fault(`${file}: a folder stands in its place; remove it first`);
  return place;
}

function whatIs(stats: Stats): string {
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
}

function putBack(root: string, file: string, content: Uint8Array): void {
  const place = path.join(root, file);
  mkdirSync(path.dirname(place), { recursive: true });
  const before = standingAt(place);
  writeWhole(place, content, {
    temporary: path.join(path.dirname(place), `.stategate-${unusedName()}`),
    ...(before?.isFile() && { mode: before.mode & 0o777 }),
  });
}
