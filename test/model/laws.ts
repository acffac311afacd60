import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { companions, picks, seeds } from './arbitraries.js';
import { check } from './checking.js';
import { HISTORIES, IS_SOAK, TIME } from './extent.js';
import { type History, isSound, type Outline, writeHistory } from './history.js';
import type { Expected } from './mutations/mutation.js';
import type { Subject } from './places.js';
import { writeSession } from './session.js';
import { planMutation, type Sort, SORTS } from './sorts.js';
import { tell, textsOf } from './telling.js';
import { differenceOf, UNSEEN, unseenIn } from './unseen.js';

/** Histories for each sort of illegal change. */
const A_SORT = Math.ceil(HISTORIES / SORTS.length);

/** As many histories more, as often as this, for a change that none of those before could have. */
const MORE = 10;
const MOST_TRIES = 40;

/** How long to look at one sort, in milliseconds: only what fails is made smaller and smaller for so long. */
const LONGEST = 15_000;

/** The rule about the time of a commit: the vocabulary says nothing of commits, and these histories have none. */
const ABOUT_COMMITS = 'updated-at-after-commit';

const RULES_ABOUT_CHANGES = RULES.filter(({ id, step, change }) => (step ?? change) && id !== ABOUT_COMMITS).map(
  ({ id }) => id,
);

/** What was looked at. */
interface Tally {
  histories: number;
  documents: number;
  steps: number;
  mutated: number;
  /** The rules of what was told, as it had to be. */
  readonly rules: Set<string>;
}

/**
 * States the laws for the documents of some schemas, and looks whether they hold.
 *
 * @param without the rules about changes that have nothing to say of these documents
 *
 * A: of a legal history nothing is told; between sampled versions, only states that were passed unseen.
 * B: of a history with one illegal change exactly that is told, at its step and place.
 */
export function stateLaws(
  title: string,
  belongs: (subject: Subject) => boolean,
  { without = [] }: { readonly without?: readonly string[] } = {},
): void {
  const sorts = SORTS.filter(({ subject }) => belongs(subject));
  const tallies = new Map(sorts.map((sort) => [sort, emptyTally()]));
  const time = (TIME * sorts.length) / SORTS.length;
  const began = performance.now();

  describe(title, () => {
    test.each([...groupsOf(sorts)])(
      '%s, is told, and nothing of what is legal',
      { timeout: 600_000 },
      (_name, group) => {
        for (const sort of group) {
          const tally = tallies.get(sort)!;
          const law = lawsFor(sort, tally);
          const rest = time * ((sorts.indexOf(sort) + 1) / sorts.length) - (performance.now() - began);
          if (rest > 0) fc.assert(law, { numRuns: A_SORT, ...withinTime(Math.min(rest, LONGEST)) });
          for (let tries = 0; tries < MOST_TRIES && tally.mutated === 0; tries += 1) {
            fc.assert(law, { numRuns: MORE, ...withinTime(LONGEST) });
          }
        }
      },
    );

    test('every sort of illegal change was looked at', () => {
      report(title, tallies);
      expect([...tallies].filter(([, { mutated }]) => mutated === 0).map(([{ name }]) => name)).toEqual([]);
      const histories = [...tallies.values()].reduce((sum, tally) => sum + tally.histories, 0);
      if (!IS_SOAK) expect(histories).toBeGreaterThanOrEqual((HISTORIES * sorts.length) / SORTS.length);
    });

    test('every rule about changes was put to the test', () => {
      const told = new Set([...tallies.values()].flatMap(({ rules }) => [...rules]));
      const wanted = RULES_ABOUT_CHANGES.filter((rule) => !without.includes(rule));
      expect([...told].sort()).toEqual(wanted.sort());
    });
  });
}

function emptyTally(): Tally {
  return { histories: 0, documents: 0, steps: 0, mutated: 0, rules: new Set() };
}

