import path from 'node:path';
import { RULES } from '../../rules/index.js';
import { datesOf } from '../history/git/dates.js';
import { historySteps } from '../history/git/history.js';
import { openRepository, type Repository } from '../history/git/repository.js';
import type { StepStream, Untold } from '../history/step.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { Excerpt } from '../lint/excerpt.js';
import { Fault } from '../lint/fault.js';
import { createStepLinter } from '../lint/step-linter.js';
import { ignoring } from '../workspace/ignores.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { isInside } from '../document/read.js';
import type { Settings } from './judge.js';

/** Which changes to look at. */
export type Changes =
  /** All that lead to the checked-out commit, or those of a range as `git log` takes it. */
  { readonly type: 'history'; readonly range?: string; readonly allowShallow?: boolean };

/** What came of the changes. */
export interface StepVerdict {
  steps: number;
  /** Files that changed. */
  files: number;
  /** Versions that they were given, and how many of these could not be parsed. */
  documents: number;
  unparsed: number;
  /** Of a file, in the order of its history. */
  readonly diagnostics: Diagnostic[];
  readonly excerpts: Map<Diagnostic, Excerpt>;
  readonly untold: readonly Untold[];
}

/** Judges changes. Throws a `Fault` when they cannot be had. */
export async function judgeSteps(
  changes: Changes,
  paths: readonly string[],
  settings: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const { cwd } = settings.wanted;
  const repository = await repositoryAt(cwd);
  if (repository.shallow && changes.allowShallow !== true) {
    throw new Fault(
      'this clone is shallow: it lacks the older commits; fetch them (git fetch --unshallow) or allow it (--allow-shallow)',
    );
  }
  if (repository.head === undefined && changes.range === undefined) throw new Fault('this branch has no commits yet');
  const includes = await including(paths, settings);
  const stream = historySteps(repository, {
    ...(changes.range !== undefined && { range: changes.range }),
    includes,
    display: (file) => displayPath(cwd, file),
    limits: settings.wanted.limits,
  });
  const verdict = await judgeStream(stream, settings, onStep);
  await addDates(verdict.diagnostics, cwd);
  return verdict;
}

async function repositoryAt(cwd: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if ('reason' in repository) throw new Fault(`there is no history to read: ${repository.reason}`);
  return repository;
}

async function judgeStream(
  { steps, untold }: StepStream,
  { severities }: Settings,
  onStep: (done: number) => void,
): Promise<StepVerdict> {
  const linter = createStepLinter(RULES, severities);
  const files = new Set<string>();
  const excerpts = new Map<Diagnostic, Excerpt>();
  const order = new Map<Diagnostic, number>();
  const verdict = { steps: 0, documents: 0, unparsed: 0 };
  for await (const step of steps) {
    const { before, after } = step;
    const file = (after ?? before)?.file;
    if (file !== undefined) files.add(file);
    if (after) verdict.documents += 1;
    if (after?.document.parsed === false) verdict.unparsed += 1;
    if (before?.document.parsed !== false && after?.document.parsed !== false) verdict.steps += 1;
    for (const diagnostic of linter.step(step)) {
      order.set(diagnostic, order.size);
      const excerpt = linter.excerpt(diagnostic);
      if (excerpt) excerpts.set(diagnostic, excerpt);
    }
    onStep(verdict.steps);
  }
  const diagnostics = [...order.keys()].sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    // They come newest first.
    return (order.get(b) ?? 0) - (order.get(a) ?? 0);
  });
  return { ...verdict, files: files.size, diagnostics, excerpts, untold };
}

/** Tells which files are looked at: those named or below a folder named, or all below the working directory. */
async function including(paths: readonly string[], { wanted }: Settings): Promise<(file: string) => boolean> {
  const { cwd, ignores, ignoresFrom } = wanted;
  const named = (paths.length > 0 ? paths : ['.']).map((name) => toPosix(path.resolve(cwd, name)));
  const isLeftOut = await ignoring(ignores, ignoresFrom);
  return (file) => named.some((folder) => isInside(folder, file)) && !isLeftOut(file);
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
