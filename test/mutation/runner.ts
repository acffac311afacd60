import path from 'node:path';
import * as fc from 'fast-check';
import { inject, type RunnerTestCase } from 'vitest';
import { VitestTestRunner } from 'vitest/runners';
import { RULES } from '../../rules/index.js';
import type { Rule } from '../../src/lint/rule.js';
import type { Mutant } from './mutant.js';

declare module 'vitest' {
  interface ProvidedContext {
    mutants: MutantName[];
  }
  interface TaskMeta {
    /** The mutants that no test before this one has told from the rule. */
    killed?: number[];
  }
}

type MutantName = Pick<Mutant, 'id' | 'rule'>;

// What is noticed must not hang on what a property is tried with this time.
fc.configureGlobal({ seed: 1 });

/** Loops of a rule that are not over by now never are. */
const MOST_TICKS = 1_000_000;

let ticks = 0;
Object.assign(globalThis, {
  mutationTick() {
    ticks += 1;
    if (ticks > MOST_TICKS) throw new Error('the loops of a mutant do not end');
  },
});

/** The rules by their ids, which a mutant may change. */
const rules = new Map(RULES.map((rule) => [rule.id, rule]));

/** The mutants of each rule that no test has told from it so far; the files of tests share this module. */
let alive: Map<string, Set<number>> | undefined;

/**
 * Runs each test as it is, and then with each mutant of the rule that it is about in place of the rule. A rule is an object
 * that everyone who uses it holds, so what changes is what is in it.
 */
export default class MutationRunner extends VitestTestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = VitestTestRunner.getTestFn(test as never);
    await run();
    alive ??= byRule(inject('mutants'));
    const killed: number[] = [];
    for (const [id, rule] of rulesOf(test)) {
      const left = alive.get(id) ?? new Set();
      for (const mutant of left) {
        if (await passes(run, rule, `../../rules/${id}.ts?mutant=${mutant}`)) continue;
        left.delete(mutant);
        killed.push(mutant);
      }
    }
    if (killed.length > 0) test.meta.killed = killed;
  }
}

/**
 * The rules that a test is about: the one that its file or its name bears. Of those that name none only the ones about the
 * words of all rules count; others try every rule on all that there is, and take too long to be done for each mutant.
 */
function rulesOf({ file, fullTestName }: RunnerTestCase): [string, Rule][] {
  const own = path.basename(file.name, '.test.ts');
  if (rules.has(own)) return [...rules].filter(([id]) => id === own);
  const named = [...rules].filter(([id]) => new RegExp(String.raw`(?<![\w-])${id}(?![\w-])`, 'u').test(fullTestName));
  return named.length === 0 && own === 'words' ? [...rules] : named;
}

/** Whether a test passes with another module in place of a rule. */
async function passes(run: () => unknown, rule: Rule, module: string): Promise<boolean> {
  const original = { ...rule };
  try {
    ticks = 0;
    become(rule, ((await import(module)) as { default: Rule }).default);
    await run();
    return true;
  } catch {
    return false;
  } finally {
    become(rule, original);
  }
}

function become(rule: Rule, other: Rule): void {
  for (const name of Object.keys(rule)) Reflect.deleteProperty(rule, name);
  Object.assign(rule, other);
}

function byRule(mutants: readonly MutantName[]): Map<string, Set<number>> {
  const sets = new Map<string, Set<number>>();
  for (const { id, rule } of mutants) sets.set(rule, (sets.get(rule) ?? new Set()).add(id));
  return sets;
}
