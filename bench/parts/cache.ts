import path from 'node:path';
import { STATEGATE, stategate } from '../contestants.js';
import { ratio, takeTurns } from '../measure.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import { type Bench, LARGE, sizesOf } from './part.js';

/** The same tree as it was at the last check, with a cache of what was found. */
export async function measureCache(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const figures: Figure[] = [];
  for (const sessions of sizesOf(bench)) {
    const tree = bench.tree(sessions);
    const strategies = ['metadata', 'content'].map((strategy) => {
      const file = path.join(scratch, `cache-${strategy}-${sessions}`);
      return stategate(cli, tree, `${STATEGATE} --cache, by ${strategy}`, [
        '--cache',
        '--cache-location',
        file,
        '--cache-strategy',
        strategy,
      ]);
    });
    // The round before the first fills the caches.
    const times = await takeTurns([stategate(cli, tree), ...strategies], quick ? 3 : 7, scratch);
    printTimes(`check ${count(sessions)} sessions, with and without a cache`, times, STATEGATE);
    for (const { name } of strategies) {
      const target = sessions === LARGE && name.endsWith('metadata') ? 0.4 : undefined;
      figures.push(timesOver(`${count(sessions)} sessions: ${name} / without`, ratio(times, name, STATEGATE), target));
    }
  }
  return figures;
}
