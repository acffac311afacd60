import path from 'node:path';
import { lstatSync } from 'node:fs';
import { toPosix } from '../workspace/paths.js';
import { headOf } from './head.js';
import type { Looks } from './ledger/looks.js';
import { isSameLook, type Look, lookAt, statsOf } from './look.js';
import type { Payload } from './payload.js';
import type { Project } from './project.js';
import { pathOf } from './proposed.js';
import { guardedFiles } from './protected.js';
import { rootOfFile } from './root-of-file.js';

/** So many that it is worth to load what has them looked at in less time. */
const MANY = 500;

/** A tree that may look as it did. */
export interface Tree {
  readonly project: Project;
  /** The user's own folder. */
  readonly home: string;
  /** How it looked when `noteAsSeen` noted that, where this is known. */
  readonly looks: Looks | undefined;
}

/**
 * Whether all that is watched in a tree looks as it did when `noteAsSeen` noted it, so that to compare it with the ledger
 * would tell nothing. Costs a stat for each file and folder; the ledger is not read.
 *
 * @param isLast whether this process ends then: V8 would compile what runs so often for later calls, of which there are none
 */
export function isAsSeen({ project, home, looks }: Tree, payload: Payload, isLast: boolean): boolean {
  const { cwd, toolInput, sessionId } = payload;
  const named = pathOf(toolInput);
  // It may stand below a folder that is not watched yet.
  if (named !== undefined && rootOfFile(toPosix(path.resolve(cwd, named))) !== undefined) return false;
  return (
    looks !== undefined &&
    looks.sessions.includes(sessionId) &&
    looks.head === headOf(project) &&
    areGuardsAsSeen(project, home, looks.guards) &&
    looks.absent.every((name) => statsOf(`${project.root}/${name}`) === undefined) &&
    (isLast && looks.names.length >= MANY
      ? withoutOptimising(() => areLooks(project.root, looks))
      : areLooks(project.root, looks))
  );
}

function areGuardsAsSeen(project: Project, home: string, seen: Looks['guards']): boolean {
  const known = new Map<string, Look | null>(seen);
  // With what the configuration extends.
  return [...new Set([...guardedFiles(project, home), ...known.keys()])].every((file) => {
    const look = known.get(file);
    const sight = lookAt(file, Date.now());
    if (look === undefined || typeof sight === 'string') return look === null && sight === 'absent';
    return isSameLook(look ?? undefined, sight);
  });
}

/** Told one number after the other, in one loop: this is done thousands of times by a program that has just been started. */
function areLooks(root: string, { names, parts }: Looks): boolean {
  const options = { throwIfNoEntry: false } as const;
  let at = 0;
  try {
    for (const name of names) {
      const stats = lstatSync(`${root}/${name}`, options);
      if (
        stats?.size !== parts[at] ||
        stats?.mtimeMs !== parts[at + 1] ||
        stats?.ctimeMs !== parts[at + 2] ||
        stats?.ino !== parts[at + 3]
      ) {
        return false;
      }
      at += 4;
    }
    return true;
  } catch {
    return false;
  }
}

function withoutOptimising<T>(work: () => T): T {
  const v8 = process.getBuiltinModule('node:v8');
  v8.setFlagsFromString('--no-opt');
  try {
    return work();
  } finally {
    v8.setFlagsFromString('--opt');
  }
}
