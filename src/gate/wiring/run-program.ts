import { spawn } from 'node:child_process';

export interface Ran {
  /** `null` where it was ended because it took too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is ended, with all that it has started. */
  readonly timeout: number;
  readonly input?: string;
  /** Have a shell read the command, as the client does. */
  readonly shell?: true;
}

/** More is not kept. */
const MOST = 1024 * 1024;

/** Runs a program to its end; `undefined` where it cannot be started. Never throws. */
export function runProgram(command: string, args: readonly string[], options: RunOptions): Promise<Ran | undefined> {
  const { cwd, env, timeout, input = '', shell = false } = options;
  return new Promise((resolve) => {
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, shell, detached, windowsHide: true });
    const kept = { stdout: '', stderr: '' };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, timeout);
    const end = (): void => {
      try {
        if (detached && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It is gone already.
      }
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (piece: string) => {
        if (kept[name].length < MOST) kept[name] += piece;
      });
    }
    child.once('error', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: isLate ? null : code, ...kept });
    });
    // It may end before it has read everything; its answer says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
