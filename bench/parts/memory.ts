import { memoryUsers, STATEGATE } from '../contestants.js';
import { peakMemory } from '../measure.js';
import { count, type Figure } from '../table.js';
import { type Bench, LARGE, SMALL } from './part.js';

/** Peak memory of a check of all files of a tree. */
export async function measureMemory(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const sessions = quick ? SMALL : LARGE;
  const figures: Figure[] = [];
  for (const user of memoryUsers(cli, bench.tree(sessions))) {
    figures.push({
      what: `${count(sessions)} sessions: peak memory of ${user.name}`,
      value: await peakMemory(user, quick ? 1 : 3, scratch),
      unit: ' MB',
      ...(user.name === STATEGATE && sessions === LARGE && { target: 200 }),
    });
  }
  return figures;
}
