import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_PORT, HOST } from '../gate/serve/address.js';
import { Fault } from '../lint/fault.js';
import type { Io } from './io.js';
import { signal } from './signal.js';

interface Flags {
  port: number;
  idle: number;
  url?: true;
}

const HELP = `
What it is for
  The client asks hooks of the type http without starting a program for each
  event. They are answered as stategate-hook does, by a program that stays.
  While it does not run the client lets everything pass; hooks that are
  commands need no server.

Who may ask
  Programs on this machine that know the user's token, a part of the address.
  It is made once and kept in stategate/token in the user's folder for
  configuration, ~/.config or $XDG_CONFIG_HOME.

Examples
  stategate serve              answer hooks until nobody has asked for an hour
  stategate serve --idle 0     until it is ended (Ctrl-C, SIGTERM)
  stategate serve --url        print the address for the client's settings

Exit codes
  0  it was ended, or is running already
  2  it could not be started: wrong flags, a port that another program has`;

/** The command `serve` of a version; `done` receives the exit code. */
export function serveCommand(io: Io, done: (code: number) => void, version: string): Command {
  return new Command('serve')
    .summary('answer hooks of the type http')
    .description('Answers the hooks of Claude Code over HTTP, on this machine alone.')
    .option('--port <number>', 'the port to listen on; 0 takes any that is free', portOf, DEFAULT_PORT)
    .option('--idle <minutes>', 'end after so long without a hook; 0: never', minutesOf, 60)
    .option('--url', "print the address for the client's settings, and do nothing else")
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      done(await run(flags, io, version));
    });
}

async function run({ port, idle, url }: Flags, io: Io, version: string): Promise<number> {
  // Loaded here, so that other commands do not wait for it.
  const { hookUrl, serve, userToken } = await import('../gate/serve/index.js');
  const say = (text: string): unknown => io.stdout.write(`${text}\n`);
  if (url) {
    if (port === 0)
      throw new Fault('--url needs the port that the server listens on; which one --port 0 takes is not known before');
    say(hookUrl(io.env, { port }));
    return 0;
  }
  const started = await serve({ port, idle: idle * MINUTE, env: io.env, token: userToken(io.env), version });
  if ('found' in started) {
    const other = started.found === version ? '' : `; this one is ${version}: end the other to have this one`;
    say(`stategate ${started.found} is answering on port ${port} already${other}`);
    return 0;
  }
  const { server, isIdle } = started;
  // Before anybody can know that there is something to end.
  const ended = signal();
  say(`stategate is answering hooks on http://${HOST}:${server.port}`);
  const why = await Promise.race([isIdle.then(() => `nobody has asked for ${idle} minutes`), ended]);
  say(`stategate ends: ${why}`);
  await server.close();
  return 0;
}

const MINUTE = 60_000;
/** What a timer can wait for, in minutes. */
const MOST_MINUTES = 35_000;

function portOf(text: string): number {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : NaN;
  if (!(port <= 65535)) throw new InvalidArgumentError('it must be a whole number from 0 to 65535');
  return port;
}

function minutesOf(text: string): number {
  const minutes = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : NaN;
  if (!(minutes <= MOST_MINUTES)) throw new InvalidArgumentError(`it must be a number from 0 to ${MOST_MINUTES}`);
  return minutes;
}
