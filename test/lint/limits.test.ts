import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, MOST_BYTES } from '../../src/document/document.js';
import { limitsOf } from '../../src/lint/limits.js';
import { Fault } from '../../src/lint/fault.js';

test('without a size the usual limits hold', () => {
  expect(limitsOf(undefined)).toEqual(DEFAULT_LIMITS);
});

test.each([1, 64 * 1024 * 1024, MOST_BYTES])('%d bytes can be the largest document', (size) => {
  expect(limitsOf(size)).toEqual({ ...DEFAULT_LIMITS, maxBytes: size });
});

describe('no limit is made of', () => {
  test.each<[unknown, string]>([
    [0, '0'],
    [-1, '-1'],
    [1.5, '1.5'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [MOST_BYTES + 1, '268435457'],
    ['x', 'string'],
    [null, 'object'],
  ])('%s', (size, shown) => {
    const make = (): unknown => limitsOf(size as number);
    expect(make).toThrow(Fault);
    expect(make).toThrow(`maxFileSize is ${shown}; it must be a whole number of bytes from 1 to 268435456`);
  });
});
