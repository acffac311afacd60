import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROGRAM } from './wiring.js';

/** A server of the gate that runs for a user of its own. */
export interface GateServer {
  readonly port: number;
  readonly home: string;
  /** Ends it, and removes the home. */
  stop(): Promise<void>;
}

/** Starts a server, as a user would, at a port that is free. */
export async function startServer(): Promise<GateServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'stategate-e2e-serve-'));
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--idle', '0'], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  return {
    port: Number(/:(\d+)\b/u.exec(line)?.[1]),
    home,
    async stop() {
      // It keeps compiled code at its end, in the home that is removed.
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
