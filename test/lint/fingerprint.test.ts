import { expect, test } from 'vitest';
import { fingerprint } from '../../src/lint/fingerprint.js';

test('it tells places apart that only the far end of a long path does', () => {
  const key = 'k'.repeat(100_000);
  const prints = [
    [key, 0],
    [key, 1],
    [`${key}k`, 0],
    [`${key.slice(1)}l`, 0],
  ].map((at) => fingerprint('schema', 'plan.json', at, 1));
  expect(new Set(prints).size).toBe(prints.length);
});
