import type { Granularity } from '../../src/schema/vocabulary/changes.js';
import { type ChangeKeyword, VOCABULARY } from '../../src/schema/vocabulary/keywords.js';
import { KINDS } from '../../src/schema/kinds.js';
import type { Choices } from './choices.js';
import { FILE_MUTATIONS, type Outcome } from './mutations/files.js';
import type { History, Interference, Version } from './history.js';
import type { Circumstances, Expected, Mutation } from './mutations/mutation.js';
import { MUTATIONS } from './mutations/mutations.js';
import { pairsIn } from './pairs.js';
import { type Subject, SUBJECTS } from './places.js';
import { type Shape, shapesIn } from './shape.js';

/** One sort of illegal change: of what, where, how, and between what sort of versions. */
export interface Sort {
  readonly name: string;
  readonly subject: Subject;
  readonly granularity: Granularity;
  /** The place that it is about; empty for the whole file. */
  readonly place: string;
  /** The states that its place should come to for it to be possible. */
  readonly goals: readonly string[];
  /** The keyword that forbids it; `file` where that is a rule about files. */
  readonly keyword: ChangeKeyword | 'file';
  readonly mutation: string;
  /** The ways to make a change illegal so; none where it cannot be. */
  readonly ways: (before: Version | undefined, after: Version) => Way[];
}

/** Makes the later version illegal and says what must be told of it. */
type Way = (choices: Choices) => Outcome;

/** Every sort of illegal change that the schemas' keywords and the kinds' files admit. */
export const SORTS: readonly Sort[] = SUBJECTS.flatMap((subject) =>
  (['exact', 'sampled'] as const).flatMap((granularity) => [
    ...[...shapesIn(subject.shape)].flatMap((shape) =>
      VOCABULARY.filter((keyword) => shape.said[keyword] !== undefined).flatMap((keyword) =>
        MUTATIONS[keyword]
          .filter((mutation) => mutation.fits(shape, granularity))
          .map((mutation) => placeSort(subject, granularity, shape, keyword, mutation)),
      ),
    ),
    ...FILE_MUTATIONS.filter(({ fits }) => fits(KINDS[subject.kind], granularity)).map(({ name, at }): Sort => ({
      name: `${subject.schema}: ${name}, ${granularity}`,
      subject,
      granularity,
      place: '',
      goals: [],
      keyword: 'file',
      mutation: name,
      ways: (before, after) => (before ? [() => at(subject, before, after, granularity)] : []),
    })),
  ]),
);

function placeSort(
  subject: Subject,
  granularity: Granularity,
  { place, machine }: Shape,
  keyword: ChangeKeyword,
  mutation: Mutation,
): Sort {
  return {
    name: `${subject.schema} ${place}: ${mutation.name}, ${granularity}`,
    subject,
    granularity,
    place,
    goals: (machine && mutation.from?.(machine, granularity)) ?? [],
    keyword,
    mutation: mutation.name,
    ways(before, after) {
      const { idAt, marks } = subject;
      const circumstances: Circumstances = { granularity, isCreation: !before, idAt, marks };
      return [...pairsIn(subject.shape, before?.value, after.value, place)].flatMap((pair) => {
        const way = mutation.at(pair, circumstances);
        // What holds the value is a part of the version: it is changed in place.
        return way ? [(choices: Choices) => ({ expected: way(choices), version: after })] : [];
      });
    },
  };
}

/** A history with one illegal change, and what must be told of it. */
export interface Mutated {
  readonly step: number;
  readonly expected: readonly Expected[];
  readonly interfere: Interference;
}

/**
 * Plans one illegal change for a history.
 *
 * @param picks which of the steps where it is possible, and which of the ways
 */
export function planMutation(
  { ways }: Sort,
  { versions }: History,
  picks: readonly [number, number],
): Mutated | undefined {
  const steps = [...versions.keys()].filter((step) => ways(versions[step - 1], versions[step]!).length > 0);
  const step = steps[picks[0] % Math.max(steps.length, 1)];
  if (step === undefined) return undefined;
  const expected: Expected[] = [];
  return {
    step,
    expected,
    interfere(_step, before, after, choices) {
      const possible = ways(before, after);
      const way = possible[picks[1] % Math.max(possible.length, 1)];
      if (!way) throw new Error('the model lost the way to make this change illegal');
      const made = way(choices);
      expected.splice(0, expected.length, ...made.expected);
      return made.version;
    },
  };
}
