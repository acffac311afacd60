import { statSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../document/read.js';
import { type KindId, KINDS } from '../schema/kinds.js';
import { readArgument } from './argument.js';
import { ignoring } from './ignores.js';
import { displayPath, toPosix } from './paths.js';
import { kindOfFile } from './kind-of-file.js';
import { holdsGoverned, notGoverned } from './place.js';
import { type Findings, lookThrough } from './tree.js';
import { realPath, standingFrom } from './standing.js';

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
  /** Called for each folder looked through. */
  readonly onSearch?: () => void;
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
  readonly reason: string;
}

/** A folder of which not all is known that should be. */
export interface Obstacle {
  /** Relative to the working directory, with `/`. */
  readonly display: string;
  readonly reason: string;
}

export interface Refused {
  readonly glob: string;
  readonly reason: string;
}

export interface Discovery {
  /** In the order of their paths; each once. */
  readonly files: readonly GovernedFile[];
  readonly skipped: readonly SkippedFile[];
  /** Arguments that are no file, no folder, and no glob that matches a governed file. */
  readonly missing: readonly string[];
  /** Globs that are not taken, and why. */
  readonly refused: readonly Refused[];
  /** Folders that could not be read, with the system's code: what they hold was not looked at. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words: nothing was left out there. */
  readonly unaskable: readonly Obstacle[];
  /** Whether `ignores` left out, unnamed, what is governed or may hold what is. */
  readonly isIgnoring: boolean;
}

/** Why a folder is looked through: it was named, or a glob leads there. */
interface Reason {
  readonly argument: string;
  readonly matches: (relative: string) => boolean;
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
  const { cwd, paths, kind: forced, ignores = [], ignoresFrom = cwd, onSearch = () => undefined } = options;
  const isIgnored = await ignoring(ignores, ignoresFrom);
  let isIgnoring = false;
  const scope: Scope = {
    cwd,
    forced,
    leavesOut: isIgnored,
    standing: standingFrom(cwd),
  };
  const seen: Seen = {
    files: new Map(),
    skipped: new Map(),
    missing: new Set(),
    refused: [],
    unreadable: [],
    folders: new Map(),
  };
  for (const argument of paths.length > 0 ? paths : ['.']) await takeArgument(argument, scope, seen);

  const starts = [...seen.folders.keys()].map((named) => ({ named, ...scope.standing(named) }));
  const search = {
    names: namesFor(scope),
    // A folder that stands for a governed file is told; one that happens to be called `x.json` is not.
    takesFolders: !forced,
    leavesOut: (file: string) => {
      if (!isIgnored(file)) return false;
      isIgnoring ||= holdsGoverned(toPosix(file)) || kindOfFile(toPosix(file)) !== undefined;
      return true;
    },
    onFolder: onSearch,
  };
  const { findings, unaskable } = await lookThrough(starts, search);
  for (const finding of findings) takeFindings(finding, scope, seen);

  return {
    files: [...seen.files.values()].sort(byDisplay),
    skipped: [...seen.skipped.values()].sort(byDisplay),
    missing: [...seen.missing],
    refused: seen.refused,
    unreadable: seen.unreadable,
    unaskable: unaskable.map(({ top, reason }) => obstacle(top, reason, scope)),
    isIgnoring,
  };
}

/** What holds for all that is looked for. */
interface Scope extends Pick<DiscoverOptions, 'cwd'> {
  readonly forced: KindId | undefined;
  readonly leavesOut: (path: string) => boolean;
  readonly standing: ReturnType<typeof standingFrom>;
}

/** What was seen so far, by absolute path. */
interface Seen {
  readonly files: Map<string, GovernedFile>;
  readonly skipped: Map<string, SkippedFile>;
  readonly missing: Set<string>;
  readonly refused: Refused[];
  readonly unreadable: Obstacle[];
  /** Folders to look through. */
  readonly folders: Map<string, Reason[]>;
}

