import { Command, InvalidArgumentError, Option } from 'commander';
import { type Changes, check, type CheckOptions, type CheckResult } from '../check/check.js';
import type { BaselineOutcome } from '../check/baseline.js';
import { MOST_BYTES } from '../document/document.js';
import { Fault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { KINDS, type KindId } from '../schema/kinds.js';
import { type CacheFlags, cacheOptions } from './cache.js';
import { usesColor } from './color.js';
import type { Io } from './io.js';
import { createProgress } from './progress.js';
import { addWish, targetsOf, usualWish, type Wish, writeReports } from './reports.js';
import { isStream, LONGEST_TEXT, readStandardInput } from './standard-input.js';
import { writeAll } from './write-all.js';

interface Flags extends CacheFlags {
  watch?: true;
  kind?: KindId;
  stdin?: true;
  stdinFilename?: string;
  config?: string | false;
  printConfig?: string;
  baseline?: string | false;
  updateBaseline?: true;
  pruneBaseline?: true;
  maxFileSize?: number;
  threads?: number;
  history?: string | true;
  allowShallow?: true;
  staged?: true;
  since?: string;
  before?: string;
  after?: string;
  fix?: true;
  fixDryRun?: true;
  format?: readonly Wish[];
  color?: boolean;
  quiet?: true;
  maxWarnings?: number;
  failOn: 'error' | 'warning';
}

const HELP = `
What is checked
  Without paths: every governed file below the working directory, that is, in
  any agents/ or .spectre/ folder. A path may be a file, a folder or a glob.
  What git ignores, node_modules and .git are left out, but not what is named
  itself. The files of a session folder are also checked against each other.
  With --staged, --since or --history it is how files changed that is checked:
  the steps from one version to the next, of those files that the paths name.
  Of --before and --after, /dev/null is a file that is not there, as git
  difftool names it.
  JSON files hold one document; .jsonl and .ndjson files hold one on each line.
  The text on standard input is of the format that its name tells. Where that
  tells nothing, a first line that is a document tells that each line is one.
  It has at most 128MB, or --max-file-size if that is more.

Formats
  pretty      for people at a terminal
  agent       for coding agents: a line a finding; used where the environment
              has CLAUDECODE or AI_AGENT and no format is asked for
  json        a versioned contract, for programs
  sarif       SARIF 2.1.0: GitHub's code scanning, editors
  github      workflow commands: beside the lines of a pull request
  gitlab      GitLab's code quality
  junit       JUnit's XML: Jenkins, GitLab and others
  checkstyle  Checkstyle's XML: Jenkins, reviewdog and others
  markdown    a comment on a pull request
  html        one page with everything in it, to open in a browser
  Several go together: --format pretty --format sarif:out.sarif. A file is
  replaced when its report is complete; its folder must be there. One report
  at most goes to standard output.

What --fix mends
  What has one right answer, in the files on disk, such as a checkpoint that
  is listed twice, or a byte-order mark. Only the characters that are wrong
  are touched. A file is written when the outcome is better in every respect,
  the files of a session together or not at all. Logs are left alone. What is
  reported, and what the exit code tells, is what is left.

Examples
  stategate check                              all state below this folder
  stategate check agents/sessions/2026-03-04_export-to-csv_k3m9q2
  stategate check --kind hook-event payloads.jsonl
  stategate check --staged                     what the next commit changes
  stategate check --since origin/main          what a pull request changes
  stategate check --history                    every change there ever was
  stategate check --history v1.0..HEAD -- agents/sessions
  stategate check --fix                        mends what has one right answer
  stategate check --fix-dry-run                shows what --fix would write
  stategate check --update-baseline            lists all that is found
  stategate check --baseline known.json        lets pass what this list has
  stategate check --print-config agents/sessions/x/plan.json
  stategate check --config stategate.config.ts a program, run as it is named
  stategate check --format json | jq '.summary'
  stategate check --stdin --stdin-filename agents/sessions/x/state.json < buffer

Exit codes
  0  nothing at or above the level of --fail-on
  1  diagnostics at or above it, or more warnings than --max-warnings
  2  the check could not be done, or not of everything: wrong flags or
     configuration, no such path, a folder that cannot be read, a file that
     could not be written`;

/** The command `check`; `done` receives the exit code. */
export function checkCommand(io: Io, done: (code: number) => void, version: string): Command {
  return new Command('check')
    .summary('check state files against their schemas and rules')
    .description('Checks the state that agents keep in files: each document, and each session folder as a whole.')
    .argument('[path...]', 'files, folders or globs (default: the working directory)')
    .addOption(
      new Option('--kind <kind>', 'treat every file as of this kind, whatever its name').choices(Object.keys(KINDS)),
    )
    .option('--staged', 'check what is staged: how it changes what was committed, and what it is')
    .option('--since <commit>', 'check what changed since a branch left it: each commit, and what it came to')
    .option('--history [range]', 'check how files changed in all commits, or in those of a range like main..HEAD')
    .option('--allow-shallow', 'accept a clone that lacks older commits')
    .option('--before <file>', 'check a change between two files, and the later one; needs --after')
    .option('--after <file>', 'the later of the two')
    .option('--stdin', 'check the text on standard input')
    .option('--stdin-filename <file>', 'the name that this text goes by: it tells kind, format and session')
    .option('--fix', 'mend what has one right answer, and report what is left')
    .option('--fix-dry-run', 'print what --fix would write, as a diff and instead of a report, and write nothing')
    .option(
      '--format <format>',
      'how to tell what was found; with :FILE after it, what to write where. Several go together (default: pretty)',
      addWish,
    )
    .addOption(
      new Option('--fail-on <severity>', 'the lowest severity that makes the exit code 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--max-warnings <number>', 'exit with 1 when there are more warnings than this', wholeNumber)
    .option('--quiet', 'report errors only')
    .option(
      '--max-file-size <size>',
      'the largest file that is read, e.g. 64MB (default: 32MB, at most 256MB)',
      byteSize,
    )
    .option('--cache', 'keep what was found, and check only what has changed since')
    .option('--cache-location <path>', 'where to keep it: a file, or a folder (default: ~/.cache/stategate/)')
    .addOption(
      new Option('--cache-strategy <strategy>', 'what tells that a file has changed (default: metadata)').choices([
        'metadata',
        'content',
      ]),
    )
    .option('--watch', 'in a terminal: check again each time that files have changed')
    .option('--threads <number>', 'how many threads to use at most (default: one a core, at most 4)', threadCount)
    .option('--config <file>', 'use this config file instead of the nearest stategate.config.json')
    .option('--no-config', 'use no config file')
    .option('--print-config <file>', 'print what the configuration comes to for a file, and check nothing')
    .option('--baseline <file>', 'use this baseline instead of the nearest stategate-baseline.json')
    .option('--no-baseline', 'use no baseline: report all that is found')
    .option('--update-baseline', 'list all that is found in the baseline, so that it is let pass')
    .option('--prune-baseline', 'take off the baseline what is no longer found')
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags) => {
      done(flags.watch ? await watchAndRun(paths, flags, io, version) : await run(paths, flags, io, version));
    });
}

