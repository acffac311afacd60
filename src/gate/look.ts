import { lstatSync, type Stats } from 'node:fs';

/** How a file looks from outside: while this stays, so does its content. Size in bytes, times in milliseconds, inode. */
export type Look = readonly [size: number, modified: number, changed: number, inode: number];

/** What stands at a place. */
export type Sight =
  /** Nothing. */
  | 'absent'
  /** Something that does not look otherwise when its content changes, such as a link: it has to be read. */
  | 'uncertain'
  | Look;

/** Within so many milliseconds a file can change twice and bear the same times: file systems' clocks tick slowly. */
const TICK = 40;

/** Looks at a file without opening it. */
export function lookAt(file: string, now: number): Sight {
  const stats = statsOf(file);
  if (stats === undefined) return 'absent';
  if (!stats.isFile() || now - stats.mtimeMs < TICK || now - stats.ctimeMs < TICK) return 'uncertain';
  return lookOf(stats);
}

/** Looks at a folder: it looks otherwise when an entry comes or goes. `undefined` where that would not be seen. */
export function lookAtFolder(folder: string, now: number): Look | undefined {
  const stats = statsOf(folder);
  if (stats?.isDirectory() !== true || now - stats.mtimeMs < TICK) return undefined;
  return lookOf(stats);
}

export function isSameLook(one: Look | undefined, other: Look | undefined): boolean {
  return one !== undefined && other !== undefined && one.every((part, index) => part === other[index]);
}

function lookOf({ size, mtimeMs, ctimeMs, ino }: Stats): Look {
  return [size, mtimeMs, ctimeMs, ino];
}

/** What stands at a place, links not followed; `undefined` where nothing does, or nothing can be told. */
export function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
