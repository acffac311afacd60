import type { Step, StepSource, StepStream } from '../step.js';
import { createUntold, type UntoldList } from '../untold.js';
import { type CommitChange, RAW_LOG, readLog } from './log.js';
import { ENDINGS, renames } from './pathspecs.js';
import { openGit } from './process.js';
import { type Repository, shallowCommits } from './repository.js';
import { type StepOptions, stepsOf } from './steps.js';
import { submodulesOf } from './submodules.js';

export type { StepOptions };

export interface HistoryOptions extends StepOptions {
  /** What `git log` takes: `main..HEAD`, a tag, a commit; what leads to the checked-out commit when absent. */
  readonly range?: string;
}

/**
 * The steps of a repository's history, newest first: every commit against each of its parents. One `git log` and one
 * `git cat-file`, read as they write. Commits whose parents a shallow clone lacks are told of, not compared.
 *
 * Reading throws a `GitFailure` when git fails.
 */
export function historySteps(repository: Repository, options: HistoryOptions): StepStream {
  const untold = createUntold(options.display(repository.top));
  return { steps: read(repository, options, untold), untold: untold.list };
}

async function* read(repository: Repository, options: HistoryOptions, untold: UntoldList): AsyncGenerator<Step> {
  const { head, partial } = repository;
  const range = options.range ?? head;
  if (range === undefined) return;
  for (const folder of await submodulesOf(repository)) {
    if (!options.includes(folder)) continue;
    const reason = 'this submodule has a history of its own, which was not looked at';
    untold.tell({ display: options.display(folder), reason, elsewhere: true });
  }
  const oldest = await shallowCommits(repository);
  const arguments_ = [
    'log',
    ...RAW_LOG,
    ...renames(partial),
    '--full-history',
    // All commits, also those that changed no such file: to leave them out git compares all before it writes the first,
    // and then the others again.
    '--sparse',
    '--end-of-options',
    range,
    '--',
    ...ENDINGS,
  ];
  const log = openGit(arguments_, repository);
  try {
    yield* stepsOf(readLog(log.stdout), sourceOf, repository, options, untold);
    await log.finished();
  } finally {
    await log.stop();
  }

  function sourceOf({ commit, parent, date }: CommitChange): StepSource | undefined {
    if (!oldest.has(commit)) return { type: 'git', commit, parent, date };
    const reason = `this clone is shallow: what commit ${commit.slice(0, 7)} changed cannot be told`;
    untold.tell({ display: options.display(repository.top), reason, shallow: true });
    return undefined;
  }
}