async function watchAndRun(paths: string[], flags: Flags, io: Io, version: string): Promise<number> {
  const other = NOT_WATCHED.find((flag) => flags[flag] !== undefined);
  if (other !== undefined) throw new Fault(`--watch does not go with ${flagNamed(other)}`);
  // Loaded here, so that who checks once does not wait for it.
  const { watch } = await import('./watch.js');
  return watch((into, cache) => run(paths, { ...flags, ...cache }, into, version), { ...flags, paths }, io);
}

/** It is for files as they are on disk, and would take what it writes itself for a change. */
const NOT_WATCHED = ['stdin', 'staged', 'since', 'history', 'before', 'after', 'fix', 'fixDryRun'] as const;

function flagNamed(name: keyof Flags): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

async function run(paths: string[], flags: Flags, io: Io, version: string): Promise<number> {
  if (flags.printConfig !== undefined) {
    // Loaded here, so that a check does not wait for it.
    const { printedConfig } = await import('./print-config.js');
    const { text, unloaded } = await printedConfig(io.cwd, flags.config, flags.printConfig);
    if (unloaded !== undefined) io.stderr.write(`stategate: ${printable(noteOfUnloaded(unloaded))}\n`);
    io.stdout.write(text);
    return 0;
  }
  if (flags.stdin && paths.length > 0) throw new Fault('--stdin takes no paths');
  if (flags.stdinFilename !== undefined && !flags.stdin) throw new Fault('--stdin-filename needs --stdin');
  if (flags.stdin && flags.stdinFilename === undefined && flags.kind === undefined) {
    throw new Fault('--stdin needs --stdin-filename or --kind, to know what the text is');
  }
  if (flags.stdinFilename === '') throw new Fault('--stdin-filename is empty');
  const stream = paths.find(isStream);
  if (stream !== undefined) throw new Fault(`${stream} is no file; pipe its text in, and use --stdin`);
  const changes = changesOf(flags, paths);
  const cache = cacheOptions(flags, flags.stdin ? '--stdin' : changes && flagOf(changes), io);
  refuseFix(flags);
  const targets = targetsOf(flags.format ?? [usualWish(io.env)], io.cwd);
  const progress = createProgress(io);
  const longestText = Math.max(LONGEST_TEXT, flags.maxFileSize ?? 0);
  const options: CheckOptions = {
    cwd: io.cwd,
    paths,
    ...(flags.kind && { kind: flags.kind }),
    ...(flags.stdin && {
      stdin: { bytes: await readStandardInput(io.stdin, longestText), file: flags.stdinFilename ?? '<stdin>' },
    }),
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.baseline !== undefined && { baseline: flags.baseline }),
    ...changeOfBaseline(flags),
    ...(flags.maxFileSize !== undefined && { maxFileSize: flags.maxFileSize }),
    ...(flags.threads !== undefined && { threads: flags.threads }),
    ...(changes && { changes }),
    ...(cache && { cache }),
    ...((flags.fix ?? flags.fixDryRun) && { fix: flags.fix ? 'write' : 'preview' }),
    onSearch: progress.search,
    onProgress: progress.update,
  };
  const result = await check(options).finally(progress.end);
  if (flags.fixDryRun) {
    // Loaded here, so that a report does not wait for it.
    const { diffLines } = await import('./diff-lines.js');
    const color = usesColor(flags.color, io.stdout, io.env);
    await writeAll(
      io.stdout,
      result.fixed.flatMap(({ file, before, after }) => [...diffLines(file, before, after, color)]),
    );
  } else {
    await writeReports(result, targets, { color: flags.color, quiet: flags.quiet === true, version }, io);
  }
  return exitCode(result, flags, (line) => io.stderr.write(`stategate: ${printable(line)}\n`));
}

