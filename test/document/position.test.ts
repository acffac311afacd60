import { describe, expect, test } from 'vitest';
import { fromPointer, nameOf, toPointer, valueAt } from '../../src/document/position.js';

describe('a pointer that would be too long', () => {
  test.each<[path: (string | number)[], longest: number, pointer: string]>([
    [['a', 'b'], 4, '/a/b'],
    [['a', 'b'], 3, '/a'],
    [['a', 0, 'c'], 2, '/a'],
    [['abc'], 3, ''],
    [['a', '~'], 4, '/a'],
    [['a', '~'], 5, '/a/~0'],
    [['a', 'long', 'b'], 4, '/a'],
  ])('%j in %d characters is %j', (path, longest, pointer) => {
    expect(toPointer(path, longest)).toBe(pointer);
  });

  test('leads to a value around', () => {
    const key = 'k'.repeat(1_000_000);
    const root = { a: { [key]: 1 } };
    expect(valueAt(root, fromPointer(toPointer(['a', key], 4096), root))).toBe(root.a);
  });
});

test('a name shows no more of a long key than its beginning', () => {
  expect(nameOf(['a', 'k'.repeat(1_000_000), 3])).toBe(`a.${'k'.repeat(200)}…[3]`);
});
