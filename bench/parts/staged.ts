import { rmSync } from 'node:fs';
import { BARE, GIT, STAGED, stagedCheck } from '../contestants.js';
import { gitCommandsOf } from '../git-commands.js';
import { median, takeTurns } from '../measure.js';
import { stageOne } from '../staged.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import { type Bench, plant } from './part.js';

const SESSIONS = 5_000;

/** One staged file in a large repository, as in a hook before a commit: what counts are the start and git's own time. */
export async function measureStaged({ cli, scratch, quick }: Bench): Promise<Figure[]> {
  const tree = plant(scratch, 'staged', SESSIONS);
  const staged = stageOne(tree);
  const { bare, check } = stagedCheck(cli, staged);
  const commands = await gitCommandsOf(check, staged.questions, scratch);
  const times = await takeTurns(
    [bare, { name: STAGED, commands: [check] }, { name: GIT, commands }],
    quick ? 7 : 21,
    scratch,
  );
  rmSync(tree.root, { recursive: true });
  const files = `1 file of ${count(SESSIONS * 2)}`;
  printTimes(`check what is staged, ${files}; ${GIT} are ${String(commands.length)}`, times, BARE);
  const at = (name: string, round: number): number => times.get(name)?.[round] ?? NaN;
  const own = (times.get(STAGED) ?? []).map((time, round) => (time - at(GIT, round)) / at(BARE, round));
  return [timesOver(`staged, ${files}: (${STAGED} - ${GIT}) / ${BARE}`, median(own), 3)];
}
