import type { Bell } from './bell.js';

/** In milliseconds: a change is over when nothing has followed it for so long. The watcher tells some things 100 late. */
const QUIET = 150;

/** In milliseconds: where changes never end, they are looked at every so often all the same. */
const MOST = 1500;

/**
 * Waits until a bell that has rung is quiet: one change of a file can be told as several, such as that of an editor which
 * writes another file and renames it.
 *
 * @param ended what ends the wait
 */
export async function settle(bell: Bell, ended: Promise<unknown>): Promise<void> {
  const isOver = ended.then(() => true);
  for (let waited = 0; waited < MOST; waited += QUIET) {
    bell.still();
    if ((await Promise.race([isOver, pause(QUIET)])) || !bell.hasRung()) return;
  }
  bell.still();
}

/** `false` after a while. */
function pause(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, false);
  });
}
