import { git } from '../workspace/git.js';
import { historySteps, type StepOptions } from './git/history.js';
import { commitOf, type Repository } from './git/repository.js';
import type { StepStream } from './step.js';

/** Why there are no steps since a commit, in words. */
export interface NoBase {
  readonly reason: string;
}

/**
 * The steps that lead from where a branch left a commit to the checked-out one: a pull request's. What both have is left
 * out, also where they have several commits in common of which none descends from another.
 */
export async function sinceSteps(
  repository: Repository,
  rev: string,
  options: StepOptions,
): Promise<StepStream | NoBase> {
  const { head, shallow } = repository;
  if (head === undefined) return { reason: 'this branch has no commits yet' };
  const since = await commitOf(repository, rev);
  if (since === undefined) return { reason: `no commit is called "${rev}" here${shallow ? `; ${SHALLOW}` : ''}` };
  const base = await git(['merge-base', since, head], repository);
  if (base?.code === 0) return historySteps(repository, { ...options, range: `${since}..${head}` });
  const reason = `"${rev}" and the checked-out commit have no commit in common`;
  return { reason: shallow ? `${reason} here; ${SHALLOW}` : reason };
}

/** What can be done where a shallow clone lacks what was asked for. */
const SHALLOW =
  'this clone is shallow: fetch what it lacks (git fetch --unshallow; in a workflow, fetch-depth: 0 of actions/checkout)';
