import type { Io, OutputStream } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** What a run of the command line gave. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command line meets: absent are an empty environment, no terminal and an empty standard input. */
export interface Surroundings {
  readonly cwd: string;
  readonly env?: Io['env'];
  /** The number of colours of the terminal that both outputs are; none when absent. */
  readonly terminal?: number;
  readonly columns?: number;
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Runs the command line in this process, with the arguments as the shell would hand them over. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<Ran> {
  const { cwd, env = {}, stdin = '' } = surroundings;
  const stdout = collector(surroundings);
  const stderr = collector(surroundings);
  const io = { cwd, env, stdout, stderr, stdin: streamOf(stdin) };
  const code = await main(args, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector({ terminal, columns }: Surroundings): OutputStream & { text(): string } {
  const written: string[] = [];
  return {
    write: (text) => written.push(text),
    text: () => written.join(''),
    ...(terminal !== undefined && { isTTY: true, hasColors: () => terminal > 1 }),
    ...(columns !== undefined && { columns }),
  };
}

async function* bytesIn(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(await Promise.resolve(content));
}

function streamOf(stdin: NonNullable<Surroundings['stdin']>): AsyncIterable<Uint8Array> {
  return typeof stdin === 'string' || stdin instanceof Uint8Array ? bytesIn(stdin) : stdin;
}
