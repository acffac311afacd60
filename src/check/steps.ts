import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { datesOf } from '../history/git/dates.js';
import { fileSteps, isNothing } from '../history/files.js';
import { type HistoryOptions, historySteps } from '../history/git/history.js';
import { GitFailure } from '../history/git/process.js';
import { openRepository, type Repository } from '../history/git/repository.js';
import { sinceSteps } from '../history/since.js';
import { openSnapshot, type Snapshot } from '../history/snapshot.js';
import { stagedSteps } from '../history/staged.js';
import type { StepStream, Untold } from '../history/step.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { Fault } from '../lint/fault.js';
import { fill, printable } from '../lint/message.js';
import { companionFiles, documentsInput, type Input } from '../lint/inputs.js';
import { ruleSetsOf } from '../lint/rule-sets.js';
import { createStepLinter } from '../lint/step-linter.js';
import type { GovernedFile } from '../workspace/discover.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { isThere, realPath, standingFrom } from '../workspace/standing.js';
import { aroundSessionsIn } from './around-sessions.js';
import { byPlace } from './by-place.js';
import type { Changes } from './changes.js';
import { bySession } from './groups.js';
import { createJudge, type Settings, type Verdict } from './judge.js';
import { filesNamed } from './named.js';

/** What came of the changes. */
export interface StepVerdict {
  steps: number;
  /** Files that changed. */
  files: number;
  /** Versions that they were given, and how many of these could not be parsed. */
  documents: number;
  unparsed: number;
  /** Of a file, commit by commit in the order of its history; then what it came to. Each by place. */
  readonly diagnostics: Diagnostic[];
  readonly excerpts: Map<Diagnostic, Excerpt>;
  readonly untold: readonly Untold[];
  /** The commits that were looked at, with a number each: the later a commit, the lower. */
  readonly commits: ReadonlyMap<string, number>;
  /** What was looked at: a commit and a file (absolute, with `/`) that it changed, with a NUL between them. */
  readonly changesOf: ReadonlySet<string>;
  /** The files that are there after the changes, by path (absolute, with `/`). */
  readonly changed: ReadonlyMap<string, GovernedFile>;
}

/** Judges changes, and what they came to. Throws a `Fault` when they cannot be had. */
export async function judgeSteps(
  changes: Changes,
  paths: readonly string[],
  settings: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  try {
    return await judged(changes, paths, settings, onStep);
  } catch (error) {
    if (error instanceof GitFailure)
      throw new Fault(printable(error.message + remedyFor(changes, settings.wanted.cwd)));
    throw error;
  }
}

/** What helps where a path was taken for a range, as an option takes the word after it. */
function remedyFor(changes: Changes, cwd: string): string {
  const isPath = changes.type === 'history' && changes.range !== undefined && isThere(path.resolve(cwd, changes.range));
  return isPath ? '; a path is named after --' : '';
}

async function judged(
  changes: Changes,
  paths: readonly string[],
  settings: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const { cwd, limits, kind } = settings.wanted;
  if (changes.type === 'files') {
    refuseMissing(changes, cwd);
    const display = (file: string): string => displayPath(cwd, file);
    const stream = fileSteps({ ...changes, cwd, display, limits, ...(kind && { kind }) });
    const verdict = await judgeStream(stream, settings, onStep);
    return withDocuments(verdict, await judgeFiles(verdict.changed, settings));
  }
  return judgedInGit(changes, paths, withRealFolders(settings), onStep);
}

/** Who names a file means it. */
function refuseMissing({ before, after }: Extract<Changes, { type: 'files' }>, cwd: string): void {
  const named = [before, after].filter((file) => !isNothing(file));
  if (named.length === 0) throw new Fault('both files are named as not there; there is nothing to compare');
  const missing = named.filter((file) => file === '' || !isThere(path.resolve(cwd, file)));
  if (missing.length === 0) return;
  throw new Fault(missing.map((file) => fill('there is no file "{file}"', { file })).join('\n'));
}

