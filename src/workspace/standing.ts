import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../document/read.js';

/** The tree that a folder belongs to. All paths are absolute. */
export interface Standing {
  readonly real: string;
  /** The git working tree that the folder stands in. */
  readonly top: string | undefined;
  /** The real path of the tree that links must not leave: the git working tree, the working directory, or the folder. */
  readonly root: string;
  /** Where a link in the folder's name leads that leaves the git working tree in which the link stands. */
  readonly leavesTo: string | undefined;
}

/** What the names on the way to a folder tell; its paths may be spelt differently from the real ones in case only. */
interface Way {
  /** The folder, with links followed. */
  readonly at: string;
  readonly top: string | undefined;
  readonly leavesTo: string | undefined;
}

/** Tells which tree folders belong to, each once; they need not be there. */
export function standingFrom(cwd: string): (folder: string) => Standing {
  const realCwd = realPath(cwd) ?? cwd;
  const ways = new Map<string, Way>([[cwd, { at: realCwd, top: topOf(realCwd), leavesTo: undefined }]]);
  const known = new Map<string, Standing>();

  return (folder) => {
    let standing = known.get(folder);
    if (!standing) {
      const { at, top, leavesTo } = wayTo(folder);
      const real = realPath(at) ?? at;
      const realTop = top === undefined ? undefined : (realPath(top) ?? top);
      standing = { real, top: realTop, root: realTop ?? (isInside(realCwd, real) ? realCwd : real), leavesTo };
      known.set(folder, standing);
    }
    return standing;
  };

  /** Goes up to a folder that is known, and down again: each link on the way is asked where it leads. */
  function wayTo(folder: string): Way {
    const names: string[] = [];
    let at = folder;
    for (; !ways.has(at) && at !== path.dirname(at); at = path.dirname(at)) names.push(path.basename(at));
    let way = ways.get(at) ?? { at, top: topOf(at), leavesTo: undefined };
    for (const name of names.reverse()) {
      at = path.join(at, name);
      way = enter(way, name);
      ways.set(at, way);
    }
    return way;
  }
}

function enter({ at, top, leavesTo }: Way, name: string): Way {
  const next = path.join(at, name);
  if (leavesTo !== undefined) return { at: next, top, leavesTo };
  if (!isLink(next)) return { at: next, top: isThere(path.join(next, '.git')) ? next : top, leavesTo };
  const target = realPath(next) ?? next;
  if (top !== undefined && !isInside(realPath(top) ?? top, target)) return { at: target, top, leavesTo: target };
  return { at: target, top: topOf(target), leavesTo };
}

/** Finds the working tree a folder stands in: the nearest folder upwards with a `.git`. */
export function topOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (isThere(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** Whether something bears the name, be it a link to nowhere. What cannot be looked at is not there. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The real path; `undefined` when it cannot be told: whoever reads it will find out why. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}