function groupsOf(sorts: readonly Sort[]): Map<string, Sort[]> {
  const groups = new Map<string, Sort[]>();
  for (const sort of sorts) {
    const { subject, granularity, keyword } = sort;
    const forbidden = keyword === 'file' ? 'a file must not do' : `${keyword} forbids`;
    const name = `what ${forbidden}, ${granularity}, in ${subject.schema}`;
    groups.set(name, [...(groups.get(name) ?? []), sort]);
  }
  return groups;
}

function withinTime(milliseconds: number): fc.Parameters<unknown> {
  return { includeErrorInReport: true, plugins: [fc.interruptAfterTimeLimit(Math.ceil(milliseconds))] };
}

function lawsFor(sort: Sort, tally: Tally): fc.IProperty<unknown> {
  return fc.property(seeds(), companions, picks, (own, others, which) => {
    const outline: Outline = { ...sort, seeds: own, focus: sort.place };
    const legal = writeSession(outline, others);
    for (const history of legal) expectSound(history);
    for (const rule of expectLegal(legal)) tally.rules.add(rule);
    tally.histories += 1;
    tally.documents += legal.length;
    tally.steps += legal.reduce((sum, { versions }) => sum + versions.length, 0);

    const mutation = planMutation(sort, legal[0], which);
    if (!mutation) return;
    const history = writeHistory(outline, mutation.step, mutation.interfere);
    expectTold([history, ...legal.slice(1)], mutation.step, mutation.expected);
    tally.mutated += 1;
    for (const { rule } of mutation.expected) tally.rules.add(rule);
  });
}

function expectSound(history: History): void {
  for (const { value } of history.versions) {
    if (!isSound(history.subject, value)) throw new Error(`the model wrote what is not valid:\n${tell(history, [])}`);
  }
}

/** Gives the rules of what is told of states that were passed unseen. */
function expectLegal(histories: readonly History[]): string[] {
  const told = check(histories);
  for (const [index, history] of histories.entries()) {
    const wanted = history.granularity === 'sampled' ? unseenIn(history) : [];
    const problem = differenceOf(told[index]!, wanted);
    if (problem !== undefined) expect.fail(`a legal history does not pass: ${problem}\n${tell(history, told[index]!)}`);
  }
  return told.flat().map(({ rule }) => rule);
}

function expectTold(histories: readonly History[], step: number, expected: readonly Expected[]): void {
  const told = check(histories);
  for (const [index, history] of histories.entries()) {
    const list = told[index]!;
    // Law A looks at these.
    const found = history.granularity === 'sampled' ? list.filter(({ rule }) => !UNSEEN.includes(rule)) : list;
    const wanted = (index === 0 ? expected : []).map((one) => ({ ...one, step, file: fileAt(history, step) }));
    if (textsOf(found) === textsOf(wanted)) continue;
    expect.fail(
      `of an illegal change this must be told, and nothing else:\n${textsOf(wanted)}\n${tell(history, list)}`,
    );
  }
}

function fileAt({ versions }: History, step: number): string {
  return versions[step]!.file;
}

/** Says how much was looked at. */
function report(title: string, tallies: ReadonlyMap<Sort, Tally>): void {
  const all = [...tallies.values()];
  const sum = (of: (tally: Tally) => number): string => String(all.reduce((total, tally) => total + of(tally), 0));
  const lines = [
    `${title}: ${sum(({ histories }) => histories)} histories of ${sum(({ documents }) => documents)} documents,`,
    `${sum(({ steps }) => steps)} steps, ${sum(({ mutated }) => mutated)} illegal changes`,
    `of ${String(all.length)} sorts, of each ${String(Math.min(...all.map(({ mutated }) => mutated)))} or more`,
  ];
  console.log(lines.join(' '));
  if (!IS_SOAK) return;
  for (const [{ name }, { mutated }] of tallies) console.log(`  ${name}: ${String(mutated)}`);
}
