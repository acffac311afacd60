import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePlanOf } from '../../../src/schema/vocabulary/change-plan.js';
import { isSame, textOf } from '../../../src/schema/vocabulary/equality.js';
import { saidOfDocument } from '../../../src/schema/vocabulary/places.js';
import { resolverFor } from '../../../src/schema/vocabulary/subschemas.js';

const TIME = { format: 'date-time' };
const WORK = {
  'x-lifecycle': { initial: ['pending'], transitions: { pending: ['done'], done: [] }, aliases: { open: 'pending' } },
};
const PLAN = changePlanOf(
  {
    properties: { at: TIME, work: WORK, inner: { $ref: '#' }, all: { items: { $ref: '#' } } },
    additionalProperties: TIME,
  },
  resolverFor([]),
);
const ROOT = saidOfDocument(PLAN);

/** Few different words, so that equal values are met. */
const word = fc.constantFrom(
  'pending',
  'open',
  'done',
  '@29543010:0.',
  '2026-03-04T09:30:00Z',
  '2026-03-04T10:30:00.0+01:00',
  '2016-12-31T23:59:60Z',
);
const leaf = fc.oneof(word, fc.constantFrom(0, -0, 1, null, true));
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('document'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('at', 'work', 'inner', 'all', 'x', '__proto__'), tie('document'), { maxKeys: 3 }),
  ),
}));

test('two values have a text in common when, and only when, they are the same', () => {
  let same = 0;
  fc.assert(
    fc.property(document, document, (a, b) => {
      const equal = isSame(PLAN, ROOT, a, b);
      if (equal) same += 1;
      expect(textOf(PLAN, ROOT, a) === textOf(PLAN, ROOT, b)).toBe(equal);
    }),
    { numRuns: 3000 },
  );
  expect(same).toBeGreaterThan(50);
});

test('a value is the same as its copy with every object in another order', () => {
  fc.assert(
    fc.property(document, (value) => {
      expect(isSame(PLAN, ROOT, value, reversed(value))).toBe(true);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
