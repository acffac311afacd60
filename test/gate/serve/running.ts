import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../../..');
const BIN = path.join(ROOT, 'src/cli/bin.ts');
const HOOK = path.join(ROOT, 'src/cli/hook-bin.ts');
const TSX = path.join(ROOT, 'node_modules/tsx/dist/loader.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Its first line on standard output. */
  readonly line: Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Starts `stategate serve` as a process, with a home of its own; ended when the test is over. */
export function serving(home: string, ...flags: readonly string[]): Running {
  return started(BIN, ['serve', ...flags], home);
}

/** Runs the command hook as a process. */
export async function hooking(home: string, payload: object): Promise<Ended> {
  const { child, ended } = started(HOOK, [], home);
  child.stdin?.end(JSON.stringify(payload));
  return ended;
}

function started(program: string, args: readonly string[], home: string): Running {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['--import', TSX, program, ...args], { env: { PATH, HOME: home }, cwd: home });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      stdout += piece;
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n')));
    });
    child.once('close', () => {
      reject(new Error(`it ended without a line: ${stderr}`));
    });
  });
  // Whoever waits for the end alone need not hear of it.
  line.catch(() => undefined);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, line, ended };
}

/** The port in the line that a server begins with. */
export function portIn(line: string): number {
  const port = Number(/^stategate is answering hooks on http:\/\/127\.0\.0\.1:(\d+)$/u.exec(line)?.[1]);
  if (!(port > 0)) throw new Error(`no port in: ${line}`);
  return port;
}
