import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT_NAMES } from '../schema/generated/globs.js';
import { KINDS } from '../schema/kinds.js';
import type { KnownFolder } from './ledger/state.js';
import { isOtherTree, type Project, projectOf } from './project.js';
import { isSameLook, lookAt, lookAtFolder, type Sight, statsOf } from './look.js';

/** What the gate sees of a tree. Paths are relative to its root, with `/`. */
export interface View {
  readonly files: ReadonlyMap<string, Sight>;
  readonly folders: ReadonlyMap<string, KnownFolder>;
}

/** The places below a folder that the kinds' globs lead to. */
interface Places {
  /** By name; `*` stands for any other, `*.json` for any other that ends so. */
  readonly below: Map<string, Places>;
  isFile: boolean;
}

/** Where the globs begin: below folders called as in `ROOT_NAMES`. */
const TOP = placesOf(
  Object.values(KINDS)
    .flatMap(({ files }) => files)
    // What is written a line at a time is written by programs, not by an agent's hand.
    .filter((glob) => glob.endsWith('.json')),
);

/** More folders are not looked through for roots: a tree may hold a whole disk. */
const MOST_FOLDERS = 20_000;

/**
 * Looks at every governed file below some roots without reading any.
 *
 * @param root the tree's folder, absolute
 * @param roots folders called as in `ROOT_NAMES`, relative to it
 * @param known folders whose entries are known as long as they look the same
 * @param now in milliseconds
 */
export function viewOf(
  root: string,
  roots: readonly string[],
  known: Readonly<Record<string, KnownFolder>>,
  now: number,
): View {
  const files = new Map<string, Sight>();
  const folders = new Map<string, KnownFolder>();

  const visit = (folder: string, places: Places): void => {
    const absolute = `${root}/${folder}`;
    const look = lookAtFolder(absolute, now);
    const was = Object.hasOwn(known, folder) ? known[folder] : undefined;
    let names = was && isSameLook(look, was.look) ? was.names : undefined;
    names ??= entriesOf(absolute).flatMap((entry) => (isWay(entry, places) ? [entry.name] : []));
    if (look !== undefined) folders.set(folder, was?.names === names ? was : { look, names });
    for (const name of names) {
      const place = placeFor(places, name);
      if (!place) continue;
      const at = `${folder}/${name}`;
      if (place.isFile) {
        const sight = lookAt(`${root}/${at}`, now);
        if (sight !== 'absent') files.set(at, sight);
      } else {
        visit(at, place);
      }
    }
  };

  for (const folder of roots) {
    const places = TOP.below.get(path.posix.basename(folder));
    if (places && !isBehindLink(root, `${folder}/`)) visit(folder, places);
  }
  return { files, folders };
}

/** Looks for the folders of a tree below which governed files can stand: relative to its root, with `/`. */
export function findRoots(project: Project): string[] {
  const { root } = project;
  const found: string[] = [];
  const waiting = [''];
  for (let looked = 0; looked < MOST_FOLDERS; looked += 1) {
    const folder = waiting.shift();
    if (folder === undefined) break;
    const entries = entriesOf(path.join(root, folder));
    const isLinked = entries.some((entry) => entry.name === '.git' && entry.isFile());
    if (isLinked && isOtherTree(project, projectOf(path.join(root, folder)))) continue;
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name === '.git' || entry.name === 'node_modules') continue;
      const at = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (ROOT_NAMES.includes(entry.name)) found.push(at);
      else waiting.push(at);
    }
  }
  return found.sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether a link stands in the place of a folder that leads to a file, relative to the tree's root, with `/`. */
export function isBehindLink(root: string, file: string): boolean {
  const folders = file.split('/').slice(0, -1);
  return folders.some(
    (_name, at) => statsOf(`${root}/${folders.slice(0, at + 1).join('/')}`)?.isSymbolicLink() === true,
  );
}

/** Whether an entry is a governed file or leads to some; links to folders are not followed. */
function isWay(entry: Dirent, places: Places): boolean {
  const place = placeFor(places, entry.name);
  return place !== undefined && (place.isFile || entry.isDirectory());
}

function placeFor({ below }: Places, name: string): Places | undefined {
  return below.get(name) ?? (name.endsWith('.json') ? below.get('*.json') : undefined) ?? below.get('*');
}

function placesOf(globs: readonly string[]): Places {
  const top: Places = { below: new Map(), isFile: false };
  for (const glob of globs) {
    let at = top;
    for (const name of glob.split('/').slice(1)) {
      let next = at.below.get(name);
      if (!next) at.below.set(name, (next = { below: new Map(), isFile: false }));
      at = next;
    }
    at.isFile = true;
  }
  return top;
}
