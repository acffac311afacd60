import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { hookUrl } from '../../src/gate/serve/hook-url.js';
import { count, type Figure } from '../table.js';
import type { Tree } from '../tree.js';
import { type Bench, plant, SMALL } from './part.js';

/** An event as it is sent, and how its answer begins. */
interface Event {
  readonly what: string;
  readonly body: string;
  readonly answer: string;
}

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
      const events = eventsIn(tree);
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

async function memoryFigure(child: ChildProcess, url: URL, events: readonly Event[], few: number): Promise<Figure> {
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

/** A write that concerns nobody, an illegal edit of a state of 5 KB beside a plan of 60 KB, and a command that ran. */
function eventsIn({ root, states, plans }: Tree): Event[] {
  const at = states.findIndex((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('"current_phase": "build"'),
  );
  const [state, plan] = [states, plans].map((files) => path.join(root, files[at] ?? ''));
  if (state === undefined || plan === undefined) throw new Error('no session is being built');
  grow(state, 5_000);
  grow(plan, 60_000);
  const common = { session_id: 'c0ffee00-0000-4000-8000-000000000001', cwd: root };
  const event = (what: string, answer: string, fields: object): Event => ({
    what,
    answer,
    body: JSON.stringify({ ...common, ...fields }),
  });
  return [
    event('PreToolUse, a Write of a file of no kind', '{}', {
      hook_event_name: 'PreToolUse',
      tool_name: 'Write',
      tool_input: { file_path: path.join(root, 'src/ferries.ts'), content: 'export const ferries = 3;\n'.repeat(200) },
    }),
    event(
      'PreToolUse, an illegal Edit of a state',
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny"',
      {
        hook_event_name: 'PreToolUse',
        tool_name: 'Edit',
        tool_input: { file_path: state, old_string: '"current_phase": "build"', new_string: '"current_phase": "spec"' },
      },
    ),
    event('PostToolUse of a Bash', '{}', {
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      tool_input: { command: 'npm test' },
      tool_response: { stdout: 'ok\n'.repeat(500), stderr: '', interrupted: false },
    }),
  ];
}

/** Writes more words into what a document has to say, until it is so long. */
function grow(file: string, bytes: number): void {
  const text = readFileSync(file, 'utf8');
  const places = text.match(/"description": "/gu)?.length ?? 0;
  const words = 'As the crew has asked for it. ';
  const more = words.repeat(Math.ceil((bytes - text.length) / places / words.length));
  writeFileSync(file, text.replaceAll('"description": "', `$&${more}`));
}

/** Milliseconds until each answer, with its event. */
type Times = readonly (readonly [Event, number])[];

/** Asks at a steady rate, whether or not earlier answers have come. */
async function atRate(
  url: URL,
  events: readonly Event[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Times> {
  const requests = rate * seconds;
  const waiting: Promise<readonly [Event, number]>[] = [];
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
  events: readonly Event[],
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

function turnOf(events: readonly Event[], turn: number): Event {
  const event = events[turn % events.length];
  if (!event) throw new Error('no events');
  return event;
}

async function timed(url: URL, event: Event): Promise<readonly [Event, number]> {
  const start = performance.now();
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
  sent.end(event.body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece as string;
  const time = performance.now() - start;
  if (response.statusCode !== 200 || !text.startsWith(event.answer)) {
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
