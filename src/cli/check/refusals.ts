import { Fault } from '../../lint/fault.js';
import { isStream } from '../standard-input.js';
import type { CheckFlags } from './flags.js';

/** Throws a `Fault` for flags that do not go together, or not with these paths. */
export function refuseContradictions(flags: CheckFlags, paths: readonly string[]): void {
  refuseStdin(flags, paths);
  refuseKind(flags, paths);
  refuseFix(flags);
  refuseBaseline(flags);
}

function refuseStdin({ stdin, stdinFilename, kind }: CheckFlags, paths: readonly string[]): void {
  if (stdin && paths.length > 0) throw new Fault('--stdin takes no paths');
  if (stdinFilename !== undefined && !stdin) throw new Fault('--stdin-filename needs --stdin');
  if (stdin && stdinFilename === undefined && kind === undefined) {
    throw new Fault('--stdin needs --stdin-filename or --kind, to know what the text is');
  }
  if (stdinFilename === '') throw new Fault('--stdin-filename is empty');
  const stream = paths.find(isStream);
  if (stream !== undefined) throw new Fault(`${stream} is no file; pipe its text in, and use --stdin`);
}

/** What is found by its name is of the kind that the name tells, and of no other. */
function refuseKind({ kind, ...flags }: CheckFlags, paths: readonly string[]): void {
  const { stdin, after, history, staged, since } = flags;
  // With what names changes it does not go at all, which is told there.
  const isElsewhere = [stdin, after, history, staged, since].some((flag) => flag !== undefined);
  if (kind === undefined || isElsewhere || paths.length > 0) return;
  throw new Fault(`--kind needs a path: the file that is a ${kind}, or --stdin`);
}

/** Where there is nothing on disk to write. */
const NOTHING_TO_FIX = {
  stdin: 'a text on standard input is no file that could be written',
  staged: 'what is staged would stay as it is; fix the files, then git add them',
  since: 'commits stay as they are; fix the files by themselves',
  history: 'commits stay as they are; fix the files by themselves',
  before: 'two files are compared there; fix the later one by itself',
} as const satisfies Partial<Record<keyof CheckFlags, string>>;

function refuseFix(flags: CheckFlags): void {
  const { fix, fixDryRun } = flags;
  if (!fix && !fixDryRun) return;
  if (fix && fixDryRun) throw new Fault('--fix and --fix-dry-run do not go together');
  const flag = fix ? '--fix' : '--fix-dry-run';
  for (const [other, reason] of Object.entries(NOTHING_TO_FIX)) {
    if (flags[other as keyof typeof NOTHING_TO_FIX] === undefined) continue;
    throw new Fault(`${flag} and --${other} do not go together: ${reason}`);
  }
  if (fixDryRun && flags.format) {
    throw new Fault('--fix-dry-run and --format do not go together: a diff is printed, and no report');
  }
}

function refuseBaseline({ baseline, updateBaseline, pruneBaseline, stdin }: CheckFlags): void {
  if (!updateBaseline && !pruneBaseline) return;
  if (updateBaseline && pruneBaseline) throw new Fault('--update-baseline leaves out what --prune-baseline takes off');
  const flag = updateBaseline ? '--update-baseline' : '--prune-baseline';
  if (baseline === false) throw new Fault(`${flag} and --no-baseline do not go together`);
  if (stdin) throw new Fault(`${flag} does not go with --stdin; what is listed are findings in files`);
}