async function judgedInGit(
  changes: Exclude<Changes, { type: 'files' }>,
  paths: readonly string[],
  settings: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const { cwd, limits } = settings.wanted;
  const repository = await repositoryAt(cwd);
  const named = filesNamed(paths, cwd, repository.top);
  const scope = await scopeOf(settings);
  const { display, isLeftOut } = scope;
  const includes = (file: string): boolean => named.has(file) && !isLeftOut(file);
  const stream = await streamOf(changes, repository, { includes, display, limits });
  const verdict = await judgeStream(stream, settings, onStep);
  named.refuseMissing();
  await addDates(verdict.diagnostics, cwd);
  if (changes.type === 'history') return verdict;
  const snapshot = openSnapshot(repository, limits, changes.type === 'since' ? repository.head : undefined);
  return withDocuments(verdict, await judgeSnapshot(verdict.changed, snapshot, repository, settings, scope));
}

/** Git tells where files really are, whatever links lead there. */
function withRealFolders({ wanted, policy, base }: Settings): Settings {
  const real = (folder: string): string => realPath(folder) ?? folder;
  return {
    wanted: { ...wanted, ignoresFrom: real(wanted.ignoresFrom) },
    policy: { ...policy, folder: real(policy.folder) },
    ...(base !== undefined && { base: real(base) }),
  };
}

async function streamOf(
  changes: Exclude<Changes, { type: 'files' }>,
  repository: Repository,
  options: HistoryOptions,
): Promise<StepStream> {
  if (changes.type === 'staged') return stagedSteps(repository, options);
  if (changes.type === 'since') {
    const stream = await sinceSteps(repository, changes.rev, options);
    if ('reason' in stream) throw new Fault(stream.reason);
    return stream;
  }
  const { shallow, head } = repository;
  if (shallow && changes.allowShallow !== true) {
    throw new Fault(
      'this clone is shallow: it lacks the older commits; fetch them (git fetch --unshallow) or accept that (--allow-shallow)',
    );
  }
  if (head === undefined && changes.range === undefined) throw new Fault('this branch has no commits yet');
  return historySteps(repository, { ...options, ...(changes.range !== undefined && { range: changes.range }) });
}

async function repositoryAt(cwd: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if ('reason' in repository) throw new Fault(`there is no history to read: ${repository.reason}`);
  return repository;
}

async function judgeStream(
  { steps, untold }: StepStream,
  { policy, base }: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const linter = createStepLinter(RULES, await ruleSetsOf(RULES, policy), { base });
  const changed = new Map<string, GovernedFile>();
  const files = new Set<string>();
  const excerpts = new Map<Diagnostic, Excerpt>();
  const diagnostics: Diagnostic[] = [];
  const commits = new Map<string, number>();
  const changesOf = new Set<string>();
  const verdict = { steps: 0, documents: 0, unparsed: 0 };
  for await (const step of steps) {
    const { before, after, source } = step;
    // They come newest first.
    if (source.type === 'git' && !commits.has(source.commit)) commits.set(source.commit, commits.size);
    const file = (after ?? before)?.file;
    if (file !== undefined) files.add(file);
    for (const side of [before, after]) {
      if (side && source.type === 'git') changesOf.add(`${source.commit}\0${side.path}`);
    }
    if (after) {
      verdict.documents += 1;
      const { file: display, path } = after;
      changed.set(path, { path, display, kind: step.kind, root: path });
    }
    if (after?.document.parsed === false) verdict.unparsed += 1;
    if (before?.document.parsed !== false && after?.document.parsed !== false) verdict.steps += 1;
    for (const diagnostic of linter.step(step)) {
      diagnostics.push(diagnostic);
      const excerpt = linter.excerpt(diagnostic);
      if (excerpt) excerpts.set(diagnostic, excerpt);
    }
    onStep(verdict.steps);
  }
  diagnostics.sort(byHistory(commits));
  return { ...verdict, files: files.size, diagnostics, excerpts, untold, commits, changed, changesOf };
}

/** By file, then by commit, where it is about one; then by place. */
function byHistory(commits: StepVerdict['commits']): (a: Diagnostic, b: Diagnostic) => number {
  const rank = ({ step }: Diagnostic): number =>
    step?.source.type === 'git' ? (commits.get(step.source.commit) ?? -1) : -1;
  return (a, b) => (a.file === b.file && rank(b) - rank(a)) || byPlace(a, b);
}

