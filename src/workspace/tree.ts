import path from 'node:path';
import { isInside } from '../document/read.js';
import { covers, type Ignored, ignoredBelow, NOTHING_IGNORED } from './ignored.js';
import type { UnreadableFolder } from './walk.js';

/** A folder to look through. */
export interface Start {
  /** Absolute, as named; its real path differs where links lead to it. */
  readonly named: string;
  readonly real: string;
  /** The git working tree it stands in; a real path. */
  readonly top: string | undefined;
}

/** What to look for in folders, and what to pass over. */
export interface Search {
  /** Globs of one segment. */
  readonly names: readonly string[];
  /** Whether a path (absolute, as named) is left out, with all that is below it. */
  readonly leavesOut: (path: string) => boolean;
  /** Whether a folder counts that bears one of the names. */
  readonly takesFolders: boolean;
  /** Called for each folder that is read. */
  readonly onFolder: () => void;
}

/** What was found below a start, or in one repository nested there; absolute paths, as named. */
export interface Findings {
  readonly start: Start;
  readonly found: readonly string[];
  readonly unreadable: readonly UnreadableFolder[];
  /** Links to folders, which were not entered. */
  readonly links: readonly string[];
}

/** A working tree for which git could not tell what it ignores. */
export interface Unaskable {
  readonly top: string;
  readonly reason: string;
}

/** How many repositories are asked at a time. */
const AT_A_TIME = 8;

/** Milliseconds that git may take for all repositories together. */
const PATIENCE = 15_000;

/**
 * Looks through folders, without what git ignores there. A start that is ignored itself, or stands in something
 * ignored, is looked through all the same. Repositories nested below a start are looked through in their own right:
 * with what they ignore.
 */
export async function lookThrough(
  starts: readonly Start[],
  search: Search,
  patience = PATIENCE,
): Promise<{ findings: Findings[]; unaskable: Unaskable[] }> {
  const findings: Findings[] = [];
  const unaskable: Unaskable[] = [];
  let pending = starts.map((start) => ({ start, tree: start }));
  if (pending.length === 0) return { findings, unaskable };
  const deadline = Date.now() + patience;
  // Loaded here, so that checking one named file does not wait for the glob library.
  const { walk } = await import('./walk.js');
  while (pending.length > 0) {
    const ignoredIn = await askGit(
      pending.map(({ tree }) => tree),
      deadline,
    );
    for (const [top, { fault }] of ignoredIn) if (fault !== undefined) unaskable.push({ top, reason: fault });
    const nested: typeof pending = [];
    for (const { start, tree } of pending) {
      const asNamed = renaming(tree);
      const { paths } = relevant(ignoredIn, tree);
      const seen = walk(tree.real, {
        ...search,
        leavesOut: (file) => paths.has(file) || search.leavesOut(asNamed(file)),
      });
      const unreadable = seen.unreadable.map((folder) => ({ ...folder, path: asNamed(folder.path) }));
      findings.push({ start, found: seen.found.map(asNamed), unreadable, links: seen.links.map(asNamed) });
      for (const real of seen.nested) nested.push({ start, tree: { named: asNamed(real), real, top: real } });
    }
    pending = nested;
  }
  return { findings, unaskable };
}

function renaming({ named, real }: Start): (file: string) => string {
  return named === real ? (file) => file : (file) => path.join(named, path.relative(real, file));
}

function relevant(ignoredIn: ReadonlyMap<string, Ignored>, { real, top }: Start): Ignored {
  const ignored = top === undefined ? undefined : ignoredIn.get(top);
  return ignored && !covers(ignored, real) ? ignored : NOTHING_IGNORED;
}

/** Asks each working tree once what it ignores below the starts that stand in it. */
async function askGit(starts: readonly Start[], deadline: number): Promise<Map<string, Ignored>> {
  const folders = new Map<string, string>();
  for (const { real, top } of starts) {
    if (top !== undefined) folders.set(top, commonFolder(folders.get(top) ?? real, real));
  }
  const questions = [...folders];
  const answers = new Map<string, Ignored>();
  for (let from = 0; from < questions.length; from += AT_A_TIME) {
    await Promise.all(
      questions.slice(from, from + AT_A_TIME).map(async ([top, folder]) => {
        answers.set(top, await ignoredBelow(top, folder, deadline - Date.now()));
      }),
    );
  }
  return answers;
}

/** The deepest folder that holds both; they stand in one tree. */
function commonFolder(one: string, other: string): string {
  let folder = one;
  while (!isInside(folder, other)) folder = path.dirname(folder);
  return folder;
}
