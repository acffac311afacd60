import { git } from '../workspace/git.js';
import { kindOfFile } from '../workspace/kind-of-file.js';
import type { StepOptions } from './git/history.js';
import { mergedOfHook } from './git/hook.js';
import { isAmending } from './git/amending.js';
import { type ChangeAgainst, changedFromAll } from './git/merge.js';
import { ENDINGS, renames } from './git/pathspecs.js';
import { GitFailure, openGit } from './git/process.js';
import { COMPARING, createRecordReader, type FileChange, splitAtNul } from './git/raw.js';
import { fileIn, mergedCommits, type Repository } from './git/repository.js';
import { stepsOf } from './git/steps.js';
import type { Step, StepSource, StepStream } from './step.js';
import { createUntold, type UntoldList } from './untold.js';

/**
 * The steps from what was committed to what is staged; the working tree is not looked at. In a hook it is the index of
 * the commit under way that counts.
 *
 * - While a merge is under way, what is staged is compared with each of its parents, and what is as one of them has it
 *   is no step.
 * - `git commit --amend` compares with the parents of the commit that it replaces. Git tells its hooks nothing of it;
 *   that it runs is seen from a hook among the processes that started it, except on Windows. Elsewhere, and there, the
 *   steps are those from the commit that is being replaced.
 * - Before the first commit everything is new.
 *
 * Reading throws a `GitFailure` when git fails, and for a bare repository.
 */
export function stagedSteps(repository: Repository, options: StepOptions): StepStream {
  const untold = createUntold(options.display(repository.top));
  return { steps: read(repository, options, untold), untold: untold.list };
}

async function* read(repository: Repository, options: StepOptions, untold: UntoldList): AsyncGenerator<Step> {
  if (repository.bare && repository.index === undefined) throw new GitFailure('nothing is staged in a bare repository');
  const bases = await basesOf(repository);
  const trees = bases.length > 0 ? bases : [await emptyTree(repository)];
  const comparisons = await Promise.all(trees.map((tree) => compare(tree, repository)));
  for (const change of comparisons.flat()) if (change.status === 'U') tellConflict(change);
  yield* stepsOf(changedFromAll(comparisons), sourceOf, repository, options, untold);

  function sourceOf({ status, number }: ChangeAgainst): StepSource | undefined {
    return status === 'U' ? undefined : { type: 'index', base: bases[number] ?? null };
  }

  /** One side may have it as it is in the index: when the other has removed it. */
  function tellConflict({ before, after }: FileChange): void {
    const file = fileIn(repository, (after ?? before)?.path ?? '');
    if (!options.includes(file) || !kindOfFile(file)) return;
    untold.tell({ display: options.display(file), reason: 'its merge conflict is not resolved' });
  }
}

/** The commits that will be the parents of the next one; none before the first. */
async function basesOf(repository: Repository): Promise<string[]> {
  const { head } = repository;
  if (head === undefined) return [];
  if (repository.index !== undefined && (await isAmending(process.ppid))) {
    const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${head}^@`], repository);
    return (
      answer?.stdout
        .toString()
        .split('\n')
        .filter((id) => id !== '') ?? []
    );
  }
  const merged = (await mergedCommits(repository)) ?? (repository.index === undefined ? [] : mergedOfHook(process.env));
  return [...new Set([head, ...merged])];
}

async function compare(tree: string, repository: Repository): Promise<FileChange[]> {
  const index = openGit(
    [
      'diff-index',
      '--cached',
      // Of a file that is only intended to be added nothing is staged.
      '--ita-invisible-in-index',
      ...COMPARING,
      ...renames(repository.partial),
      '--end-of-options',
      tree,
      '--',
      ...ENDINGS,
    ],
    repository,
  );
  try {
    const split = splitAtNul();
    const records = createRecordReader();
    const changes: FileChange[] = [];
    for await (const chunk of index.stdout as AsyncIterable<Buffer>) {
      for (const token of split(chunk)) {
        const change = records.take(token);
        if (change) changes.push(change);
      }
    }
    await index.finished();
    return changes;
  } finally {
    await index.stop();
  }
}

/** The tree without files, whose name depends on how the repository names its objects. */
async function emptyTree(repository: Repository): Promise<string> {
  const answer = await git(['hash-object', '-t', 'tree', '--stdin'], { ...repository, input: '' });
  return answer?.stdout.toString().trim() ?? '';
}
