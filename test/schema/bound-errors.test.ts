import { expect, test } from 'vitest';
import { addError, MOST_ERRORS } from '../../src/schema/bound-errors.js';
import { loadValidator } from '../../src/schema/generated/validators.js';
import type { SchemaError } from '../../src/schema/validate.js';

const at = '2026-03-09T08:15:00Z';
const valid = { session_id: 'x', created_at: at, updated_at: at, status: 'complete', checkpoints: [] };

test('a document with a million wrong places has no more errors than are collected, and it is told', async () => {
  const validate = await loadValidator['plan-v2']();
  expect(validate({ ...valid, checkpoints: new Array(1_000_000).fill(1) })).toBe(false);
  expect([validate.errors?.length, validate.stopped]).toEqual([MOST_ERRORS, true]);
});

test('also where they are deep inside', async () => {
  const validate = await loadValidator['plan-v2']();
  const actions = new Array(1_000_000).fill({ id: 1 });
  const checkpoint = { id: 1, title: 't', status: 'pending', task_groups: [{ tasks: [{ actions }] }] };
  expect(validate({ ...valid, checkpoints: [checkpoint] })).toBe(false);
  expect(validate.errors?.length).toBeLessThanOrEqual(MOST_ERRORS);
  expect(validate.stopped).toBe(true);
});

test('just as many errors as are collected are all there are', async () => {
  const validate = await loadValidator['plan-v2']();
  expect(validate({ ...valid, checkpoints: new Array(MOST_ERRORS).fill(1) })).toBe(false);
  expect([validate.errors?.length, validate.stopped]).toEqual([MOST_ERRORS, false]);
});

test('that a condition does not hold is no error, and taken back: it stops nothing', () => {
  const error: SchemaError = { instancePath: '/a', keyword: 'type', params: {} };
  const found = new Array<SchemaError>(MOST_ERRORS).fill(error);
  addError(found, {} as SchemaError);
  expect(found.pop()).toEqual({});
  expect(() => {
    addError(found, error);
  }).toThrow('more errors than are collected');
});

test('a document after such a one is judged by itself', async () => {
  const validate = await loadValidator['plan-v2']();
  validate({ ...valid, checkpoints: new Array(MOST_ERRORS + 1).fill(1) });
  expect([validate(valid), validate.errors, validate.stopped]).toEqual([true, null, false]);
});
