import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareOrdered } from '../../../src/schema/vocabulary/order.js';

describe('the order of numbers and decimal strings', () => {
  test('is that of numbers, in any writing', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const written = (value: number): fc.Arbitrary<number | string> => fc.constantFrom(value, JSON.stringify(value));
    const pair = fc
      .tuple(finite, finite)
      .chain(([a, b]) => fc.tuple(fc.constant(a < b ? -1 : a > b ? 1 : 0), written(a), written(b)));
    fc.assert(
      fc.property(pair, ([sign, a, b]) => {
        expect(Math.sign(compareOrdered(a, b)!) + 0).toBe(sign);
      }),
    );
  });

  test('is that of whole numbers beyond what a number holds', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        expect(Math.sign(compareOrdered(String(a), String(b))!) + 0).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test.each([
    ['12.50', 12.5],
    ['1e3', 1000],
    ['-0.00', 0],
    ['0.0000001', 1e-7],
    ['1000000000000000000000', 1e21],
  ])('%j is %d', (text, number) => {
    expect(compareOrdered(text, number)).toBe(0);
  });

  test.each([
    ['much', 1],
    ['', 0],
    [' 1', 1],
    ['0x10', 16],
    ['1.', 1],
    ['007', 7],
    [null, 0],
    [true, 1],
    [[1], 1],
    [Infinity, 1],
    ['2026-03-04T09:30:00Z', 2026],
    ['2026-03-04', '2026-03-05'],
  ])('%j and %j have none', (a, b) => {
    expect(compareOrdered(a, b)).toBeUndefined();
  });
});
