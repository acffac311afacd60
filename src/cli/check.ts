import { Command, InvalidArgumentError, Option } from 'commander';
import { check, type CheckOptions, type CheckResult } from '../lint/check.js';
import { Fault } from '../lint/fault.js';
import { FORMATS } from '../report/index.js';
import { KINDS, type KindId } from '../schema/kinds.js';
import { usesColor } from './color.js';
import type { Io } from './io.js';
import { createProgress } from './progress.js';

interface Flags {
  kind?: KindId;
  stdin?: true;
  stdinFilename?: string;
  config?: string | false;
  maxFileSize?: number;
  format: keyof typeof FORMATS;
  color?: boolean;
  quiet?: true;
  maxWarnings?: number;
  failOn: 'error' | 'warning';
}

const HELP = `
What is checked
  Without paths: every governed file below the working directory, that is, in any
  agents/ or .spectre/ folder. A path may be a file, a folder or a glob. Files that
  git ignores, node_modules and .git are left out unless a file is named itself.
  The files of one session folder are also checked against each other.

Kinds
${wrapped(Object.keys(KINDS))}

Examples
  stategate check                              all state below this folder
  stategate check agents/sessions/2026-03-04_export-to-csv_k3m9q2
  stategate check --kind hook-event payloads.jsonl
  stategate check --format json | jq '.summary'
  stategate check --stdin --stdin-filename agents/sessions/x/state.json < buffer

Exit codes
  0  nothing at or above the level of --fail-on
  1  diagnostics at or above it, or more warnings than --max-warnings
  2  the check could not be done: wrong flags, no such path, wrong configuration`;

/** The command `check`; `done` receives the exit code. */
export function checkCommand(io: Io, done: (code: number) => void): Command {
  return new Command('check')
    .summary('check state files against their schemas and rules')
    .description('Checks the state that agents keep in files: each document, and each session folder as a whole.')
    .argument('[path...]', 'files, folders or globs (default: the working directory)')
    .addOption(
      new Option('--kind <kind>', 'treat every file as of this kind, whatever its name').choices(Object.keys(KINDS)),
    )
    .option('--stdin', 'check the text on standard input')
    .option('--stdin-filename <file>', 'the name that the text on standard input goes by')
    .addOption(
      new Option('--format <format>', 'how to print what was found').choices(Object.keys(FORMATS)).default('pretty'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'the lowest severity that makes the exit code 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--max-warnings <number>', 'exit with 1 when there are more warnings than this', wholeNumber)
    .option('--quiet', 'report errors only')
    .option('--max-file-size <size>', 'the largest file that is read, e.g. 64MB (default: 32MB)', byteSize)
    .option('--config <file>', 'use this config file instead of the nearest stategate.config.json')
    .option('--no-config', 'use no config file')
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags) => {
      done(await run(paths, flags, io));
    });
}

async function run(paths: string[], flags: Flags, io: Io): Promise<number> {
  if (flags.stdin && paths.length > 0) throw new Fault('--stdin takes no paths');
  if (flags.stdinFilename !== undefined && !flags.stdin) throw new Fault('--stdin-filename needs --stdin');
  if (flags.stdin && flags.stdinFilename === undefined && flags.kind === undefined) {
    throw new Fault('--stdin needs --stdin-filename or --kind, to know what the text is');
  }
  const progress = createProgress(io.stderr);
  const options: CheckOptions = {
    cwd: io.cwd,
    paths,
    ...(flags.kind && { kind: flags.kind }),
    ...(flags.stdin && { stdin: { bytes: await readAll(io.stdin), file: flags.stdinFilename ?? '<stdin>' } }),
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.maxFileSize !== undefined && { maxFileSize: flags.maxFileSize }),
    onProgress: progress.update,
  };
  const result = await check(options).finally(progress.end);
  const format = await FORMATS[flags.format]();
  io.stdout.write(format(result, { color: usesColor(flags.color, io.stdout, io.env), quiet: flags.quiet === true }));
  return exitCode(result, flags, io);
}

function exitCode({ summary: { errors, warnings } }: CheckResult, { failOn, maxWarnings }: Flags, io: Io): number {
  if (maxWarnings !== undefined && warnings > maxWarnings) {
    io.stderr.write(`stategate: ${String(warnings)} warnings; --max-warnings allows ${String(maxWarnings)}\n`);
    return 1;
  }
  return errors > 0 || (failOn === 'warning' && warnings > 0) ? 1 : 0;
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/u.test(text)) throw new InvalidArgumentError('it must be a whole number, 0 or more');
  return Number(text);
}

function byteSize(text: string): number {
  const match = /^(\d+)(?:([kmg])i?b?|b)?$/iu.exec(text);
  const bytes = Number(match?.[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf((match?.[2] ?? '').toLowerCase());
  if (!match || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw new InvalidArgumentError('it must be a number of bytes, or one with KB, MB or GB');
  }
  return bytes;
}

function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 78) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line)).join('\n');
}
