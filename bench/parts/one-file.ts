import { BARE, oneFile, STATEGATE } from '../contestants.js';
import { ratio, takeTurns } from '../measure.js';
import { type Figure, printTimes, timesOver } from '../table.js';
import { type Bench, SMALL } from './part.js';

/** One state file: what counts is the start. */
export async function measureOneFile(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const contestants = oneFile(cli, bench.tree(SMALL), scratch);
  const times = await takeTurns(contestants, quick ? 7 : 21, scratch);
  printTimes('check one state file', times, BARE);
  return contestants
    .filter(({ name }) => name !== BARE)
    .map(({ name }) =>
      timesOver(`one file: ${name} / ${BARE}`, ratio(times, name, BARE), name === STATEGATE ? 2 : undefined),
    );
}
