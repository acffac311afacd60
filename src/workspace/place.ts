import { FILE_PATTERNS } from '../schema/generated/globs.js';
import type { KindId } from '../schema/kinds.js';

/** Where a governed file stands. */
export interface Place {
  /** The name of the folder that is named after the document's id: the session, the research, the workflow. */
  readonly folder: string;
  /** The path of that folder, with `/`. */
  readonly path: string;
  /** The folder's own name, where symbolic links lead to it and that can be told; asks the file system. */
  readonly realFolder?: string | undefined;
}

/** How many folders above the file the one stands that bears the document's id, and the session's folder. */
const LEVELS: { readonly [K in KindId]?: { readonly id?: number; readonly session?: number } } = {
  'session-state': { id: 1, session: 1 },
  plan: { id: 1, session: 1 },
  'dev-notes': { id: 1, session: 1 },
  'research-state': { id: 1, session: 3 },
  'research-subagent': { session: 4 },
  'hook-log': { id: 1 },
  'adw-state': { id: 1 },
};

/** The kind that governs a file, told by its absolute path, written with `/`. */
export function kindOfFile(file: string): KindId | undefined {
  return FILE_PATTERNS.find(([, pattern]) => pattern.test(file))?.[0];
}

/**
 * The folder named after the id of the document in a file (absolute, with `/`); `undefined` where the kind names none
 * or the file does not stand where files of the kind do, as when the kind was forced.
 */
export function placeOf(kind: KindId, file: string): Place | undefined {
  const levels = LEVELS[kind]?.id;
  if (levels === undefined || kindOfFile(file) !== kind) return undefined;
  const folder = ancestor(file, levels);
  return { folder: folder.slice(folder.lastIndexOf('/') + 1), path: folder };
}

/** The session folder that a file (absolute, with `/`) belongs to: state, plan, notes, or the research below it. */
export function sessionOf(file: string): string | undefined {
  const kind = kindOfFile(file);
  const levels = kind && LEVELS[kind]?.session;
  return levels === undefined ? undefined : ancestor(file, levels);
}

function ancestor(file: string, levels: number): string {
  let end = file.length;
  for (let level = 0; level < levels; level += 1) end = file.lastIndexOf('/', end - 1);
  return file.slice(0, end);
}
