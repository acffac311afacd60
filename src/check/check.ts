import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { loadConfig } from '../lint/config-file.js';
import type { Diagnostic, Report, Severity, Summary } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { limitsOf } from '../lint/limits.js';
import { type LoadedBaseline, loadBaseline } from '../lint/baseline-file.js';
import { Fault } from '../lint/fault.js';
import { printable } from '../lint/message.js';
import { unconfigured } from '../lint/settled.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { topOf } from '../workspace/standing.js';
import { type BaselineChange, type BaselineOutcome, type LookedAt, passedBy, withBaseline } from './baseline.js';
import { gather, type Input, type Stdin, type Wanted } from '../lint/inputs.js';
import type { KindId } from '../schema/kinds.js';
import type { GovernedFile, Obstacle, SkippedFile } from '../workspace/discover.js';
import { byPlace } from './by-place.js';
import { NOTHING_AROUND } from './around-sessions.js';
import type { Changes } from './changes.js';
import type { Untold } from '../history/step.js';
import type { LetPass } from './fix.js';
import type { FixedFile } from './fixed-file.js';
import { bySession } from './groups.js';
import { createJudge, type Settings, type Verdict } from './judge.js';
import { type Judged, judgeFiles } from './judge-files.js';
import type { JudgingOptions } from './judging-options.js';

export type { Changes };

export interface CheckOptions extends JudgingOptions {
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
  /** A baseline to use instead of the nearest one up the tree; `false` for none. */
  readonly baseline?: string | false;
  /** Writes the baseline: with all that is found, or without what is no longer found. */
  readonly changeBaseline?: BaselineChange;
  /** The largest document read, in bytes; overrides the configuration. */
  readonly maxFileSize?: number;
  /** Checks how files changed, not what they are. */
  readonly changes?: Changes;
  /**
   * Mends first what has one right answer, and no baseline lists: `write` in the files on disk, `preview` as if they
   * were written. What is reported is what is left. Not with `stdin` or `changes`.
   */
  readonly fix?: 'write' | 'preview';
  /** Called while files are looked for. */
  readonly onSearch?: () => void;
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
  /** Whether the configuration left out, unnamed, what is governed or may hold what is. */
  readonly isIgnoring: boolean;
  /** Whether changes were looked at. */
  readonly changes: boolean;
  /** What of a history could not be looked at. */
  readonly untold: readonly Untold[];
  /** What the baseline did; absent where there is none. */
  readonly baseline?: BaselineOutcome;
  /** A configuration that lies nearer than any that holds, and was not loaded, since it is a program and was not named. */
  readonly unloaded?: string;
  /** Why nothing could be kept for the next check, the system's code; absent where it was, or was not to be. */
  readonly unkept?: string;
  /** What was mended, or would be. */
  readonly fixed: readonly FixedFile[];
  /** Files that could not be written, with the reason: they are as they were. */
  readonly unwritten: readonly Obstacle[];
  /** The line on which a diagnostic stands; `undefined` when there is no text to show. */
  readonly excerpt: (diagnostic: Diagnostic) => Excerpt | undefined;
}

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
  const beside = config.files.length > 0 ? config.folder : undefined;
  const { baseline: wish, changeBaseline: change } = options;
  const named = wish === false ? undefined : wish;
  const baseline = wish === false ? undefined : await loadBaseline(cwd, named, beside, RULES);
  if (baseline && !baseline.isThere) refuseMissing(baseline, named, change);
  const base = baseline ? path.dirname(baseline.file) : (beside ?? topOf(cwd) ?? cwd);
  const settings: Settings = { wanted, policy: config.policy, base, ...(options.cache && { remembers: true }) };
  const letPass: LetPass | undefined = baseline && ((found) => passedBy(baseline, found, cwd));
  const { result, lookedAt } = options.changes
    ? await checkChanges(options.changes, settings, options)
    : await checkFiles(wanted, settings, options, letPass);
  const unloaded = config.unloaded === undefined ? {} : { unloaded: displayPath(cwd, config.unloaded) };
  if (!baseline) return { ...reported(result, undefined), ...unloaded };
  const { told, outcome } = withBaseline(baseline, result.diagnostics, lookedAt, { cwd, change });
  return { ...reported({ ...result, diagnostics: told }, outcome), ...unloaded };
}

/** Who names a file means it. */
function refuseMissing({ file }: LoadedBaseline, named: string | undefined, change: BaselineChange | undefined): void {
  if (change === 'update' || (named === undefined && change === undefined)) return;
  throw new Fault(`there is no baseline ${printable(named ?? file)}; --update-baseline makes one`);
}

/** What was found, with how much was looked at, before it is held against a baseline. */
interface Looked {
  readonly result: Found;
  readonly lookedAt: LookedAt;
}

