import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type KindId, KINDS } from '../schema/kinds.js';
import { readArgument } from './argument.js';
import { topOf } from './ignored.js';
import { displayPath, toPosix } from './paths.js';
import { kindOfFile } from './place.js';
import { isWithin, lookThrough } from './tree.js';

export interface DiscoverOptions {
  /** The folder that paths are relative to; absolute. */
  readonly cwd: string;
  /** Files, folders and globs; the working directory when empty. */
  readonly paths: readonly string[];
  /** Forces a kind on every file, whatever its name. */
  readonly kind?: KindId;
  /** Globs of files and folders that are not looked at, even when named. */
  readonly ignores?: readonly string[];
  /** The folder that `ignores` are relative to, absolute; `cwd` when absent. */
  readonly ignoresFrom?: string;
}

/** A file to check. Nothing of it has been read yet: it may be a folder, a FIFO, or a link to nowhere. */
export interface GovernedFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the working directory, with `/`. */
  readonly display: string;
  readonly kind: KindId;
  /** The real path of the tree that the file belongs to, which a symbolic link must not leave. */
  readonly root: string;
}

/** A file or folder that was named but is not checked. */
export interface SkippedFile {
  /** Relative to the working directory, with `/`. */
  readonly display: string;
  readonly reason: 'no kind governs it' | 'the configuration ignores it';
}

/** A folder of which not all is known that should be. */
export interface Obstacle {
  /** Relative to the working directory, with `/`. */
  readonly display: string;
  readonly reason: string;
}

export interface Discovery {
  /** In the order of their paths; each once. */
  readonly files: readonly GovernedFile[];
  readonly skipped: readonly SkippedFile[];
  /** Arguments that are no file, no folder, and no glob that matches a governed file. */
  readonly missing: readonly string[];
  /** Folders that could not be read, with the system's code: what they hold was not looked at. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words: nothing was left out there. */
  readonly unaskable: readonly Obstacle[];
}

/** The last segments of the kinds' globs: what to look for before asking which kind a file is of. */
const GOVERNED_NAMES = [
  ...new Set(Object.values(KINDS).flatMap(({ files }) => files.map((glob) => path.posix.basename(glob)))),
];
const DOCUMENT_NAMES = ['*.json', '*.jsonl', '*.ndjson'];

/**
 * Finds the files to check.
 *
 * A file that is named counts even if git ignores it. Below a folder that is named, or that a glob begins with, what
 * git ignores is left out, unless the folder itself is ignored: whoever names it means it. Where no kind is forced,
 * only files that a kind governs count; where one is, every JSON and JSONL file.
 */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  const { cwd, paths, kind: forced, ignores = [], ignoresFrom = cwd } = options;
  const kindOf = (file: string): KindId | undefined => forced ?? kindOfFile(toPosix(file));
  const isGoverned = (file: string): boolean => kindOfFile(toPosix(file)) !== undefined;
  const leavesOut = await anyOf(ignores, ignoresFrom);
  const treeOf = treeFinder(cwd);

  const files = new Map<string, GovernedFile>();
  const skipped = new Map<string, SkippedFile>();
  const missing = new Set<string>();
  // Why a folder is looked through: it was named, or globs lead there.
  const folders = new Map<string, { argument: string; matches: (relative: string) => boolean }[]>();

  for (const argument of paths.length > 0 ? paths : ['.']) {
    const meant = await readArgument(argument, cwd, isGoverned);
    if (meant.type === 'missing') {
      missing.add(argument);
    } else if (leavesOut(meant.path)) {
      skipped.set(meant.path, { display: displayPath(cwd, meant.path), reason: 'the configuration ignores it' });
    } else if (meant.type === 'folder') {
      // A glob counts as missing until it has matched something.
      if (meant.matches) missing.add(argument);
      const reasons = folders.get(meant.path) ?? [];
      reasons.push({ argument, matches: meant.matches ?? (() => true) });
      folders.set(meant.path, reasons);
    } else {
      const display = displayPath(cwd, meant.path);
      const kind = kindOf(meant.path);
      if (kind === undefined) skipped.set(meant.path, { display, reason: 'no kind governs it' });
      else files.set(meant.path, { path: meant.path, display, kind, root: treeOf(path.dirname(meant.path)).root });
    }
  }

  const starts = [...folders.keys()].map((named) => ({ named, ...treeOf(named) }));
  const search = { names: forced ? DOCUMENT_NAMES : GOVERNED_NAMES, leavesOut };
  const { findings, unaskable } = await lookThrough(starts, search);
  for (const { start, found } of findings) {
    const { root } = treeOf(start.named);
    for (const file of found) {
      const kind = kindOf(file);
      if (kind === undefined) continue;
      const relative = displayPath(start.named, file);
      const reasons = (folders.get(start.named) ?? []).filter(({ matches }) => matches(relative));
      for (const { argument } of reasons) missing.delete(argument);
      if (reasons.length > 0) files.set(file, { path: file, display: displayPath(cwd, file), kind, root });
    }
  }

  const obstacle = (folder: string, reason: string): Obstacle => ({ display: displayPath(cwd, folder), reason });
  return {
    files: [...files.values()].sort(byDisplay),
    skipped: [...skipped.values()].sort(byDisplay),
    missing: [...missing],
    unreadable: findings.flatMap(({ unreadable }) => unreadable.map(({ path, code }) => obstacle(path, code))),
    unaskable: unaskable.map(({ top, reason }) => obstacle(top, reason)),
  };
}

/** A test whether one of the globs, relative to a folder, matches a path or a folder that it stands in. */
export async function anyOf(globs: readonly string[], folder: string): Promise<(file: string) => boolean> {
  if (globs.length === 0) return () => false;
  const { matcher } = await import('./pattern.js');
  const matchers = globs.map((glob) => matcher(glob));
  return (file) => {
    const relative = displayPath(folder, file);
    return matchers.some((matches) => matches(relative));
  };
}

interface Tree {
  readonly real: string;
  /** The git working tree that the folder stands in. */
  readonly top: string | undefined;
  /** The real path of the tree that links must not leave: the git working tree, the working directory, or the folder. */
  readonly root: string;
}

/** Finds the tree that a folder belongs to, once for each folder. */
function treeFinder(cwd: string): (folder: string) => Tree {
  const known = new Map<string, Tree>();
  const realCwd = realPath(cwd);
  return (folder) => {
    let tree = known.get(folder);
    if (!tree) {
      const real = realPath(folder);
      const top = topOf(real);
      tree = { real, top, root: top ?? (isWithin(realCwd, real) ? realCwd : real) };
      known.set(folder, tree);
    }
    return tree;
  };
}

/** The real path, or the path itself when it cannot be told: whoever reads it will find out why. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function byDisplay(one: { readonly display: string }, other: { readonly display: string }): number {
  return one.display < other.display ? -1 : Number(one.display > other.display);
}
