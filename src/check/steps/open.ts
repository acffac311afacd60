import path from 'node:path';
import { fileSteps, isNothing } from '../../history/files.js';
import { type HistoryOptions, historySteps } from '../../history/git/history.js';
import { openRepository, type Repository } from '../../history/git/repository.js';
import { sinceSteps } from '../../history/since.js';
import { stagedSteps } from '../../history/staged.js';
import type { StepStream } from '../../history/step.js';
import { Fault } from '../../lint/fault.js';
import type { Wanted } from '../../lint/inputs.js';
import { fill } from '../../lint/message.js';
import { displayPath } from '../../workspace/paths.js';
import { isThere } from '../../workspace/standing.js';
import type { Changes } from '../changes.js';

/** The change from one file to another. */
type OfFiles = Extract<Changes, { type: 'files' }>;

/** Changes of which git knows. */
export type InGit = Exclude<Changes, OfFiles>;

/** The change from one file to another, as steps. Throws a `Fault` when they are not there. */
export function stepsOfFiles(changes: OfFiles, { cwd, limits, kind }: Wanted): StepStream {
  refuseMissing(changes, cwd);
  const display = (file: string): string => displayPath(cwd, file);
  return fileSteps({ ...changes, cwd, display, limits, ...(kind && { kind }) });
}

/** Who names a file means it. */
function refuseMissing({ before, after }: OfFiles, cwd: string): void {
  const named = [before, after].filter((file) => !isNothing(file));
  if (named.length === 0) throw new Fault('both files are named as not there; there is nothing to compare');
  const missing = named.filter((file) => file === '' || !isThere(path.resolve(cwd, file)));
  if (missing.length === 0) return;
  throw new Fault(missing.map((file) => fill('there is no file "{file}"', { file })).join('\n'));
}

/** The changes that git knows of, as steps. Throws a `Fault` when they cannot be had, or not all of them. */
export async function stepsInGit(changes: InGit, repository: Repository, options: HistoryOptions): Promise<StepStream> {
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

/** The repository that a folder stands in. Throws a `Fault` where there is none. */
export async function repositoryAt(cwd: string): Promise<Repository> {
  const repository = await openRepository(cwd);
  if ('reason' in repository) throw new Fault(`there is no history to read: ${repository.reason}`);
  return repository;
}
