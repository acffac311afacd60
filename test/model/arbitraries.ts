import * as fc from 'fast-check';
import type { Seeds } from './history.js';

/** Decisions, each a number: what is left out of the list is decided in the simplest way, so that histories shrink. */
export const decisions = (most: number): fc.Arbitrary<number[]> =>
  fc.noBias(fc.array(fc.nat({ max: 0xffff }), { maxLength: most, size: 'max' }));

/** What a history is made of; `most` decisions for its first version. */
export const seeds = (most = 240): fc.Arbitrary<Seeds> =>
  fc.record({
    start: decisions(most),
    steps: fc.noBias(fc.array(decisions(80), { maxLength: 6, size: 'max' })),
  });

/** A document that changes beside the one that a test is about. */
export interface Companion {
  readonly which: number;
  readonly seeds: Seeds;
}

export const companions: fc.Arbitrary<Companion[]> = fc.noBias(
  fc.array(fc.record({ which: fc.nat({ max: 0xff }), seeds: seeds(60) }), { maxLength: 2, size: 'max' }),
);

/** Which of the steps at which a change could be illegal, and which of the ways to make it so. */
export const picks: fc.Arbitrary<[number, number]> = fc.tuple(fc.nat({ max: 0xffff }), fc.nat({ max: 0xffff }));
