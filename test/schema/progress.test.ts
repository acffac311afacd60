import { describe, expect, test } from 'vitest';
import { completedIn, progressOf } from '../../src/schema/progress.js';

describe('how far a plan is built', () => {
  test('stands in build_progress in the second version', () => {
    const build_progress = { checkpoints_total: 4, checkpoints_completed: [1, 2], current_checkpoint: 3 };
    expect(progressOf({ schema: 'session-state-v2', value: { build_progress } })).toEqual({
      at: ['build_progress'],
      total: 4,
      completed: [1, 2],
      current: 3,
    });
  });

  test.each(['session-state-v1', 'session-state-v3'] as const)('stands in plan_state in %s', (schema) => {
    const plan_state = {
      checkpoints_total: 4,
      checkpoints_detailed: 2,
      checkpoints_completed: [1],
      current_checkpoint: 2,
    };
    expect(progressOf({ schema, value: { plan_state } })).toEqual({
      at: ['plan_state'],
      total: 4,
      detailed: 2,
      completed: [1],
      current: 2,
    });
  });

  test.each([null, 0])('has no total while that is written as %s', (checkpoints_total) => {
    const { total } = progressOf({ schema: 'session-state-v2', value: { build_progress: { checkpoints_total } } });
    expect(total).toBeUndefined();
  });

  test('has no current checkpoint after the last', () => {
    const build_progress = { checkpoints_total: 1, checkpoints_completed: [1], current_checkpoint: null };
    expect(progressOf({ schema: 'session-state-v2', value: { build_progress } })).not.toHaveProperty('current');
  });

  test('keeps the place of an id that does not fit the schema', () => {
    const plan_state = { checkpoints_completed: [1, undefined, 3] };
    expect(progressOf({ schema: 'session-state-v1', value: { plan_state } }).completed).toEqual([1, undefined, 3]);
  });

  test.each([null, undefined])('is unknown where plan_state is %s', (plan_state) => {
    expect(progressOf({ schema: 'session-state-v3', value: { plan_state } })).toEqual({ at: ['plan_state'] });
  });
});

describe('the checkpoints completed', () => {
  type Case = [completed: (number | undefined)[] | undefined, total: number | undefined, ids: number[] | undefined];
  test.each<Case>([
    [[2, 1, 2], 3, [2, 1]],
    [[], 3, []],
    [[1, 9], undefined, [1, 9]],
    [[1, 4], 3, undefined],
    [[0], undefined, undefined],
    [[1, undefined], 3, undefined],
    [undefined, 3, undefined],
  ])('of %j, of %j in all, are %j', (completed, total, ids) => {
    const done = completedIn({ at: [], ...(completed && { completed }), ...(total !== undefined && { total }) });
    expect(done && [...done]).toEqual(ids);
  });
});
