import { closeSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Limits } from '../document/document.js';
import { decodeUtf8 } from '../document/decode.js';
import { readDocuments } from '../document/documents.js';
import { isInside, openSource, readWhole } from '../document/read.js';
import { sessionsReferredTo } from '../schema/session-references.js';
import { realPath } from '../workspace/standing.js';
import { type Entry, type OtherSession, type Surroundings, UNKNOWN_SURROUNDINGS } from './surroundings.js';

/** Tells of a session's folder (absolute, with `/`) what lies around on disk; links may not lead out of `root`. */
export type FolderAround = (session: string, root: string) => Surroundings;

/** The usual name of a file, which need not be resolved to be known to stand in the folder itself. */
const SINGLE = /^\w[\w.-]*$/u;

/**
 * Looks when it is asked, and only then: most sessions ask for little. What is not a path in the session's folder, or leads
 * out of it, is not read.
 */
export function folderAround(limits: Limits): FolderAround {
  /** What is asked of many sessions: others that they refer to, and what there is beside them. */
  const others = new Map<string, OtherSession | undefined>();
  const folders = new Map<string, readonly string[] | undefined>();

  return (session, root) => {
    const parent = path.posix.dirname(session);
    const folder = path.resolve(session);
    let real: string | undefined;
    /** Several rules look at the same few files. */
    const seen = new Map<string, Stats | 'absent' | undefined>();
    const look = (file: string): Stats | 'absent' | undefined => {
      if (!seen.has(file)) seen.set(file, lookAt(file));
      return seen.get(file);
    };
    const fileOf = (name: string): string =>
      SINGLE.test(name) ? folder + path.sep + name : path.resolve(folder, name);
    const entry = (name: string): Entry | undefined => {
      const file = fileOf(name);
      if (!isInside(folder, file)) return 'outside';
      const stats = look(file);
      if (typeof stats !== 'object') return stats;
      // A single name that is no link leads nowhere else.
      if (!stats.isSymbolicLink() && path.dirname(file) === folder) return typeOf(stats);
      const target = realPath(file);
      if (target === undefined) return 'absent';
      real ??= realPath(session);
      if (real === undefined || !isInside(real, target)) return 'outside';
      const found = lookAt(target);
      return typeof found === 'object' ? typeOf(found) : found;
    };
    return {
      ...UNKNOWN_SURROUNDINGS,
      entry,
      names(name) {
        const found = entry(name);
        if (found === 'absent') return [];
        return found === 'folder' ? namesIn(fileOf(name)) : undefined;
      },
      text: (name) => (entry(name) === 'file' ? textOf(fileOf(name), root, limits) : undefined),
      lag(file, than) {
        const [earlier, later] = [file, than].map((name) => modifiedAt(look(fileOf(name))));
        return earlier === undefined || later === undefined ? undefined : later - earlier;
      },
      session(id) {
        // Other ids are no names of folders.
        if (!/^[^/\\\0]+$/u.test(id) || /^\.{1,2}$/u.test(id)) return undefined;
        const folder = path.posix.join(parent, id);
        if (!others.has(folder)) others.set(folder, otherSession(folder, root, limits));
        return others.get(folder);
      },
      sessions() {
        if (!folders.has(parent)) folders.set(parent, namesIn(parent));
        return folders.get(parent);
      },
    };
  };
}

/** What bears a name, links not followed; `undefined` when that cannot be told. */
function lookAt(file: string): Stats | 'absent' | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) ?? 'absent';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR' ? 'absent' : undefined;
  }
}

function typeOf(stats: Stats): Entry | undefined {
  if (stats.isDirectory()) return 'folder';
  // Nobody keeps an artifact in a pipe or a socket.
  return stats.isFile() ? 'file' : undefined;
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch {
    return undefined;
  }
}

function modifiedAt(stats: Stats | 'absent' | undefined): number | undefined {
  return typeof stats === 'object' && stats.isFile() ? stats.mtimeMs : undefined;
}

function textOf(file: string, root: string, { maxBytes }: Limits): string | undefined {
  const source = openSource(file, root);
  if ('rule' in source) return undefined;
  try {
    const bytes = readWhole(source, maxBytes);
    return 'rule' in bytes ? undefined : decodeUtf8(bytes, 1).text;
  } catch {
    return undefined;
  } finally {
    closeSync(source.fd);
  }
}

function otherSession(folder: string, root: string, limits: Limits): OtherSession | undefined {
  const stats = lookAt(folder);
  if (stats === undefined) return undefined;
  if (stats === 'absent') return { exists: false, refersTo: [] };
  const [state] = readDocuments(path.join(folder, 'state.json'), { format: 'json', limits, root });
  return {
    exists: true,
    refersTo: state?.parsed === true ? sessionsReferredTo(state.value).map(({ id }) => id) : [],
  };
}
