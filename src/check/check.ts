import { availableParallelism } from 'node:os';
import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { loadConfig } from '../lint/config-file.js';
import type { Diagnostic, Report, Severity, Summary } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { limitsOf } from '../lint/limits.js';
import { unconfigured } from '../lint/settled.js';
import { gather, type Input, type Stdin, type Wanted } from '../lint/inputs.js';
import type { KindId } from '../schema/kinds.js';
import type { GovernedFile, Obstacle, SkippedFile } from '../workspace/discover.js';
import { THREAD_PROGRAM } from './thread-program.js';
import type { Changes } from './changes.js';
import type { Untold } from '../history/step.js';
import { bySession } from './groups.js';
import { createJudge, joined, type Settings, type Verdict } from './judge.js';

export type { Changes };

export interface CheckOptions {
  /** The folder that paths are relative to; the process's own when absent. */
  readonly cwd?: string;
  /** Files, folders and globs; the working directory when absent. */
  readonly paths?: readonly string[];
  /** Forces a kind on every file, whatever its name. */
  readonly kind?: KindId;
  /** Checks this text instead of files; `file` is the name it goes by. */
  readonly stdin?: Stdin;
  /** A config file to use instead of the nearest one up the tree; `false` for none. */
  readonly config?: string | false;
  /** The largest document read, in bytes; overrides the configuration. */
  readonly maxFileSize?: number;
  /** Checks how files changed, not what they are. */
  readonly changes?: Changes;
  /** How many threads to use at most; when absent, one a core, at most four. Few files are checked in one. */
  readonly threads?: number;
  /** Called while files are looked for. */
  readonly onSearch?: () => void;
  /** Called as files are done, with how many of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A report, and what the formats for people tell beyond it. */
export interface CheckResult extends Report {
  /** Session folders looked at. */
  readonly sessions: number;
  /** Files that were named but that no kind governs. */
  readonly skipped: readonly SkippedFile[];
  /** Folders that could not be read, with the system's code: what they hold was not looked at. */
  readonly unreadable: readonly Obstacle[];
  /** Working trees for which git could not tell what it ignores, with its words: nothing was left out there. */
  readonly unaskable: readonly Obstacle[];
  /** Whether changes were looked at. */
  readonly changes: boolean;
  /** What of a history could not be looked at. */
  readonly untold: readonly Untold[];
  /** The line on which a diagnostic stands; `undefined` when there is no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
}

/** Groups that are judged in about the time that another thread takes to start. */
const WORTH_A_THREAD = 150;

/** More would cost memory each, and wait for the same disk. */
const MOST_THREADS = 4;

/**
 * Checks files, folders, globs or a text: every document by itself, and every session folder as a whole.
 *
 * Throws a `Fault` when the check itself cannot be done: a path that does not exist, a wrong configuration. What is
 * wrong with a checked file, even that it cannot be read, is a diagnostic.
 */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const cwd = path.resolve(options.cwd ?? '.');
  const config = options.config === false ? unconfigured(cwd) : await loadConfig(cwd, options.config, RULES);
  const limits = limitsOf(options.maxFileSize ?? config.maxFileSize);
  const wanted: Wanted = { cwd, kind: options.kind, ignores: config.ignores, ignoresFrom: config.folder, limits };
  const settings: Settings = { wanted, policy: config.policy };
  if (options.changes) return checkChanges(options.changes, settings, options);
  const { files, text, skipped, unreadable, unaskable } = await gather(
    options.paths ?? [],
    options.stdin,
    wanted,
    options.onSearch,
  );

  const verdict = text ? await judgeText(text, settings) : await judgeFiles(files, settings, options);
  verdict.diagnostics.sort(byPlace);
  const { sessions } = verdict;
  const counts = { ...verdict, files: text ? 1 : files.length, steps: 0, skipped: skipped.length + verdict.skipped };
  return { ...reportOf(counts), sessions, skipped, unreadable, unaskable, changes: false, untold: [] };
}

async function checkChanges(
  changes: Changes,
  settings: Settings,
  { paths = [], onProgress }: CheckOptions,
): Promise<CheckResult> {
  // Loaded here, so that who checks files does not wait for it.
  const { judgeSteps } = await import('./steps.js');
  const verdict = await judgeSteps(changes, paths, settings, (done) => onProgress?.(done, done));
  const { untold } = verdict;
  return {
    ...reportOf({ ...verdict, skipped: 0 }),
    sessions: 0,
    skipped: [],
    unreadable: [],
    unaskable: [],
    changes: true,
    untold,
  };
}

interface Counts extends Pick<Summary, 'files' | 'documents' | 'steps' | 'skipped' | 'unparsed'> {
  readonly diagnostics: Diagnostic[];
  readonly excerpts: ReadonlyMap<Diagnostic, Excerpt>;
}

function reportOf(counts: Counts): Report & Pick<CheckResult, 'excerpt'> {
  const { diagnostics, excerpts, files, documents, steps, skipped, unparsed } = counts;
  const errors = count(diagnostics, 'error');
  const warnings = count(diagnostics, 'warning');
  return {
    version: 1,
    diagnostics,
    summary: { files, documents, steps, skipped, unparsed, errors, warnings },
    excerpt: (one) => excerpts.get(one),
  };
}

async function judgeText(text: Input, settings: Settings): Promise<Verdict> {
  const judge = await createJudge(settings);
  await judge.inputs(text.session, [text]);
  return judge.verdict;
}

async function judgeFiles(
  files: readonly GovernedFile[],
  settings: Settings,
  { threads: most, onProgress }: CheckOptions,
): Promise<Verdict> {
  const groups = bySession(files);
  const judge = await createJudge(settings);
  const threads = threadsFor(groups.length, most);
  if (threads > 1) {
    // Loaded here, so that checking one file does not wait for what starts threads.
    const { judgeInThreads } = await import('./threads.js');
    const onBatch = (done: number): void => onProgress?.(done, files.length);
    return joined(await judgeInThreads(groups, settings, threads, judge, onBatch));
  }
  let done = 0;
  for (const group of groups) {
    await judge.files(group);
    done += group.files.length;
    onProgress?.(done, files.length);
  }
  return judge.verdict;
}

/** How many threads, this one included, to judge so many groups in. */
function threadsFor(groups: number, most = Math.min(availableParallelism(), MOST_THREADS)): number {
  return THREAD_PROGRAM === undefined ? 1 : Math.max(1, Math.min(most, Math.floor(groups / WORTH_A_THREAD)));
}

function count(diagnostics: readonly Diagnostic[], wanted: Severity): number {
  return diagnostics.reduce((sum, { severity }) => (severity === wanted ? sum + 1 : sum), 0);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : Number(a.ruleId > b.ruleId));
}
