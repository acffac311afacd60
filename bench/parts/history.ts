import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { HISTORY, HISTORY_FLOOR, readersOf } from '../contestants.js';
import { type History, writeHistory } from '../history.js';
import { peakMemory, ratio, takeTurns } from '../measure.js';
import { count, type Figure, printTimes, timesOver } from '../table.js';
import type { Bench } from './part.js';

const SHORT = { commits: 1_000, sessions: 20 };
const LONG = { commits: 10_000, sessions: 200 };

/** Every change in a repository's history, beside reading and parsing the same versions; and what memory that takes. */
export async function measureHistory(bench: Bench): Promise<Figure[]> {
  const { cli, scratch, quick } = bench;
  const [short, long] = [await write(bench, SHORT), await write(bench, LONG)];
  const times = await takeTurns(readersOf(cli, long), quick ? 3 : 7, scratch);
  printTimes(`check a history of ${count(long.commits)} commits`, times, HISTORY_FLOOR);
  const figures = [
    timesOver(`${count(long.commits)} commits: ${HISTORY} / floor`, ratio(times, HISTORY, HISTORY_FLOOR), 1.5),
  ];
  const peaks: number[] = [];
  for (const history of [short, long]) {
    const [stategate] = readersOf(cli, history);
    const value = await peakMemory(stategate, quick ? 1 : 3, scratch);
    figures.push({ what: `${count(history.commits)} commits: peak memory of ${HISTORY}`, value, unit: ' MB' });
    peaks.push(value);
  }
  const [less = NaN, more = NaN] = peaks;
  const what = `peak memory: ${count(long.commits)} commits - ${count(short.commits)} commits`;
  return [...figures, { what, value: more - less, unit: ' MB', target: 30 }];
}

async function write({ scratch }: Bench, { commits, sessions }: typeof SHORT): Promise<History> {
  const folder = path.join(scratch, `history-${commits}`);
  mkdirSync(folder);
  const history = await writeHistory(folder, commits, sessions);
  const { blobs, bytes } = history;
  console.log(
    `${count(commits)} commits: ${count(sessions)} sessions, ${count(blobs)} versions, ${count(bytes / 2 ** 20)} MB`,
  );
  return history;
}
