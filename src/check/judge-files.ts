import { availableParallelism } from 'node:os';
import type { GovernedFile } from '../workspace/discover.js';
import { bySession } from './groups.js';
import { createJudge, type Group, joined, type Judge, type Settings, type Verdict } from './judge.js';
import type { JudgingOptions } from './judging-options.js';
import { THREAD_PROGRAM } from './thread-program.js';

/** Groups that are judged in about the time that another thread takes to start. */
const WORTH_A_THREAD = 150;

/** More would cost memory each, and wait for the same disk. */
const MOST_THREADS = 4;

/** A verdict on files. */
export interface Judged extends Verdict {
  readonly unkept?: string | undefined;
}

/**
 * Judges files, as far as no cache has the verdict on them, in as many threads as that is worth. Where they are all there
 * are below the working directory, `isEverything`, the cache forgets others.
 */
export async function judgeFiles(
  files: readonly GovernedFile[],
  settings: Settings,
  options: JudgingOptions & { readonly isEverything?: boolean },
): Promise<Judged> {
  const groups = bySession(files);
  // What is only taken to be so is nothing to keep.
  if (!options.cache || settings.wanted.instead) return judgeGroups(groups, settings, options);
  // Loaded here, so that who keeps nothing does not wait for it.
  const { openCache } = await import('./cache/cache.js');
  const cache = openCache(options.cache, settings);
  const { verdict: known, left } = await cache.recall(groups);
  const verdict = await judgeGroups(left, settings, options, files.length);
  const unkept = cache.keep(verdict.remembered, options.isEverything === true);
  return { ...joined([known, verdict]), unkept };
}

/** @param total how many files there are in all; those of the groups are the last of them */
async function judgeGroups(
  groups: readonly Group[],
  settings: Settings,
  options: JudgingOptions,
  total = filesIn(groups),
): Promise<Verdict> {
  const judge = await createJudge(settings);
  try {
    return await judgeWith(judge, groups, settings, options, total);
  } finally {
    await judge.end();
  }
}

async function judgeWith(
  judge: Judge,
  groups: readonly Group[],
  settings: Settings,
  { threads: most, onProgress }: JudgingOptions,
  total: number,
): Promise<Verdict> {
  const known = total - filesIn(groups);
  const threads = threadsFor(groups.length, most);
  if (threads > 1) {
    // Loaded here, so that checking one file does not wait for what starts threads.
    const { judgeInThreads } = await import('./threads.js');
    const onBatch = (done: number): void => onProgress?.(known + done, total);
    return joined(await judgeInThreads(groups, settings, threads, judge, onBatch));
  }
  let done = known;
  for (const group of groups) {
    await judge.files(group);
    done += group.files.length;
    onProgress?.(done, total);
  }
  return judge.verdict;
}

function filesIn(groups: readonly Group[]): number {
  return groups.reduce((sum, { files }) => sum + files.length, 0);
}

/** How many threads, this one included, to judge so many groups in. */
function threadsFor(groups: number, most = Math.min(availableParallelism(), MOST_THREADS)): number {
  return THREAD_PROGRAM === undefined ? 1 : Math.max(1, Math.min(most, Math.floor(groups / WORTH_A_THREAD)));
}
