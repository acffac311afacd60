import { Worker } from 'node:worker_threads';
import type { Group, Judge, Settings, Verdict } from './judge.js';
import { THREAD_PROGRAM } from './thread-program.js';

/** Work that threads share. Sent to each as it starts. */
export interface Work {
  readonly groups: readonly Group[];
  readonly settings: Settings;
  /** Two numbers in shared memory: groups handed out, and files done. */
  readonly counters: Int32Array;
}

const HANDED_OUT = 0;
const DONE = 1;

/** Groups that a thread takes at a time. */
const BATCH = 8;

/**
 * For what a thread has just made, in megabytes. V8 allows itself 48: most of it is spent on documents that are done with,
 * and with less it is faster as well.
 */
const YOUNG_GENERATION = 24;

/** Judges groups in several threads, of which this is one, with its judge. Returns the verdict of each. */
export async function judgeInThreads(
  groups: readonly Group[],
  settings: Settings,
  threads: number,
  judge: Judge,
  onBatch: (filesDone: number) => void,
): Promise<Verdict[]> {
  const work: Work = { groups, settings, counters: new Int32Array(new SharedArrayBuffer(8)) };
  const others = Array.from({ length: threads - 1 }, () => startThread(work));
  try {
    await takePart(work, judge, onBatch);
    return [judge.verdict, ...(await Promise.all(others))];
  } finally {
    // After a failure nobody needs the rest: the other threads find nothing left to do.
    Atomics.store(work.counters, HANDED_OUT, groups.length);
  }
}

/** Takes groups and judges them until none is left. */
export async function takePart(
  { groups, counters }: Work,
  judge: Judge,
  onBatch?: (done: number) => void,
): Promise<void> {
  for (;;) {
    const from = Atomics.add(counters, HANDED_OUT, BATCH);
    if (from >= groups.length) return;
    for (const group of groups.slice(from, from + BATCH)) {
      await judge.files(group);
      Atomics.add(counters, DONE, group.files.length);
    }
    onBatch?.(Atomics.load(counters, DONE));
  }
}

function startThread(work: Work): Promise<Verdict> {
  if (THREAD_PROGRAM === undefined) throw new Error('there is no program for other threads');
  const worker = new Worker(THREAD_PROGRAM, {
    workerData: work,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('a thread ended without a verdict'));
    });
  });
}