/** Judges the files that changed as the snapshot has them, beside the others of their sessions. */
async function judgeSnapshot(
  changed: StepVerdict['changed'],
  snapshot: Snapshot,
  repository: Repository,
  settings: Settings,
  { display, isLeftOut }: Scope,
): Promise<Verdict> {
  const judge = await createJudge(settings, { around: aroundSessionsIn(repository) });
  /** One after the other: the snapshot takes one question at a time. */
  const read = async (files: readonly GovernedFile[]): Promise<Input[]> => {
    const inputs: Input[] = [];
    for (const file of files) {
      const documents = await snapshot.read(toPosix(file.path));
      if (documents) inputs.push(documentsInput(file, documents));
    }
    return inputs;
  };
  try {
    for (const { session, files } of bySession([...changed.values()])) {
      const inputs = await read(files);
      const others =
        session === undefined
          ? []
          : companionFiles(session, inputs)
              .filter((file) => !isLeftOut(file.path))
              .map((file) => ({ ...file, display: display(file.path), root: '' }));
      if (inputs.length > 0) await judge.inputs(session, inputs, await read(others));
    }
  } finally {
    snapshot.end();
    await judge.end();
  }
  return judge.verdict;
}

/** Judges files as they are on disk, but those that are not there. */
async function judgeFiles(changed: StepVerdict['changed'], settings: Settings): Promise<Verdict> {
  const judge = await createJudge(settings);
  const standing = standingFrom(settings.wanted.cwd);
  const files = [...changed.values()].filter((file) => isThere(file.path));
  const rooted = files.map((file) => ({ ...file, root: standing(path.dirname(file.path)).root }));
  try {
    for (const group of bySession(rooted)) await judge.files(group);
  } finally {
    await judge.end();
  }
  return judge.verdict;
}

/** Steps and what they came to as one. What is said of a document is not said of the step that made it so. */
function withDocuments(steps: StepVerdict, documents: Verdict): StepVerdict {
  const unfit = placesOf(documents.diagnostics, 'schema');
  const moved = placesOf(steps.diagnostics, 'id-changed');
  const lost = placesOf(steps.diagnostics, 'version-lost');
  const told = steps.diagnostics.filter((one) => one.ruleId !== 'unknown-state' || !unfit.has(placeOf(one)));
  // What became of a change that is told: that id and folder differ, that no version is shown.
  const became = new Map([
    ['session-id-matches-folder', moved],
    ['unrecognized-document', lost],
  ]);
  const found = documents.diagnostics.filter((one) => became.get(one.ruleId)?.has(placeOf(one)) !== true);
  return {
    ...steps,
    documents: documents.documents,
    unparsed: documents.unparsed,
    diagnostics: [...told, ...found].sort(byHistory(steps.commits)),
    excerpts: new Map([...steps.excerpts, ...documents.excerpts]),
  };
}

function placesOf(diagnostics: readonly Diagnostic[], rule: string): Set<string> {
  return new Set(diagnostics.filter(({ ruleId }) => ruleId === rule).map(placeOf));
}

function placeOf({ file, pointer }: Diagnostic): string {
  return `${file}\0${pointer}`;
}

/** How files are shown, and which are not looked at. */
interface Scope {
  readonly display: (file: string) => string;
  /** Whether the configuration ignores a file. */
  readonly isLeftOut: (file: string) => boolean;
}

async function scopeOf({ wanted }: Settings): Promise<Scope> {
  const { cwd, ignores, ignoresFrom } = wanted;
  const here = realPath(cwd) ?? cwd;
  return {
    display: (file) => displayPath(here, file),
    isLeftOut: await ignoring(ignores, ignoresFrom),
  };
}

/** Says when the commits were written that the earlier sides are taken from. */
async function addDates(diagnostics: readonly Diagnostic[], cwd: string): Promise<void> {
  const earlier = diagnostics.flatMap(({ related }) => related.filter(({ commit }) => commit !== undefined));
  const dates = await datesOf(cwd, new Set(earlier.flatMap(({ commit }) => commit ?? [])));
  for (const place of earlier) {
    const date = dates.get(place.commit ?? '');
    if (date !== undefined) place.date = date;
  }
}
