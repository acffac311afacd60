import { expect, test } from 'vitest';
import { isBuilt, isWritten } from '../../src/schema/plan-status.js';

test.each([
  ['draft', false],
  ['in_progress', false],
  ['complete', true],
  ['completed', true],
  ['finalized', true],
  [null, false],
  [undefined, false],
])('a plan whose status is %s is written to its end: %s', (status, written) => {
  expect(isWritten(status)).toBe(written);
});

test.each([
  ['pending', false],
  ['blocked', false],
  ['complete', true],
  ['completed', true],
  // A word of the plan's own status, not of a checkpoint's.
  ['finalized', false],
  [null, false],
  [undefined, false],
])('a checkpoint whose status is %s is built: %s', (status, built) => {
  expect(isBuilt(status)).toBe(built);
});
