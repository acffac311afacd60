import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holderName, isHolderName, isStale } from './holder.js';
import { standingAt, unusedName } from './plain-file.js';

/** The lock as somebody has it. */
export interface Lock {
  /** Begins its time anew; `false` when somebody has taken it over, or it is gone. */
  renew(): boolean;
  release(): void;
}

const FREE = 'free';

/** Milliseconds between two tries, at most. */
const LONGEST_PAUSE = 16;

/**
 * Takes the lock that a folder is; `undefined` when others had it until patience (milliseconds) ran out.
 *
 * The folder holds one file, whose name says who has the lock. To take it is to rename that file, be its name `free` or
 * that of a process that has ended: of many who try, a rename succeeds for one, and at every instant the file has
 * one name that tells all there is to know. So a kill leaves nothing half done, and taking over lets no two in.
 */
export async function lock(folder: string, patience: number): Promise<Lock | undefined> {
  const end = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const name = takeable(folder);
    const mine = holderName(Date.now());
    if (name !== undefined && isRenamed(folder, name, mine)) return held(folder, mine);
    if (performance.now() >= end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}

function held(folder: string, name: string): Lock {
  let mine = name;
  return {
    renew() {
      const next = holderName(Date.now());
      if (!isRenamed(folder, mine, next)) return false;
      mine = next;
      return true;
    },
    release() {
      try {
        isRenamed(folder, mine, FREE);
      } catch {
        // Others take it over when this process has ended, or soon.
      }
    },
  };
}

function isRenamed(folder: string, from: string, to: string): boolean {
  try {
    renameSync(path.join(folder, from), path.join(folder, to));
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** The name under which the lock's file can be taken now; makes the file where there is none. */
function takeable(folder: string): string | undefined {
  const names = namesIn(folder);
  const name = names.find((entry) => entry === FREE || isHolderName(entry));
  if (name === undefined) return make(folder, names);
  return name === FREE || isStale(name, Date.now()) ? name : undefined;
}

/** Makes the folder with its file in one step. Where others do the same at the same time, one of them succeeds. */
function make(folder: string, strange: readonly string[]): string {
  for (const name of strange) rmSync(path.join(folder, name), { recursive: true, force: true });
  const fresh = `${folder}-${unusedName()}`;
  mkdirSync(fresh);
  try {
    writeFileSync(path.join(fresh, FREE), '', { flag: 'wx' });
    try {
      // Both leave alone a folder that holds something. On Windows nothing is renamed over another folder.
      if (standingAt(folder)) rmdirSync(folder);
      renameSync(fresh, folder);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return FREE;
}

function namesIn(folder: string): string[] {
  const stats = standingAt(folder);
  try {
    if (stats?.isDirectory()) return readdirSync(folder);
    // Never through a link: files would be renamed elsewhere. A folder that was made since is not unlinked.
    if (stats) unlinkSync(folder);
    return [];
  } catch (error) {
    if (isGone(error) || isTaken(error)) return [];
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Whether somebody else has put something there meanwhile, or taken it away. */
function isTaken(error: unknown): boolean {
  return TAKEN.has(String((error as NodeJS.ErrnoException).code));
}

const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'EISDIR', 'EPERM', 'ENOENT', 'ENOTDIR']);
