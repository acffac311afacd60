import { describe, expect, test } from 'vitest';
import { diagnose, lintFiles, printed, readTree } from '../support/lint-fixture.js';
import { type Plan, PLAN_FILE, planOf } from '../support/plan.js';

test('a state that fits its schema has no finding', async () => {
  expect(await diagnose(await readTree('rules/schema/passes'))).toEqual([]);
});

test('a state with one misspelt value has one finding', async () => {
  expect((await diagnose(await readTree('rules/schema/fails'))).map(printed)).toEqual([
    'agents/sessions/2026-02-21_ferry-prices_n5t9c2/state.json:7:13  error  status is "activ"; it must be "active", "idle", "in_progress", "paused", "failed" or "complete"; did you mean "active"?  schema',
  ]);
});

describe('one mistake is one finding, in words', () => {
  const cases: Record<string, [change: (plan: Plan) => void, pointer: string, message: string]> = {
    'a value of another type': [
      (plan) => Object.assign(plan.checkpoints[0]!, { id: '1' }),
      '/checkpoints/0/id',
      'checkpoints[0].id is a string; it must be an integer',
    ],
    'a word of another list': [
      (plan) => (plan.checkpoints[0]!.status = 'abandoned'),
      '/checkpoints/0/status',
      'checkpoints[0].status is "abandoned"; it must be one of "pending", "in_progress", "blocked", "complete" or null',
    ],
    'a time without an offset': [
      (plan) => (plan.created_at = '2026-03-09 08:15'),
      '/created_at',
      'created_at is "2026-03-09 08:15"; it must be an RFC 3339 date-time with an offset, such as 2026-03-01T09:30:00Z',
    ],
    'an id of another form': [
      (plan) => (plan.checkpoints[0]!.task_groups[0]!.id = 'first'),
      '/checkpoints/0/task_groups/0/id',
      `checkpoints[0].task_groups[0].id is "first"; it must be the id of a task group: its checkpoint's id, a dot, its own number, such as 1.2`,
    ],
    'a property that is missing': [
      (plan) => Reflect.deleteProperty(plan.checkpoints[0]!, 'title'),
      '/checkpoints/0',
      'property "title" is missing in checkpoints[0]',
    ],
    'a property whose name is misspelt': [
      ({ checkpoints: [checkpoint] }) => {
        Reflect.deleteProperty(checkpoint!, 'status');
        Object.assign(checkpoint!, { statsu: 'pending' });
      },
      '/checkpoints/0/statsu',
      'unknown property "statsu" in checkpoints[0] where "status" is missing; did you mean "status"?',
    ],
  };

  test.each(Object.entries(cases))('%s', async (_name, [change, pointer, message]) => {
    const plan = planOf([[[1]]]);
    change(plan);
    const found = await lintFiles({ [PLAN_FILE]: plan });
    expect(found.map((one) => [one.pointer, one.message, one.rule])).toEqual([[pointer, message, 'schema']]);
  });
});
