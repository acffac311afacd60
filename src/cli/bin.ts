#!/usr/bin/env node
import { main } from './main.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // A reader that has seen enough, as in `stategate check | head`, is no fault of ours.
    if (code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream === process.stdout)
      process.stderr.write(`stategate: the output could not be written (${String(code)})\n`);
  });
}

try {
  const code = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    // Opening standard input costs start-up time, so only who reads it does.
    get stdin() {
      return process.stdin;
    },
  });
  process.exitCode ??= code;
} catch (error) {
  process.stderr.write(`stategate: this is a bug in stategate, please report it:\n${String((error as Error).stack)}\n`);
  process.exitCode = 2;
}
