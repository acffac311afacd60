#!/usr/bin/env node
import { fstatSync } from 'node:fs';
import { Fault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { directOutput } from './direct-output.js';
import type { Io, OutputStream } from './io.js';
import { keepCode } from './start/own-parts.js';

const known = new Set<NodeJS.WriteStream>();

/** Hears what goes wrong with a stream from the first time it is used. */
function guarded(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (known.has(stream)) return stream;
  known.add(stream);
  return stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // A reader that has seen enough, as in `stategate check | head`, is no fault of ours.
    if (code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream === process.stdout) {
      guarded(process.stderr).write(`stategate: the output could not be written (${String(code)})\n`);
    }
  });
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new Fault('the working directory is not there any more');
  }
}

function isFolder(fd: number): boolean {
  try {
    return fstatSync(fd).isDirectory();
  } catch {
    return false;
  }
}

let stdout: OutputStream | undefined;

const io: Io = {
  get cwd() {
    return workingDirectory();
  },
  env: process.env,
  // Making a stream costs start-up time, so only who uses it makes it.
  get stdout() {
    return (stdout ??= directOutput(1, () => guarded(process.stdout)));
  },
  get stderr() {
    return guarded(process.stderr);
  },
  get stdin() {
    // Node takes a folder for an empty stream.
    if (isFolder(0)) throw new Fault('standard input is a folder');
    return process.stdin;
  },
};

const args = process.argv.slice(2);
process.on('exit', (code) => {
  keepCode([args[0], code].join(' '));
});

// Loaded here, so that it comes with its compiled code.
void import('./main.js')
  .then(({ main }) => main(args, io))
  .then(
    (code) => {
      process.exitCode ??= code;
    },
    (error: unknown) => {
      const { stack } = error as Error;
      guarded(process.stderr).write(
        `stategate: this is a bug in stategate, please report it:\n${printable(String(stack), '\n')}\n`,
      );
      process.exitCode = 2;
    },
  );
