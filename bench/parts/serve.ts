import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { hookUrl } from '../../src/gate/serve/hook-url.js';
import { type HookEvent, hookEvents } from '../hook-events.js';
import { count, type Figure } from '../table.js';
import { type Bench, plant, SMALL } from './part.js';

/** Sessions in a tree → events a second: in a large tree to look at every file takes longer. */
const RATES = [
  [20, 200],
  [SMALL, 20],
] as const;

/** Events before those that are measured: Node compiles what runs often. */
const WARM_UP = 600;

/** The resident server: how long an answer takes at a steady rate, and its memory after many. */
export async function measureServe({ cli, scratch, quick }: Bench): Promise<Figure[]> {
  const env = { PATH: process.env['PATH'], HOME: scratch };
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--idle', '0'], { env, cwd: scratch });
  try {
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = new URL(hookUrl({ HOME: scratch }, { port: Number(/:(\d+)\n/u.exec(line)?.[1]) }));
    const figures: Figure[] = [];
    for (const [sessions, rate] of RATES) {
      const tree = plant(scratch, `serve-${sessions}`, sessions);
      execFileSync('git', ['init', '--quiet'], { cwd: tree.root });
      const events = Object.values(hookEvents(tree));
      await answersTo(url, events, { requests: WARM_UP, atOnce: 1 });
      const times = await atRate(url, events, { rate, seconds: quick ? 5 : 30 });
      const isTarget = rate === 200;
      const where = `${count(sessions)} sessions, ${rate} events a second`;
      print(where, times);
      figures.push(...figuresOf(times, isTarget, where));
      if (isTarget) figures.push(await memoryFigure(child, url, events, quick ? 2_000 : 10_000));
    }
    return figures;
  } finally {
    child.kill();
  }
}

async function memoryFigure(child: ChildProcess, url: URL, events: readonly HookEvent[], few: number): Promise<Figure> {
  const start = performance.now();
  const requests = few * 10;
  await answersTo(url, events, { requests: few, atOnce: 4 });
  const early = memoryOf(child);
  await answersTo(url, events, { requests: requests - few, atOnce: 4 });
  const late = memoryOf(child);
  const rate = requests / ((performance.now() - start) / 1000);
  console.log(
    `\nserve, memory: ${early} MB after ${count(few)} events, ${late} MB after ${count(requests)}; ${count(rate)} a second`,
  );
  const what = `serve: memory after ${count(requests)} / after ${count(few)} events`;
  return { what, value: late / early, unit: ' ×', target: 1.1 };
}

/** Of a process, in MB. */
function memoryOf({ pid }: ChildProcess): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
}

/** Milliseconds until each answer, with its event. */
type Times = readonly (readonly [HookEvent, number])[];

/** Asks at a steady rate, whether or not earlier answers have come. */
async function atRate(
  url: URL,
  events: readonly HookEvent[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Times> {
  const requests = rate * seconds;
  const waiting: Promise<readonly [HookEvent, number]>[] = [];
  const start = performance.now();
  while (waiting.length < requests) {
    const due = Math.min(requests, Math.floor(((performance.now() - start) / 1000) * rate) + 1);
    while (waiting.length < due) waiting.push(timed(url, turnOf(events, waiting.length)));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(waiting);
}

async function answersTo(
  url: URL,
  events: readonly HookEvent[],
  { requests, atOnce }: { readonly requests: number; readonly atOnce: number },
): Promise<void> {
  let sent = 0;
  const ask = async (): Promise<void> => {
    while (sent < requests) {
      sent += 1;
      await timed(url, turnOf(events, sent));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
}

function turnOf(events: readonly HookEvent[], turn: number): HookEvent {
  const event = events[turn % events.length];
  if (!event) throw new Error('no events');
  return event;
}

async function timed(url: URL, event: HookEvent): Promise<readonly [HookEvent, number]> {
  const start = performance.now();
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
  sent.end(event.body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece as string;
  const time = performance.now() - start;
  if (response.statusCode !== 200 || !text.startsWith(event.answer === '' ? '{}' : event.answer)) {
    throw new Error(`${event.what}: ${String(response.statusCode)} ${text.slice(0, 1000)}`);
  }
  return [event, time];
}

function figuresOf(times: Times, isTarget: boolean, where: string): Figure[] {
  const all = times.map(([, time]) => time);
  return [
    { what: `serve, ${where}: half of the answers come within`, value: share(all, 0.5), target: 2 },
    { what: `serve, ${where}: 99 of 100 come within`, value: share(all, 0.99), target: 10 },
  ].map(({ what, value, target }) => ({ what, value, unit: ' ms', ...(isTarget && { target }) }));
}

function print(title: string, times: Times): void {
  console.log(`\nserve, ${title}: milliseconds until half, 99 of 100 and all answers have come:\n`);
  for (const event of new Set(times.map(([one]) => one))) {
    const own = times.flatMap(([one, time]) => (one === event ? [time] : []));
    console.log(`  ${[0.5, 0.99, 1].map((part) => share(own, part).toFixed(2).padStart(7)).join(' ')}  ${event.what}`);
  }
}

/** The smallest of some values within which such a share of them lies. */
function share(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? NaN;
}
