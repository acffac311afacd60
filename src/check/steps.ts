import path from 'node:path';
import { datesOf } from '../history/git/dates.js';
import { GitFailure } from '../history/git/process.js';
import { openSnapshot } from '../history/snapshot.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { Fault } from '../lint/fault.js';
import { fill, printable } from '../lint/message.js';
import { isThere, realPath } from '../workspace/standing.js';
import type { Changes } from './changes.js';
import type { Settings } from './judge.js';
import { filesNamed } from './named.js';
import { judgeFiles, judgeSnapshot } from './steps/judge-outcome.js';
import { judgeStream, type StepVerdict } from './steps/judge-stream.js';
import { type InGit, repositoryAt, stepsInGit, stepsOfFiles } from './steps/open.js';
import { scopeOf } from './steps/scope.js';
import { withOutcome } from './steps/with-outcome.js';

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
    if (!(error instanceof GitFailure)) throw error;
    const range = changes.type === 'history' ? changes.range : undefined;
    const isUnknown = range !== undefined && UNKNOWN_REVISION.test(error.message);
    const words = isUnknown ? fill('"{range}" names no commits of this repository', { range }) : error.message;
    throw new Fault(printable(words + remedyFor(changes, settings.wanted.cwd)));
  }
}

/** What git says of a range in which a name is of no commit. */
const UNKNOWN_REVISION = /: (?:bad revision|ambiguous argument|Invalid revision range|bad object)/u;

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
  if (changes.type === 'files') {
    const verdict = await judgeStream(stepsOfFiles(changes, settings.wanted), settings, onStep);
    return withOutcome(verdict, await judgeFiles(verdict.changed, settings));
  }
  return judgedInGit(changes, paths, withRealFolders(settings), onStep);
}

async function judgedInGit(
  changes: InGit,
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
  const stream = await stepsInGit(changes, repository, { includes, display, limits });
  const verdict = await judgeStream(stream, settings, onStep);
  named.refuseMissing();
  await addDates(verdict.diagnostics, cwd);
  if (changes.type === 'history') return verdict;
  const snapshot = openSnapshot(repository, limits, changes.type === 'since' ? repository.head : undefined);
  return withOutcome(verdict, await judgeSnapshot(verdict.changed, snapshot, repository, settings, scope));
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

/** Says when the commits were written that the earlier sides are taken from. */
async function addDates(diagnostics: readonly Diagnostic[], cwd: string): Promise<void> {
  const earlier = diagnostics.flatMap(({ related }) => related.filter(({ commit }) => commit !== undefined));
  const dates = await datesOf(cwd, new Set(earlier.flatMap(({ commit }) => commit ?? [])));
  for (const place of earlier) {
    const date = dates.get(place.commit ?? '');
    if (date !== undefined) place.date = date;
  }
}
