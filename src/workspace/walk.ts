import { readdirSync } from 'node:fs';
import { globSync, type Path } from 'glob';

/** What a walk through a folder found; absolute paths, in no order. */
export interface Walk {
  readonly found: readonly string[];
  /** Folders with a `.git` of their own: other working trees, which are not entered. */
  readonly nested: readonly string[];
  readonly unreadable: readonly UnreadableFolder[];
}

export interface UnreadableFolder {
  readonly path: string;
  /** The system's code, such as `EACCES`. */
  readonly code: string;
}

/**
 * Finds what bears one of the names (globs of one segment) below a folder, be it a file, a link, a folder or a FIFO.
 * Linked folders, `node_modules`, `.git` and what `leavesOut` says of (absolute paths) are not entered.
 */
export function walk(folder: string, names: readonly string[], leavesOut: (path: string) => boolean): Walk {
  const nested = new Set<Path>();
  const unreadable: UnreadableFolder[] = [];
  const found = globSync(`**/@(${['.git', ...names].join('|')})`, {
    cwd: folder,
    dot: true,
    follow: false,
    withFileTypes: true,
    ignore: {
      // Glob offers what it matched in a folder before it enters the folders in it, so a `.git` is seen in time.
      ignored(match) {
        if (match.name !== '.git') return leavesOut(match.fullpath());
        if (match.parent && match.parent.fullpath() !== folder) nested.add(match.parent);
        return true;
      },
      childrenIgnored(entered) {
        if (entered.fullpath() === folder) return false;
        if (entered.name === 'node_modules' || entered.name === '.git') return true;
        return (entered.parent && nested.has(entered.parent)) === true || leavesOut(entered.fullpath());
      },
    },
    fs: {
      // Glob passes over folders that it cannot read; a check has to say so.
      readdirSync(path: string, options: { withFileTypes: true }) {
        try {
          return readdirSync(path, options);
        } catch (error) {
          const { code = 'unknown' } = error as NodeJS.ErrnoException;
          // What vanishes meanwhile is no finding. But a name that is not UTF-8 is not found under what it decodes to.
          const vanished = (code === 'ENOENT' || code === 'ENOTDIR') && !path.includes('\uFFFD');
          if (!vanished) unreadable.push({ path, code });
          throw error;
        }
      },
    },
  });
  return {
    found: found.filter((match) => !isWithin(match, nested)).map((match) => match.fullpath()),
    nested: [...nested].map((root) => root.fullpath()),
    unreadable,
  };
}

function isWithin(path: Path, folders: ReadonlySet<Path>): boolean {
  if (folders.size === 0) return false;
  for (let at = path.parent; at; at = at.parent) if (folders.has(at)) return true;
  return false;
}
