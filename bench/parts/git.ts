import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { STATEGATE, stategate } from '../contestants.js';
import { ratio, takeTurns } from '../measure.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import { type Bench, LARGE, plant, sizesOf } from './part.js';

/** The same tree, once more in a working tree of git: discovery then asks git what it ignores. */
export async function measureGit(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const figures: Figure[] = [];
  for (const sessions of sizesOf(bench)) {
    const twin = plant(scratch, `git-${sessions}`, sessions);
    execFileSync('git', ['init', '--quiet'], { cwd: twin.root });
    const name = `${STATEGATE} under git`;
    const times = await takeTurns(
      [stategate(cli, bench.tree(sessions)), stategate(cli, twin, name)],
      quick || sessions === LARGE ? 3 : 7,
      scratch,
    );
    rmSync(twin.root, { recursive: true });
    printTimes(`check ${count(sessions)} sessions, with and without git`, times, STATEGATE);
    figures.push(timesOver(`${count(sessions)} sessions: under git / not`, ratio(times, name, STATEGATE)));
  }
  return figures;
}
