import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { historySteps } from '../../src/history/git/history.js';
import { openRepository } from '../../src/history/git/repository.js';
import { createStepLinter } from '../../src/lint/step-linter.js';
import { displayPath } from '../../src/workspace/paths.js';
import { companions, decisions, picks, seeds } from './arbitraries.js';
import type { Told } from './checking.js';
import { choicesFrom } from './choices.js';
import { HISTORIES } from './extent.js';
import { type History, writeHistory } from './history.js';
import { type Committed, commitHistories, type Comparison } from './repository.js';
import { IN_FILES, writeSession } from './session.js';
import { planMutation, SORTS } from './sorts.js';
import { tell } from './telling.js';
import { differenceOf, UNSEEN, unseenIn } from './unseen.js';

/** Repositories for each law. */
const REPOSITORIES = Math.max(16, Math.ceil(HISTORIES / 500));

/** What fails is made smaller for a while, and told of before the test has to end. */
const LIMITS: fc.Parameters<unknown> = {
  numRuns: REPOSITORIES,
  includeErrorInReport: true,
  plugins: [fc.interruptAfterTimeLimit(40_000)],
};

/** Git pairs a file that was removed with one that came by their likeness, and short ones with another id have little. */
const sorts = SORTS.filter(
  ({ granularity, subject, mutation }) =>
    granularity === 'sampled' &&
    IN_FILES.includes(subject) &&
    (mutation !== 'folder renamed, the id along' || subject.kind === 'session-state'),
);

/** Each sort of change of a file as a whole as often as all other sorts together. */
const sort = fc.oneof(
  fc.constantFrom(...sorts.filter(({ keyword }) => keyword === 'file')),
  fc.constantFrom(...sorts.filter(({ keyword }) => keyword !== 'file')),
);

describe('histories in a repository', () => {
  test('that are legal pass, whichever way they branch and merge', async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(sort, seeds(), companions, decisions(20), async (sort, own, others, ways) => {
        const histories = writeSession({ ...sort, seeds: own, focus: sort.place }, others);
        const committed = commitHistories(histories, choicesFrom(ways));
        const told = await check(committed);
        for (const comparison of committed.comparisons) expectUnseen(comparison, told.get(nameOf(comparison)));
        expect(told.size).toBe(committed.comparisons.length);
        steps += told.size;
      }),
      LIMITS,
    );
    console.log(`repositories: ${String(REPOSITORIES)} of legal histories, ${String(steps)} steps`);
    expect(steps).toBeGreaterThan(REPOSITORIES);
  }, 300_000);

  test('with one illegal change have exactly that told, at its commit and place', async () => {
    let mutated = 0;
    await fc.assert(
      fc.asyncProperty(sort, seeds(), companions, picks, decisions(20), async (sort, own, others, which, ways) => {
        const outline = { ...sort, seeds: own, focus: sort.place };
        const [legal, ...beside] = writeSession(outline, others);
        const mutation = planMutation(sort, legal, which);
        if (!mutation) return;
        const history = writeHistory(outline, mutation.step, mutation.interfere);
        const committed = commitHistories([history, ...beside], choicesFrom(ways), mutation.step);
        const told = await check(committed);
        for (const comparison of committed.comparisons) {
          const isIllegal = comparison.history === history && comparison.to === mutation.step;
          const found = told.get(nameOf(comparison))?.filter(({ rule }) => !UNSEEN.includes(rule));
          const brief = found?.map(({ rule, severity, pointer }) => ({ rule, severity, pointer }));
          expect(brief, tell(comparison.history, [])).toEqual(isIllegal ? mutation.expected : []);
        }
        expect(told.size).toBe(committed.comparisons.length);
        mutated += 1;
      }),
      LIMITS,
    );
    console.log(`repositories: ${String(REPOSITORIES)} more, ${String(mutated)} of them with one illegal change`);
    expect(mutated).toBeGreaterThan(REPOSITORIES / 10);
  }, 300_000);
});

/** What is told of each step that is found. */
async function check({ root }: Committed): Promise<Map<string, Told[]>> {
  const repository = await openRepository(root);
  if ('reason' in repository) throw new Error(repository.reason);
  const display = (file: string): string => displayPath(root, file);
  const { steps, untold } = historySteps(repository, { includes: () => true, display, limits: DEFAULT_LIMITS });
  const linter = createStepLinter(RULES);
  const told = new Map<string, Told[]>();
  for await (const step of steps) {
    if (step.source.type !== 'git') throw new Error('a step that is not from git');
    const { commit, parent } = step.source;
    const name = [commit, parent, (step.after ?? step.before)?.file].join(' ');
    if (told.has(name)) throw new Error(`the step ${name} is found twice`);
    const found = linter
      .step(step)
      .map(({ ruleId: rule, severity, pointer, file }) => ({ rule, severity, pointer, file, step: 1 }));
    told.set(name, found);
  }
  expect(untold).toEqual([]);
  return told;
}

/** As `check` names steps. */
function nameOf({ history: { versions }, to, commit, parent }: Comparison): string {
  return [commit, parent, versions[to]!.file].join(' ');
}

/** Of a legal change only the states that were passed unseen are told. */
function expectUnseen({ history, from, to }: Comparison, told: readonly Told[] | undefined): void {
  const versions = [...(from < 0 ? [] : [history.versions[from]!]), history.versions[to]!];
  const pair: History = { ...history, versions };
  const last = versions.length - 1;
  const unseen = unseenIn(pair).filter(({ step }) => step === last);
  const problem = told
    ? differenceOf(
        told.map((one) => ({ ...one, step: last })),
        unseen,
      )
    : 'the step is not found';
  if (problem !== undefined) expect.fail(`${problem}\n${tell(pair, told ?? [])}`);
}
