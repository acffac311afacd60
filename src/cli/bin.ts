#!/usr/bin/env node
import { main } from './main.js';

// A reader that has seen enough, as in `stategate check | head`, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    // Opening standard input costs start-up time, so only who reads it does.
    get stdin() {
      return process.stdin;
    },
  });
} catch (error) {
  process.stderr.write(`stategate: this is a bug in stategate, please report it:\n${String((error as Error).stack)}\n`);
  process.exitCode = 2;
}