/** Finds out what an argument names: a file is taken as it is, a folder is to be looked through. */
async function takeArgument(argument: string, scope: Scope, seen: Seen): Promise<void> {
  const { cwd, standing } = scope;
  const meant = await readArgument(argument, cwd, (file) => kindOfFile(toPosix(file)) !== undefined);
  if (meant.type === 'missing') {
    seen.missing.add(argument);
  } else if (meant.type === 'refused') {
    seen.refused.push({ glob: argument, reason: meant.reason });
  } else if (scope.leavesOut(meant.path)) {
    seen.skipped.set(meant.path, { display: displayPath(cwd, meant.path), reason: 'the configuration ignores it' });
  } else if (meant.type === 'folder') {
    const { leavesTo } = standing(meant.path);
    if (leavesTo !== undefined) {
      const reason = `a link leads to "${leavesTo}", out of the tree that the link stands in`;
      seen.unreadable.push(obstacle(meant.path, reason, scope));
      return;
    }
    // A glob counts as missing until it has matched something.
    if (meant.matches) seen.missing.add(argument);
    const reasons = seen.folders.get(meant.path) ?? [];
    reasons.push({ argument, matches: meant.matches ?? (() => true) });
    seen.folders.set(meant.path, reasons);
  } else {
    const display = displayPath(cwd, meant.path);
    const kind = kindIn(scope, meant.path);
    if (kind === undefined) seen.skipped.set(meant.path, { display, reason: notGoverned(meant.path) });
    else seen.files.set(meant.path, { path: meant.path, display, kind, root: standing(path.dirname(meant.path)).root });
  }
}

/** Takes what was found below a folder and was meant by an argument that led there. */
function takeFindings({ start, found, links, unreadable }: Findings, scope: Scope, seen: Seen): void {
  const { cwd, forced } = scope;
  const { root } = scope.standing(start.named);
  const reasons = seen.folders.get(start.named) ?? [];
  for (const file of found) {
    const kind = kindIn(scope, file);
    if (kind === undefined) continue;
    const relative = displayPath(start.named, file);
    const led = reasons.filter(({ matches }) => matches(relative));
    for (const { argument } of led) seen.missing.delete(argument);
    if (led.length > 0) seen.files.set(file, { path: file, display: displayPath(cwd, file), kind, root });
  }
  for (const link of links) {
    if (!hidesFiles(link, start.real, forced !== undefined)) continue;
    const relative = displayPath(start.named, link);
    // What a glob would find below the link, were it followed.
    const samples = [relative, ...namesFor(scope).map((name) => `${relative}/${name}`)];
    if (reasons.some(({ matches }) => samples.some(matches))) {
      seen.skipped.set(link, { display: displayPath(cwd, link), reason: 'links to folders are not followed' });
    }
  }
  for (const { path: folder, code } of unreadable) {
    // Nothing is not there that was listed, but under a name that it does not have.
    seen.unreadable.push(obstacle(folder, code === 'ENOENT' ? 'its name is not UTF-8' : code, scope));
  }
}

function kindIn({ forced }: Scope, file: string): KindId | undefined {
  return forced ?? kindOfFile(toPosix(file));
}

function namesFor({ forced }: Scope): readonly string[] {
  return forced ? DOCUMENT_NAMES : GOVERNED_NAMES;
}

function obstacle(folder: string, reason: string, { cwd }: Scope): Obstacle {
  return { display: displayPath(cwd, folder), reason };
}

/** Whether governed files may lie behind a link that are not found where it leads; links are absolute. */
function hidesFiles(link: string, searched: string, anywhere: boolean): boolean {
  if (!anywhere && !holdsGoverned(toPosix(link))) return false;
  const real = realPath(link);
  if (real === undefined || !statSync(real, { throwIfNoEntry: false })?.isDirectory()) return false;
  return !isInside(searched, real) || (!anywhere && !holdsGoverned(toPosix(real)));
}

function byDisplay(one: { readonly display: string }, other: { readonly display: string }): number {
  return one.display < other.display ? -1 : Number(one.display > other.display);
}
