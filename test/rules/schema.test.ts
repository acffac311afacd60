import schema from '../../rules/schema.js';
import { describe, expect, test } from 'vitest';
import { diagnose, lintFiles, printed, readTree } from '../support/lint-fixture.js';
import { type Plan, PLAN_FILE, planOf } from '../support/plan.js';

test('a state that fits its schema has no finding', async () => {
  expect(await diagnose(await readTree('rules/schema/passes'))).toEqual([]);
});

test('a state with two mistakes has two findings', async () => {
  expect((await diagnose(await readTree('rules/schema/fails'))).map(printed)).toEqual([
    'agents/sessions/2026-02-21_ferry-prices_n5t9c2/state.json:7:13  error  status is "activ"; it must be "active", "idle", "in_progress", "paused", "failed" or "complete"; did you mean "active"?  schema',
    'agents/sessions/2026-02-21_ferry-prices_n5t9c2/state.json:34:19  error  spec.started_at is "2026-02-21T09:05:00"; it must be an RFC 3339 date-time with an offset, such as 2026-03-01T09:30:00Z  schema',
  ]);
});

describe('a time without an offset', () => {
  const local = '2026-03-09T11:40:00';
  test.each<[what: string, created: string, updated: string, mended: string | undefined]>([
    ['gets the one that the others have', '2026-03-09T08:15:00+02:00', local, `${local}+02:00`],
    ['gets Z where they have it', '2026-03-09T08:15:00Z', local, `${local}Z`],
    ['keeps its fraction', '2026-03-09T08:15:00Z', `${local}.250`, `${local}.250Z`],
    ['gets none where no time has one', '2026-03-09T08:15:00', local, undefined],
    ['gets none where it is said not to be known', '2026-03-09T08:15:00-00:00', local, undefined],
    ['gets none where more is wrong with it', '2026-03-09T08:15:00Z', '2026-03-09 11:40', undefined],
    ['gets none where something stands before it', '2026-03-09T08:15:00Z', `on ${local}`, undefined],
    ['gets none where something stands behind it', '2026-03-09T08:15:00Z', `${local} or so`, undefined],
    ['gets none where it is no time', '2026-03-09T08:15:00Z', 'yesterday', undefined],
  ])('%s', (_what, created_at, updated_at, mended) => {
    const plan = { ...planOf([[[0]]]), created_at, updated_at };
    const mistake = { keyword: 'format', message: 'format', at: ['updated_at'], on: 'value' as const, data: {} };
    const fix = schema.mend?.(mistake, { schema: 'plan-v2', text: '', value: plan });
    expect(fix).toEqual(mended === undefined ? undefined : [{ at: ['updated_at'], set: mended }]);
  });

  test('gets none where no time belongs', () => {
    const plan = { ...planOf([[[0]]]), status: local };
    plan.checkpoints[0]!.task_groups[0]!.id = local;
    for (const [message, at] of [
      ['enum', ['status']],
      ['pattern', ['checkpoints', 0, 'task_groups', 0, 'id']],
    ] as const) {
      const mistake = { keyword: message, message, at, on: 'value' as const, data: {} };
      expect(schema.mend?.(mistake, { schema: 'plan-v2', text: '', value: plan })).toBeUndefined();
    }
  });

  test('gets none where the others differ, unless all of them say UTC', () => {
    const mend = (...times: string[]): unknown => {
      const notes = times.map((timestamp) => ({ timestamp }));
      const mistake = {
        keyword: 'format',
        message: 'format',
        at: ['notes', 0, 'timestamp'],
        on: 'value' as const,
        data: {},
      };
      return schema.mend?.(mistake, { schema: 'dev-notes', text: '', value: { notes } });
    };
    expect(mend(local, '2026-03-09T08:15:00Z', '2026-03-09T08:15:00+01:00')).toBeUndefined();
    expect(mend(local, '2026-03-09T08:15:00+00:00', '2026-03-09T08:15:00Z')).toEqual([
      { at: ['notes', 0, 'timestamp'], set: `${local}+00:00` },
    ]);
  });
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
      'checkpoints[0].status is "abandoned"; it must be "pending", "in_progress", "blocked", "complete" or null',
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
