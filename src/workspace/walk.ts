import { readdirSync } from 'node:fs';
import path from 'node:path';
import { globSync, type Path } from 'glob';

/** What a walk through a folder found; absolute paths, in no order. */
export interface Walk {
  readonly found: readonly string[];
  /** Folders with a `.git` of their own: other working trees, which are not entered. */
  readonly nested: readonly string[];
  readonly unreadable: readonly UnreadableFolder[];
  /** Links, be they to folders, files or nowhere. */
  readonly links: readonly string[];
}

/** What to look for, and what to pass over; paths are absolute. */
export interface Wanted {
  /** Globs of one segment. */
  readonly names: readonly string[];
  readonly leavesOut: (path: string) => boolean;
  readonly takesFolders: boolean;
  readonly onFolder: () => void;
}

export interface UnreadableFolder {
  readonly path: string;
  /** The system's code, such as `EACCES`. */
  readonly code: string;
}

/** How deep one search goes. Glob calls itself for each level, so another search continues below. */
const LEVELS = 200;

/**
 * Finds what bears one of the names below a folder, be it a file, a link, a folder or a FIFO.
 * Linked folders, `node_modules`, `.git` and what `leavesOut` says of are not entered.
 */
export function walk(folder: string, wanted: Wanted): Walk {
  const found: string[] = [];
  const nested: string[] = [];
  const unreadable: UnreadableFolder[] = [];
  const links: string[] = [];
  const pending = [folder];
  for (let start = pending.pop(); start !== undefined; start = pending.pop()) {
    const part = search(start, wanted, start === folder);
    found.push(...part.found);
    nested.push(...part.nested);
    unreadable.push(...part.unreadable);
    links.push(...part.links);
    pending.push(...part.deeper);
  }
  return { found, nested, unreadable, links };
}

/** One search, and the folders it stopped at. */
interface Search extends Walk {
  readonly deeper: readonly string[];
}

/** @param mayBeRepository whether the folder is looked through even if it has a `.git` */
function search(
  folder: string,
  { names, leavesOut, takesFolders, onFolder }: Wanted,
  mayBeRepository: boolean,
): Search {
  const nested = new Set<Path>();
  const unreadable: UnreadableFolder[] = [];
  const links: Link[] = [];
  const deeper: string[] = [];
  let top: number | undefined;
  const found = globSync(`**/@(${['.git', ...names].join('|')})`, {
    cwd: folder,
    dot: true,
    follow: false,
    withFileTypes: true,
    ignore: {
      // Glob offers what it matched in a folder before it enters the folders in it, so a `.git` is seen in time.
      ignored(match) {
        if (match.name !== '.git') return leavesOut(match.fullpath());
        if (match.parent && !(mayBeRepository && match.parent.fullpath() === folder)) nested.add(match.parent);
        return true;
      },
      childrenIgnored(entered) {
        const depth = entered.depth();
        // The folder itself comes first.
        top ??= depth;
        if (depth === top) return false;
        if (entered.name === 'node_modules' || entered.name === '.git') return true;
        if ((entered.parent && nested.has(entered.parent)) === true || leavesOut(entered.fullpath())) return true;
        if (depth - top < LEVELS) return false;
        if (!entered.isSymbolicLink()) deeper.push(entered.fullpath());
        return true;
      },
    },
    fs: {
      // Glob passes over folders that it cannot read, and over links; a check has to say so.
      readdirSync(read: string, options: { withFileTypes: true }) {
        onFolder();
        try {
          const entries = readdirSync(read, options);
          for (const entry of entries) if (entry.isSymbolicLink()) links.push({ folder: read, name: entry.name });
          return entries;
        } catch (error) {
          const { code = 'unknown' } = error as NodeJS.ErrnoException;
          // What vanishes meanwhile is no finding. But a name that is not UTF-8 is not found under what it decodes to.
          const vanished = (code === 'ENOENT' || code === 'ENOTDIR') && !read.includes('\uFFFD');
          if (!vanished) unreadable.push({ path: read, code });
          throw error;
        }
      },
    },
  });
  const repositories = new Set([...nested].map((root) => root.fullpath()));
  return {
    found: found
      .filter((match) => (takesFolders || !match.isDirectory()) && !standsIn(match, nested))
      .map((match) => match.fullpath()),
    nested: [...repositories],
    unreadable,
    links: links
      .filter((link) => !repositories.has(link.folder))
      .map((link) => path.join(link.folder, link.name))
      .filter((link) => !leavesOut(link)),
    deeper,
  };
}

interface Link {
  readonly folder: string;
  readonly name: string;
}

function standsIn(match: Path, folders: ReadonlySet<Path>): boolean {
  if (folders.size === 0) return false;
  for (let at = match.parent; at; at = at.parent) if (folders.has(at)) return true;
  return false;
}
