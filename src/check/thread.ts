/** What runs in the other threads of a check: it takes part in the work that it is started with, and sends its verdict. */
import { parentPort, workerData } from 'node:worker_threads';
import { createJudge } from './judge.js';
import { takePart, type Work } from './threads.js';

const work = workerData as Work;
// A failure goes to the thread that started this one.
void createJudge(work.settings).then(async (judge) => {
  await takePart(work, judge);
  parentPort?.postMessage(judge.verdict);
});
