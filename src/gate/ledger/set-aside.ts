import { linkSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { standingAt } from './plain-file.js';

/** So many damaged things are kept beside what takes their place; then the last is replaced. */
const MOST_KEPT = 9;

/** Moves what stands at a place to `<beside>.damaged-<n>`. Only for who has the lock. */
export function setAside(place: string, beside: string): void {
  const aside = unusedPlace(beside);
  rmSync(aside, { recursive: true, force: true });
  renameSync(place, aside);
}

/**
 * Makes room for the ledger's own folder: sets aside a link or a file that stands in its place. Without the lock, which is
 * in that folder; so in steps that fail when somebody has made the folder meanwhile.
 */
export function clearForFolder(folder: string): void {
  const stats = standingAt(folder);
  if (!stats || stats.isDirectory()) return;
  try {
    const aside = unusedPlace(folder);
    rmSync(aside, { recursive: true, force: true });
    // A link is linked as it is, not what it leads to.
    linkSync(folder, aside);
    unlinkSync(folder);
  } catch (error) {
    if (!standingAt(folder)?.isDirectory()) throw error;
  }
}

function unusedPlace(beside: string): string {
  for (let n = 1; n < MOST_KEPT; n += 1) {
    const place = `${beside}.damaged-${n}`;
    if (!standingAt(place)) return place;
  }
  return `${beside}.damaged-${MOST_KEPT}`;
}
