import { RULES } from '../../../rules/index.js';
import { check, type CheckOptions, type CheckResult } from '../../check/check.js';
import { printable } from '../../lint/message.js';
import { usesColor } from '../color.js';
import type { Io } from '../io.js';
import { createProgress } from '../progress.js';
import { targetsOf, usualWish, writeReports } from '../reports.js';
import { LONGEST_TEXT, readStandardInput } from '../standard-input.js';
import { writeAll } from '../write-all.js';
import { exitCodeOf } from './exit-code.js';
import type { CheckFlags } from './flags.js';
import { noteOnUnloaded, notesOn } from './notes.js';
import { optionsOf } from './options.js';
import { refuseContradictions } from './refusals.js';

/**
 * Checks what flags and paths ask for, and tells of it; the exit code. Throws a `Fault` where the check cannot be done.
 *
 * @param version this program's
 */
export async function runCheck(paths: readonly string[], flags: CheckFlags, io: Io, version: string): Promise<number> {
  if (flags.printConfig !== undefined) return printConfig(flags.printConfig, flags, io);
  refuseContradictions(flags, paths);
  const options = optionsOf(flags, paths, io);
  const targets = targetsOf(flags.format ?? [usualWish(io.env)], io.cwd);
  const text = flags.stdin ? { stdin: await textOnStdin(flags, io) } : {};
  const progress = createProgress(io);
  const result = await check({
    ...options,
    ...text,
    onSearch: progress.search,
    onProgress: progress.update,
  }).finally(progress.end);
  if (flags.fixDryRun) await writeDiffs(result, flags, io);
  else
    await writeReports(result, targets, { color: flags.color, quiet: flags.quiet === true, rules: RULES, version }, io);
  for (const note of notesOn(result, flags)) say(note, io);
  return exitCodeOf(result, flags);
}

async function printConfig(file: string, { config }: CheckFlags, io: Io): Promise<number> {
  // Loaded here, so that a check does not wait for it.
  const { printedConfig } = await import('../print-config.js');
  const { text, unloaded } = await printedConfig(io.cwd, config, file);
  if (unloaded !== undefined) say(noteOnUnloaded(unloaded), io);
  io.stdout.write(text);
  return 0;
}

async function textOnStdin(
  { stdinFilename, maxFileSize }: CheckFlags,
  io: Io,
): Promise<CheckOptions['stdin'] & object> {
  const longest = Math.max(LONGEST_TEXT, maxFileSize ?? 0);
  return { bytes: await readStandardInput(io.stdin, longest), file: stdinFilename ?? '<stdin>' };
}

/** Tells what would be fixed. */
async function writeDiffs({ fixed }: CheckResult, { color }: CheckFlags, io: Io): Promise<void> {
  // Loaded here, so that a report does not wait for it.
  const { diffLines } = await import('../diff-lines.js');
  const isColored = usesColor(color, io.stdout, io.env);
  await writeAll(
    io.stdout,
    fixed.flatMap(({ file, before, after }) => [...diffLines(file, before, after, isColored)]),
  );
}

function say(note: string, io: Io): void {
  io.stderr.write(`stategate: ${printable(note)}\n`);
}
