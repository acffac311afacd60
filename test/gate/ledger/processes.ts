import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../workspace/temporary-folder.js';

const ROOT = path.join(import.meta.dirname, '../../..');

/** What a process of a test begins with: the ledger in the folder that is its first argument. */
const BEGIN = `
import fs from 'node:fs';
import { lock } from './src/gate/ledger/lock.ts';
import { openLedger } from './src/gate/ledger/ledger.ts';
const [, , folder, ...args] = process.argv;
const ledger = openLedger(folder);
`;

/** A program that processes of their own run, started as often as wanted. */
export interface Program {
  /** Starts it; `limit` is the largest file that it may write, in KB. */
  start(args: readonly string[], limit?: number): Started;
}

export interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when it has ended: what it printed, and its exit code or signal. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly how: number | NodeJS.Signals | null;
}

/** Builds a program from TypeScript's text, in which `ledger`, `folder` and the other `args` are at hand. */
export async function programOf(text: string): Promise<Program> {
  const file = path.join(temporaryFolder(), 'program.mjs');
  await build({
    stdin: { contents: BEGIN + text, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    logLevel: 'error',
  });
  return {
    start(args, limit) {
      const child =
        limit === undefined
          ? spawn(process.execPath, [file, ...args])
          : spawn('bash', ['-c', `ulimit -f ${limit}; exec "$@"`, 'bash', process.execPath, file, ...args]);
      onTestFinished(() => {
        child.kill('SIGKILL');
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
      child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
      return {
        child,
        ended: new Promise((resolve, reject) => {
          child.once('error', reject).once('close', (code, signal) => {
            resolve({ stdout, stderr, how: code ?? signal });
          });
        }),
      };
    },
  };
}
