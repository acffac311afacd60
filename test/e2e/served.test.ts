import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Attempt } from './attempts/attempt.js';
import { AT_THE_END } from './attempts/at-the-end.js';
import { BY_EDIT_TOOLS } from './attempts/by-edit-tools.js';
import { BY_SHELL } from './attempts/by-shell.js';
import { printOutcomes, tryOut } from './trial.js';
import { PROGRAM, wireServer } from './wiring.js';

/** One of each sort: that the server answers as the program does is tested elsewhere. */
const NAMES = [
  'Write of a legal state',
  'Write of an illegal state',
  'Edit to an illegal state',
  'Bash: sed -i',
  'Bash: sed -i, and the command fails',
  'Bash: rm',
  'The state counts more checkpoints than the plan has',
  'An Edit that has nothing to do with what was wrong before',
];

const ATTEMPTS = [...BY_EDIT_TOOLS, ...BY_SHELL, ...AT_THE_END].filter(({ name }) => NAMES.includes(name));

const outcomes = new Map<Attempt, string>();
const home = mkdtempSync(path.join(tmpdir(), 'stategate-e2e-serve-'));
let server: ChildProcess;
let port: number;

beforeAll(async () => {
  const env = { PATH: process.env['PATH'], HOME: home };
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--idle', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  port = Number(/:(\d+)\b/u.exec(line)?.[1]);
});

afterAll(async () => {
  // It keeps compiled code at its end, in the home that is removed.
  const ended = once(server, 'exit');
  server.kill();
  await ended;
  rmSync(home, { recursive: true, force: true });
  printOutcomes('what the agent tried with a server that answers, and what came of it', outcomes);
});

describe('what an agent tries where a server answers', () => {
  it('all sorts of attempts are there', ({ expect }) => {
    expect(ATTEMPTS.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  });

  it.each(ATTEMPTS.map((attempt) => [`${attempt.name}: ${attempt.outcome}`, attempt] as const))('%s', (_, attempt) =>
    tryOut(
      attempt,
      (project) => {
        wireServer(project, port, home);
      },
      (verdict) => outcomes.set(attempt, verdict),
    ),
  );
});
