/**
 * Measures `stategate check` beside other validators, beside a Node that only reads and parses, and beside a Node that
 * does nothing.
 *
 *     npm run bench                      everything; minutes
 *     npm run bench -- --quick           1,000 sessions only, fewer rounds
 *     npm run bench -- --only one-file   one part: trees, git, memory or one-file
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  AJV,
  BARE,
  FLOOR,
  installStategate,
  memoryUsers,
  oneFile,
  SOURCEMETA,
  STATEGATE,
  stategate,
  wholeTree,
} from './contestants.js';
import { median, ratio, run, takeTurns, type Times } from './measure.js';
import { judge, printTable, type Figure } from './table.js';
import { type Tree, writeTree } from './tree.js';

const PARTS = ['trees', 'git', 'memory', 'one-file'] as const;
type Part = (typeof PARTS)[number];

const SMALL = 1_000;
const LARGE = 10_000;

const {
  values: { quick, only },
} = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
if (only !== undefined && !(PARTS as readonly string[]).includes(only)) {
  throw new Error(`--only takes one of: ${PARTS.join(', ')}`);
}
const wants = (part: Part): boolean => only === undefined || only === part;

const scratch = mkdtempSync(path.join(tmpdir(), 'stategate-bench-'));
try {
  await main(installStategate(path.join(scratch, 'stategate')));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(cli: string): Promise<void> {
  const sizes = quick || only === 'one-file' ? [SMALL] : [SMALL, LARGE];
  const trees = sizes.map((sessions) => plant(`tree-${sessions}`, sessions));
  for (const { sessions, bytes } of trees) {
    console.log(`${count(sessions)} sessions: ${count(sessions * 2)} files, ${count(bytes / 2 ** 20)} MB`);
  }
  const figures: Figure[] = [];
  if (wants('trees')) figures.push(...(await measureTrees(cli, trees)));
  if (wants('git')) for (const tree of trees) figures.push(await measureGit(cli, tree));
  if (wants('memory')) for (const tree of trees.slice(-1)) figures.push(...(await measureMemory(cli, tree)));
  if (wants('one-file')) for (const tree of trees.slice(0, 1)) figures.push(...(await measureOneFile(cli, tree)));

  console.log();
  printTable(['figure', 'measured', 'target', ''], figures.map(judge));
  const [{ model } = { model: 'unknown' }] = cpus();
  console.log(
    `\nNode ${process.versions.node}, ${process.platform} ${process.arch}; ${cpus().length} × ${model}, ` +
      `${count(totalmem() / 2 ** 30)} GB; load at the end ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`,
  );
}

async function measureTrees(cli: string, trees: readonly Tree[]): Promise<Figure[]> {
  const rounds = quick ? 3 : 7;
  const measured: [Tree, Times][] = [];
  for (const tree of trees) {
    // A round of ajv-cli over the large tree takes longer than all others together.
    const contestants = wholeTree(cli, tree, quick || tree.sessions === LARGE ? 3 : rounds);
    const times = await takeTurns(contestants, rounds, scratch);
    measured.push([tree, times]);
    printTimes(`check ${count(tree.sessions)} sessions`, times, STATEGATE);
  }
  const figures = measured.flatMap(([{ sessions }, times]): Figure[] => [
    timesOver(`${count(sessions)} sessions: stategate / ${SOURCEMETA}`, ratio(times, STATEGATE, SOURCEMETA), 1),
    timesOver(`${count(sessions)} sessions: stategate / ${AJV}`, ratio(times, STATEGATE, AJV), 0.5),
    timesOver(`${count(sessions)} sessions: stategate / floor`, ratio(times, STATEGATE, FLOOR)),
    // What no check in one thread of Node can come under.
    timesOver(`${count(sessions)} sessions: floor / ${SOURCEMETA}`, ratio(times, FLOOR, SOURCEMETA)),
    timesOver(`${count(sessions)} sessions: floor / ${AJV}`, ratio(times, FLOOR, AJV)),
  ]);
  const [small, large] = measured.map(([, times]) => median(times.get(STATEGATE) ?? []));
  if (small !== undefined && large !== undefined) {
    figures.push(timesOver(`stategate: ${count(LARGE)} sessions / ${count(SMALL)} sessions`, large / small, 11));
  }
  return figures;
}

/** The same tree, once more in a working tree of git: discovery then asks git what it ignores. */
async function measureGit(cli: string, tree: Tree): Promise<Figure> {
  const twin = plant(`git-${tree.sessions}`, tree.sessions);
  execFileSync('git', ['init', '--quiet'], { cwd: twin.root });
  const name = `${STATEGATE} under git`;
  const times = await takeTurns(
    [stategate(cli, tree), stategate(cli, twin, name)],
    quick || tree.sessions === LARGE ? 3 : 7,
    scratch,
  );
  rmSync(twin.root, { recursive: true });
  printTimes(`check ${count(tree.sessions)} sessions, with and without git`, times, STATEGATE);
  return timesOver(`${count(tree.sessions)} sessions: under git / not`, ratio(times, name, STATEGATE));
}

async function measureMemory(cli: string, tree: Tree): Promise<Figure[]> {
  const hook = `--import=${new URL('./peak-memory.mjs', import.meta.url).href}`;
  const file = path.join(scratch, 'peak-memory.txt');
  const figures: Figure[] = [];
  for (const { name, commands } of memoryUsers(cli, tree)) {
    const peaks: number[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      for (const command of commands) {
        await run({ ...command, args: [hook, ...command.args] }, scratch, { PEAK_MEMORY_FILE: file });
        peaks.push(Number(readFileSync(file, 'utf8')) / 1024);
      }
    }
    figures.push({
      what: `${count(tree.sessions)} sessions: peak memory of ${name}`,
      value: Math.max(...peaks),
      unit: ' MB',
      ...(name === STATEGATE && tree.sessions === LARGE && { target: 200 }),
    });
  }
  return figures;
}

async function measureOneFile(cli: string, tree: Tree): Promise<Figure[]> {
  const contestants = oneFile(cli, tree, scratch);
  const times = await takeTurns(contestants, quick ? 7 : 21, scratch);
  printTimes('check one state file', times, BARE);
  return contestants
    .filter(({ name }) => name !== BARE)
    .map(({ name }) =>
      timesOver(`one file: ${name} / ${BARE}`, ratio(times, name, BARE), name === STATEGATE ? 2 : undefined),
    );
}

function plant(name: string, sessions: number): Tree {
  const root = path.join(scratch, name);
  mkdirSync(root);
  return writeTree(root, sessions);
}

function timesOver(what: string, value: number, target?: number): Figure {
  return { what, value, unit: ' ×', ...(target !== undefined && { target }) };
}

function printTimes(title: string, times: Times, base: string): void {
  console.log(`\n${title}:\n`);
  const rows = [...times].map(([name, all]) => {
    const values = all.filter((value) => !Number.isNaN(value));
    return [
      name,
      seconds(median(values)),
      `${seconds(Math.min(...values))} to ${seconds(Math.max(...values))}`,
      String(values.length),
      ratio(times, name, base).toFixed(2),
    ];
  });
  printTable(['', 'median', 'range', 'rounds', `/ ${base}`], rows);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
