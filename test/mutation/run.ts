/**
 * Changes one thing after another in the modules of the rules, and tells which changes no test notices.
 *
 *     npm run test:mutation                       every rule
 *     npm run test:mutation -- phase-order plan-ids
 *     npm run test:mutation -- --changed main     rules that are not as they are in a commit
 *
 * What is changed, and how, is for StrykerJS to say. A change that no test notices is one that the compiler refuses, or it
 * stands in accepted.json with the reason why it makes no difference; any other one is a failure, as is an entry there
 * that is not needed any more.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { RunnerTask } from 'vitest';
import { startVitest } from 'vitest/node';
import { RULES } from '../../rules/index.js';
import { acceptedIn, isSameChange } from './accepted.js';
import { changedSince } from './changed.js';
import { createCompiler } from './compiler.js';
import { type Mutant, mutate, withTicks } from './mutant.js';
import { mutantsOf } from './mutants.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Tests that are about every rule. */
const OF_ALL = ['pages', 'changes', 'fixes', 'words'];

const ids = asked();
const mutants = await all(ids);
const killed = await killedByTests();
const compiler = createCompiler(ROOT);
const refused = new Set(
  mutants
    .filter(({ id, rule, source }) => !killed.has(id) && compiler.refuses(fileOf(rule), source))
    .map(({ id }) => id),
);
const survivors = mutants.filter(({ id }) => !killed.has(id) && !refused.has(id));
const accepted = acceptedIn(path.join(import.meta.dirname, 'accepted.json')).filter(({ rule }) => ids.includes(rule));
const unexplained = survivors.filter((mutant) => !accepted.some((one) => isSameChange(one, mutant)));
const stale = accepted.filter((one) => !survivors.some((mutant) => isSameChange(one, mutant)));
report();
process.exitCode = unexplained.length + stale.length > 0 ? 1 : 0;

/** The rules that are asked for, by their ids. */
function asked(): string[] {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { changed: { type: 'string' } } });
  const all = RULES.map(({ id }) => id);
  if (values.changed !== undefined) return changedSince(values.changed, all, ROOT);
  return positionals.length > 0 ? positionals : all;
}

function fileOf(rule: string): string {
  return path.join(ROOT, 'rules', `${rule}.ts`);
}

async function all(rules: readonly string[]): Promise<Mutant[]> {
  const list: Mutant[] = [];
  for (const rule of rules) {
    const source = readFileSync(fileOf(rule), 'utf8');
    for (const one of await mutantsOf(fileOf(rule), source)) list.push(mutate(list.length, rule, source, one));
  }
  return list;
}

/** The mutants that a test notices. Throws where a test fails without one. */
async function killedByTests(): Promise<Set<number>> {
  if (mutants.length === 0) return new Set();
  const tests = [...ids, ...OF_ALL].map((name) => `test/rules/${name}.test.ts`);
  const vitest = await startVitest(
    'test',
    ids.length < RULES.length ? tests : [],
    { config: 'test/mutation/vitest.config.ts', watch: false, reporters: [{}] },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          load(id: string) {
            const [, number] = /[?&]mutant=(\d+)/u.exec(id) ?? [];
            return number === undefined ? undefined : withTicks(mutants[Number(number)]?.source ?? '');
          },
        },
      ],
      test: { provide: { mutants: mutants.map(({ id, rule }) => ({ id, rule })) } },
    },
  );
  const files = vitest.state.getFiles();
  await vitest.close();
  const failed = files.filter(({ result }) => result?.state !== 'pass');
  if (failed.length > 0) throw new Error(`these fail as it is: ${failed.map(({ name }) => name).join(', ')}`);
  return new Set(files.flatMap(killedBy));
}

function killedBy(task: RunnerTask): number[] {
  return [...(task.meta.killed ?? []), ...('tasks' in task ? task.tasks.flatMap(killedBy) : [])];
}

function report(): void {
  if (ids.length === 0) {
    console.log('no rule has changed');
    return;
  }
  const count = (list: readonly { rule: string }[], rule: string): number =>
    list.filter((one) => one.rule === rule).length;
  for (const rule of ids) {
    const left = count(unexplained, rule);
    const words = left > 0 ? `, ${left} unexplained` : '';
    console.log(`${rule}: ${count(mutants, rule)} mutants, ${count(survivors, rule)} survive${words}`);
  }
  for (const { rule, line, mutator, code, becomes } of unexplained) {
    console.log(`\nunexplained: rules/${rule}.ts:${line} ${mutator}\n  - ${code}\n  + ${becomes}`);
  }
  for (const one of stale) console.log(`\nnot needed any more in accepted.json: ${JSON.stringify(one)}`);
  const sound = mutants.length - refused.size;
  const score = ((sound - survivors.length) / sound) * 100;
  console.log(
    `\n${mutants.length} mutants: ${killed.size} noticed by tests, ${refused.size} refused by the compiler, ` +
      `${survivors.length} survive, of which ${survivors.length - unexplained.length} are explained; ` +
      `score ${score.toFixed(1)} % (of those that compile)`,
  );
}
