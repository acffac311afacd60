import { spawn, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One process to start, and how to tell from what it printed that it did the work. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What it reads on its standard input; nothing when absent. */
  readonly input?: string;
  /** How it has to end; 0 when absent. */
  readonly code?: number;
  /** What the output must hold: without it the process was measured doing nothing. */
  readonly proof: (output: string) => boolean;
}

/** A tool at its work: processes that run one after the other. */
export interface Contestant {
  readonly name: string;
  readonly commands: readonly Command[];
  /** How many of the rounds it takes part in; all when absent. */
  readonly rounds?: number;
}

/** Milliseconds of wall time, a contestant's name → its rounds in their order; `NaN` where it did not take part. */
export type Times = ReadonlyMap<string, readonly number[]>;

/**
 * Lets contestants take turns, each round in another order, so that whatever else the machine does falls on all alike.
 * A round before the first, not measured, warms caches, that of compiled code among them.
 */
export async function takeTurns(contestants: readonly Contestant[], rounds: number, scratch: string): Promise<Times> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const shift = (round + 1) % contestants.length;
    for (const { name, commands, rounds: own = rounds } of [
      ...contestants.slice(shift),
      ...contestants.slice(0, shift),
    ]) {
      let total = 0;
      if (round >= own) total = NaN;
      else for (const command of commands) total += await run(command, scratch);
      if (round >= 0) times.get(name)?.push(total);
    }
  }
  return times;
}

/** Runs a process to its end and returns the milliseconds it took. Throws when it failed or did not do the work. */
export async function run(
  { program, args, cwd, input, code: expected = 0, proof }: Command,
  scratch: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<number> {
  // A file, not a pipe: reading a pipe would have this process compete with the one it measures.
  const file = path.join(scratch, 'output.txt');
  const output = openSync(file, 'w');
  const stdin = input === undefined ? undefined : fileOf(input, scratch);
  const start = performance.now();
  const code = await new Promise<number | null>((resolve, reject) => {
    const stdio: StdioOptions = [stdin ?? 'ignore', output, output];
    // Not the user's own: what was compiled for runs before must not count, nor this leave anything there.
    const caches = { XDG_CACHE_HOME: path.join(scratch, 'caches') };
    const child = spawn(program, args, { cwd, env: { ...ENVIRONMENT, ...caches, ...extra }, stdio });
    child.on('error', reject);
    child.on('exit', resolve);
  });
  const time = performance.now() - start;
  closeSync(output);
  if (stdin !== undefined) closeSync(stdin);
  const text = readFileSync(file, 'utf8');
  if (code !== expected || !proof(text)) {
    const command = [path.basename(program), ...args].join(' ').slice(0, 300);
    throw new Error(`${command} ended with ${String(code)} and printed:\n${text.slice(0, 2000)}`);
  }
  return time;
}

const PEAK_MEMORY = `--import=${new URL('./peak-memory.mjs', import.meta.url).href}`;

/** Runs a contestant's Node programs so often, and returns the most memory that one of them had, in megabytes. */
export async function peakMemory({ commands }: Contestant, rounds: number, scratch: string): Promise<number> {
  const file = path.join(scratch, 'peak-memory.txt');
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const command of commands) {
      await run({ ...command, args: [PEAK_MEMORY, ...command.args] }, scratch, { PEAK_MEMORY_FILE: file });
      peaks.push(Number(readFileSync(file, 'utf8')) / 1024);
    }
  }
  return Math.max(...peaks);
}

function fileOf(text: string, scratch: string): number {
  const file = path.join(scratch, 'input.txt');
  writeFileSync(file, text);
  return openSync(file, 'r');
}

/** NODE_EXTRA_CA_CERTS alone can triple Node's start; NODE_OPTIONS can do anything. */
const ENVIRONMENT: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_EXTRA_CA_CERTS|NODE_OPTIONS|FORCE_COLOR)$/u.test(name)),
);

export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** The median of one contestant's time over another's, round by round. */
export function ratio(times: Times, one: string, other: string): number {
  const others = times.get(other) ?? [];
  return median((times.get(one) ?? []).map((time, round) => time / (others[round] ?? NaN)));
}