function changeOfBaseline({
  baseline,
  updateBaseline,
  pruneBaseline,
  stdin,
}: Flags): Pick<CheckOptions, 'changeBaseline'> {
  if (updateBaseline && pruneBaseline) throw new Fault('--update-baseline leaves out what --prune-baseline takes off');
  const [flag, changeBaseline] = updateBaseline
    ? (['--update-baseline', 'update'] as const)
    : (['--prune-baseline', pruneBaseline && 'prune'] as const);
  if (changeBaseline === undefined) return {};
  if (baseline === false) throw new Fault(`${flag} and --no-baseline do not go together`);
  if (stdin) throw new Fault(`${flag} does not go with --stdin; what is listed are findings in files`);
  return { changeBaseline };
}

/** More are counted only. */
const MOST_UNFOUND = 10;

/** What is told of the baseline. */
function baselineLines({ file, unfound, written }: BaselineOutcome): string[] {
  const lines = unfound.slice(0, MOST_UNFOUND).map((entry) => {
    const commit = entry.commit === undefined ? '' : ` in commit ${entry.commit.slice(0, 7)}`;
    const place = entry.pointer === '' ? '' : ` at ${entry.pointer}`;
    return `${file} lists ${entry.rule} of ${entry.file}${place}${commit}, which is no longer found`;
  });
  const more = unfound.length - lines.length;
  return [
    ...(written === undefined ? [] : [`${file} lists ${String(written)} finding${written === 1 ? '' : 's'} now`]),
    ...lines,
    ...(more > 0 ? [`… and ${String(more)} more`] : []),
    ...(unfound.length > 0 ? ['--prune-baseline takes off what is no longer found'] : []),
  ];
}