async function checkFiles(
  wanted: Wanted,
  settings: Settings,
  options: CheckOptions,
  letPass: LetPass | undefined,
): Promise<Looked> {
  const { files, text, skipped, unreadable, unaskable, isIgnoring } = await gather(
    options.paths ?? [],
    options.stdin,
    wanted,
    options.onSearch,
  );

  const judging = { ...options, isEverything: (options.paths ?? []).length === 0 };
  const judged: Judged = text ? await judgeText(text, settings) : await judgeFiles(files, settings, judging);
  const { verdict, fixed, unwritten } = options.fix
    ? await judgeFixed(judged, files, settings, judging, letPass)
    : { verdict: judged, ...NOTHING_FIXED };
  verdict.diagnostics.sort(byPlace);
  const { sessions, unkept } = verdict;
  const counts = { ...verdict, files: text ? 1 : files.length, steps: 0, skipped: skipped.length + verdict.skipped };
  const isAll = !text && judging.isEverything && unreadable.length === 0;
  return {
    result: {
      ...counts,
      sessions,
      named: skipped,
      unreadable,
      unaskable,
      isIgnoring,
      changes: false,
      untold: [],
      fixed,
      unwritten,
      unkept,
    },
    lookedAt: {
      files: new Set(text ? [text.path ?? ''] : files.map((file) => toPosix(file.path))),
      changes: new Set(),
      ...(isAll && { everythingIn: wanted.cwd }),
    },
  };
}

type Mended = Pick<CheckResult, 'fixed' | 'unwritten'>;

const NOTHING_FIXED: Mended = { fixed: [], unwritten: [] };

/** Mends what can be mended of what was found, and judges what is left. */
async function judgeFixed(
  judged: Judged,
  files: readonly GovernedFile[],
  settings: Settings,
  options: CheckOptions & { readonly isEverything: boolean },
  letPass: LetPass = () => new Set(),
): Promise<Mended & { readonly verdict: Judged }> {
  const passed = letPass(judged.diagnostics);
  const fixable = new Set(judged.diagnostics.flatMap((one) => (one.fixable && !passed.has(one) ? one.file : [])));
  const groups = bySession(files).filter((group) => group.files.some(({ display }) => fixable.has(display)));
  if (groups.length === 0) return { verdict: judged, ...NOTHING_FIXED };
  // Loaded here, so that who fixes nothing does not wait for it.
  const { fixGroups } = await import('./fix.js');
  const { files: fixed, unwritten } = await fixGroups(groups, settings, {
    writes: options.fix === 'write',
    letPass,
  });
  if (fixed.length === 0) return { verdict: judged, fixed, unwritten };
  const instead = new Map(fixed.map(({ path, after }) => [path, Buffer.from(after)]));
  const after = options.fix === 'write' ? settings : { ...settings, wanted: { ...settings.wanted, instead } };
  return { verdict: await judgeFiles(files, after, options), fixed, unwritten };
}

async function checkChanges(
  changes: Changes,
  settings: Settings,
  { paths = [], onProgress }: CheckOptions,
): Promise<Looked> {
  // Loaded here, so that who checks files does not wait for it.
  const { judgeSteps } = await import('./steps.js');
  const verdict = await judgeSteps(changes, paths, settings, (done) => onProgress?.(done, done));
  const nothing = { sessions: 0, named: [], skipped: 0, unreadable: [], unaskable: [], isIgnoring: false };
  return {
    result: { ...verdict, ...nothing, ...NOTHING_FIXED, changes: true },
    // Of a history, only changes are judged, and not what they came to.
    lookedAt: { files: new Set(changes.type === 'history' ? [] : verdict.changed.keys()), changes: verdict.changesOf },
  };
}

/** What came of a check. */
interface Found
  extends
    Pick<Summary, 'files' | 'documents' | 'steps' | 'skipped' | 'unparsed'>,
    Pick<
      CheckResult,
      'sessions' | 'unreadable' | 'unaskable' | 'isIgnoring' | 'changes' | 'untold' | 'fixed' | 'unwritten'
    > {
  readonly diagnostics: Diagnostic[];
  readonly excerpts: ReadonlyMap<Diagnostic, Excerpt>;
  /** Files that were named but that no kind governs. */
  readonly named: readonly SkippedFile[];
  readonly unkept?: string | undefined;
}

function reported(found: Found, baseline: BaselineOutcome | undefined): CheckResult {
  const { diagnostics, excerpts, files, documents, steps, skipped, unparsed } = found;
  const { sessions, named, unreadable, unaskable, isIgnoring, changes, untold, unkept, fixed, unwritten } = found;
  const baselined = baseline && { baselined: baseline.hidden };
  const errors = count(diagnostics, 'error');
  const warnings = count(diagnostics, 'warning');
  return {
    version: 1,
    diagnostics,
    summary: { files, documents, steps, skipped, unparsed, errors, warnings, ...baselined },
    excerpt: (one) => excerpts.get(one),
    sessions,
    skipped: named,
    unreadable,
    unaskable,
    isIgnoring,
    changes,
    untold,
    fixed,
    unwritten,
    ...(unkept !== undefined && { unkept }),
    ...(baseline && { baseline }),
  };
}

async function judgeText(text: Input, settings: Settings): Promise<Verdict> {
  // The text is not what is on disk, so what lies around it there need not be what belongs to it.
  const judge = await createJudge(settings, { around: NOTHING_AROUND });
  await judge.inputs(text.session, [text]);
  return judge.verdict;
}

function count(diagnostics: readonly Diagnostic[], wanted: Severity): number {
  return diagnostics.reduce((sum, { severity }) => (severity === wanted ? sum + 1 : sum), 0);
}
