import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countProperties, findTooDeep, mayHoldLoneSurrogate } from '../../src/document/scan.js';
import { survey } from '../../src/document/survey.js';

describe('the number of properties', () => {
  const exact = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const inside = Object.values(value).reduce<number>((sum, item) => sum + exact(item), 0);
    return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
  };

  it('is exact where strings hold no colon', () => {
    const stringUnit = fc.constantFrom('"', '\\', '{', 'a', ' ');
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit }), fc.constantFrom('', '\t'), (value, space) => {
        expect(countProperties(JSON.stringify(value, null, space))).toBe(exact(value));
      }),
    );
  });

  it('is exact where a colon in a string follows neither its beginning nor a quote', () => {
    expect(countProperties(String.raw`{"a" : "at 12:30: go", "b:c": ["\", "x":"], "\":1}`)).toBe(3);
  });

  it('is never too small', () => {
    const key = fc.array(fc.constantFrom('"', '\\', ':', ' ', 'a'), { maxLength: 5 }).map((parts) => parts.join(''));
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, key, fc.array(tie('any')), fc.dictionary(key, tie('any'))),
    })).any;
    fc.assert(
      fc.property(value, fc.constantFrom('', '\t'), (any, space) => {
        expect(countProperties(JSON.stringify(any, null, space))).toBeGreaterThanOrEqual(exact(any));
      }),
    );
  });

  it('of a value is counted at every depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(survey(value, 256).properties).toBe(exact(value));
      }),
    );
  });
});

describe('depth', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

  it('is the same in a text and in its value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: fc.constantFrom('{', '[', '"', '\\', ']') }),
        fc.nat(5),
        (value, limit) => {
          const tooDeep = depthOf(value) > limit;
          expect(findTooDeep(JSON.stringify(value), limit) >= 0).toBe(tooDeep);
          expect(survey(value, limit).tooDeep).toBe(tooDeep);
        },
      ),
    );
  });

  it('is not counted in a string that never ends', () => {
    expect(findTooDeep('["[[[[', 2)).toBe(-1);
  });
});

test.each([
  ['a', false],
  [String.raw`\u00e4`, false],
  [String.raw`\ud83d\ude00`, false],
  [String.raw`\ud83d`, true],
  [String.raw`\\ud83d`, true],
])('a text with %s may hold half a surrogate pair: %s', (text, expected) => {
  expect(mayHoldLoneSurrogate(text)).toBe(expected);
});
