import { AJV, FLOOR, SOURCEMETA, STATEGATE, wholeTree } from '../contestants.js';
import { median, ratio, takeTurns, type Times } from '../measure.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import type { Tree } from '../tree.js';
import { type Bench, LARGE, sizesOf, SMALL } from './part.js';

/** All files of a tree, beside other validators and the floor. */
export async function measureTrees(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const rounds = quick ? 3 : 7;
  const measured: [Tree, Times][] = [];
  for (const sessions of sizesOf(bench)) {
    const tree = bench.tree(sessions);
    // A round of ajv-cli over the large tree takes longer than all others together.
    const contestants = wholeTree(cli, tree, quick || sessions === LARGE ? 3 : rounds);
    const times = await takeTurns(contestants, rounds, scratch);
    measured.push([tree, times]);
    printTimes(`check ${count(sessions)} sessions`, times, STATEGATE);
  }
  const figures = measured.flatMap(([{ sessions }, times]): Figure[] => [
    timesOver(`${count(sessions)} sessions: stategate / ${SOURCEMETA}`, ratio(times, STATEGATE, SOURCEMETA), 1),
    timesOver(`${count(sessions)} sessions: stategate / ${AJV}`, ratio(times, STATEGATE, AJV), 0.5),
    timesOver(`${count(sessions)} sessions: stategate / floor`, ratio(times, STATEGATE, FLOOR)),
    // What no check in one thread of Node can come under.
    timesOver(`${count(sessions)} sessions: floor / ${SOURCEMETA}`, ratio(times, FLOOR, SOURCEMETA)),
    timesOver(`${count(sessions)} sessions: floor / ${AJV}`, ratio(times, FLOOR, AJV)),
  ]);
  const [small, large] = measured.map(([, times]) => median(times.get(STATEGATE) ?? []));
  if (small !== undefined && large !== undefined) {
    figures.push(timesOver(`stategate: ${count(LARGE)} sessions / ${count(SMALL)} sessions`, large / small, 11));
  }
  return figures;
}
