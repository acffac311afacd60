/**
 * Measures `stategate check` beside other validators, beside a Node that only reads and parses, and beside a Node that
 * does nothing.
 *
 *     npm run bench                      everything; minutes
 *     npm run bench -- --quick           1,000 sessions only, fewer rounds
 *     npm run bench -- --only one-file   one part: trees, git, cache, memory, one-file, history, staged, gate, serve or html
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installStategate } from './contestants.js';
import { measureCache } from './parts/cache.js';
import { measureGate } from './parts/gate.js';
import { measureGit } from './parts/git.js';
import { measureHistory } from './parts/history.js';
import { measureHtml } from './parts/html.js';
import { measureMemory } from './parts/memory.js';
import { measureOneFile } from './parts/one-file.js';
import { createBench, type Part } from './parts/part.js';
import { measureServe } from './parts/serve.js';
import { measureStaged } from './parts/staged.js';
import { measureTrees } from './parts/trees.js';
import { count, type Figure, judge, printTable } from './table.js';

const PARTS = new Map<string, Part>([
  ['trees', measureTrees],
  ['git', measureGit],
  ['cache', measureCache],
  ['memory', measureMemory],
  ['one-file', measureOneFile],
  ['history', measureHistory],
  ['staged', measureStaged],
  ['gate', measureGate],
  ['serve', measureServe],
  ['html', measureHtml],
]);

const {
  values: { quick, only },
} = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
if (only !== undefined && !PARTS.has(only)) throw new Error(`--only takes one of: ${[...PARTS.keys()].join(', ')}`);

const scratch = mkdtempSync(path.join(tmpdir(), 'stategate-bench-'));
try {
  const bench = createBench(installStategate(path.join(scratch, 'stategate')), scratch, quick);
  const figures: Figure[] = [];
  for (const [name, measure] of PARTS) {
    if (only === undefined || only === name) figures.push(...(await measure(bench)));
  }
  print(figures);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function print(figures: readonly Figure[]): void {
  console.log();
  printTable(['figure', 'measured', 'target', ''], figures.map(judge));
  const [{ model } = { model: 'unknown' }] = cpus();
  console.log(
    `\nNode ${process.versions.node}, ${process.platform} ${process.arch}; ${cpus().length} × ${model}, ` +
      `${count(totalmem() / 2 ** 30)} GB; load at the end ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`,
  );
}