/** Which changes the flags name; `undefined` where files are to be checked as they are. */
function changesOf(flags: Flags, paths: readonly string[]): Changes | undefined {
  const { history, staged, since, before, after, allowShallow } = flags;
  const named = [
    ['--history', history],
    ['--staged', staged],
    ['--since', since],
    ['--before', before],
    ['--stdin', flags.stdin],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [String(flag)]));
  if (named.length > 1) throw new Fault(`${named.slice(0, 2).join(' and ')} do not go together`);
  if ((before === undefined) !== (after === undefined)) {
    throw new Fault(
      `--${before === undefined ? 'after' : 'before'} needs --${before === undefined ? 'before' : 'after'}`,
    );
  }
  if (allowShallow && history === undefined && since === undefined) {
    throw new Fault('--allow-shallow needs --history or --since');
  }
  const shallow = { ...(allowShallow && { allowShallow }) };
  if (before !== undefined && after !== undefined) {
    if (paths.length > 0) throw new Fault('--before and --after take no other paths');
    return { type: 'files', before, after };
  }
  if (flags.kind && (history ?? staged ?? since) !== undefined) {
    throw new Fault(`--kind does not go with ${named.join()}; the names of files tell their kinds there`);
  }
  if (history !== undefined) return { type: 'history', ...(history !== true && { range: history }), ...shallow };
  if (since !== undefined) return { type: 'since', rev: since, ...shallow };
  return staged ? { type: 'staged' } : undefined;
}

/** The flag that asks for changes. */
function flagOf({ type }: Changes): string {
  return type === 'files' ? '--before' : `--${type}`;
}

/** Where there is nothing on disk to write. */
const NOTHING_TO_FIX = {
  stdin: 'a text on standard input is no file that could be written',
  staged: 'what is staged would stay as it is; fix the files, then git add them',
  since: 'commits stay as they are; fix the files by themselves',
  history: 'commits stay as they are; fix the files by themselves',
  before: 'two files are compared there; fix the later one by itself',
} as const satisfies Partial<Record<keyof Flags, string>>;

function refuseFix(flags: Flags): void {
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

function exitCode(
  result: CheckResult,
  { failOn, maxWarnings, history, allowShallow, fixDryRun }: Flags,
  say: (line: string) => void,
): number {
  const { summary, unreadable, unaskable, untold, unkept, fixed, unwritten } = result;
  const { errors, warnings } = summary;
  for (const { display, reason } of unwritten) say(`${display}: not fixed: ${reason}`);
  if (fixDryRun) say(`${wordsOfFixes(fixed)}; nothing was written`);
  for (const { display, reason } of unaskable) {
    say(`${display}: git could not tell what it ignores here (${reason}); nothing was left out`);
  }
  for (const { display, reason } of unreadable) {
    say(`${display}: this folder could not be read (${reason}); nothing in it was checked`);
  }
  if (unkept !== undefined) say(`the cache could not be written (${unkept}); the next check begins anew`);
  for (const { display, reason } of untold) say(`${display}: ${reason}`);
  if (result.unloaded !== undefined) say(noteOfUnloaded(result.unloaded));
  if (result.baseline) for (const line of baselineLines(result.baseline)) say(line);
  const nothing = history !== undefined && summary.steps === 0;
  if (nothing) say('no change of a governed file was looked at; that is no pass');
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) {
    say(`${String(warnings)} warning${warnings === 1 ? '' : 's'}; --max-warnings allows ${String(maxWarnings)}`);
  }
  // A check that did not see all must not pass for one that did.
  if (
    unreadable.length > 0 ||
    unwritten.length > 0 ||
    nothing ||
    untold.some(({ elsewhere, shallow }) => !elsewhere && !(shallow && allowShallow))
  )
    return 2;
  if (tooMany) return 1;
  return errors > 0 || (failOn === 'warning' && warnings > 0) ? 1 : 0;
}

function noteOfUnloaded(file: string): string {
  return `${file} was found but not loaded, since a program is run only where it is asked for; name it with --config`;
}

function wordsOfFixes(fixed: CheckResult['fixed']): string {
  const findings = fixed.reduce((sum, file) => sum + file.findings, 0);
  const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
  return `${count(findings, 'finding')} in ${count(fixed.length, 'file')} would be fixed`;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/u.test(text)) throw new InvalidArgumentError('it must be a whole number, 0 or more');
  return Number(text);
}

function threadCount(text: string): number {
  if (!/^[1-9]\d?$/u.test(text)) throw new InvalidArgumentError('it must be a whole number from 1 to 99');
  return Number(text);
}

function byteSize(text: string): number {
  const match = /^(\d+)(?:([kmg])i?b?|b)?$/iu.exec(text);
  const bytes = Number(match?.[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf((match?.[2] ?? '').toLowerCase());
  if (!match || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw new InvalidArgumentError('it must be a number of bytes, or one with KB or MB');
  }
  if (bytes > MOST_BYTES) throw new InvalidArgumentError('it must be at most 256MB');
  return bytes;
}
