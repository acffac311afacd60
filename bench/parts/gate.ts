import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { BARE, hookCalls } from '../contestants.js';
import { hookEvents } from '../hook-events.js';
import { ratio, run, takeTurns } from '../measure.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import { type Bench, plant, SMALL } from './part.js';

/** What each event may take, in times of a Node that does nothing. */
const TARGETS = { ungoverned: 1.15, illegal: 1.5, after: 1.8 } as const;

/** The hook as a program that is started at each event, in a tree of 1,000 sessions. */
export async function measureGate({ cli, scratch, quick }: Bench): Promise<Figure[]> {
  const tree = plant(scratch, 'gate', SMALL);
  execFileSync('git', ['init', '--quiet'], { cwd: tree.root });
  const events = hookEvents(tree);
  const { bare, start, hooks, others } = hookCalls(cli, tree, events);
  // What is on disk has to be known first, as at the start of an agent's session.
  await run(start, scratch);
  const times = await takeTurns([bare, ...Object.values(hooks), ...others], quick ? 5 : 21, scratch);
  printTimes('the hook, started at each event, in a tree of 1,000 sessions', times, BARE);
  const bundle = path.join(path.dirname(cli), 'hook.cjs');
  console.log(
    `\nthe hook's program: ${count(statSync(bundle).size / 1024)} KB, and what it loads when something has changed`,
  );
  return [
    ...(['ungoverned', 'illegal', 'after'] as const).map((name) =>
      timesOver(`hook: ${hooks[name].name} / ${BARE}`, ratio(times, hooks[name].name, BARE), TARGETS[name]),
    ),
    ...others.map(({ name }) => timesOver(`${name} / ${BARE}`, ratio(times, name, BARE))),
  ];
}
