import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { diagnoseChanges, readChanges } from '../support/lint-steps.js';
import { createRepository } from '../support/repository.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const RULE = 'updated-at-after-commit';
const FILE = `${SESSIONS.v2}/state.json`;

test('a time before the commit has no finding', async () => {
  expect(diagnoseChanges(await readChanges('rules/updated-at-after-commit/passes'))).toEqual([]);
});

test('tells of a time after the commit', async () => {
  const found = diagnoseChanges(await readChanges('rules/updated-at-after-commit/fails'));
  expect(found.map(({ ruleId, severity, pointer }) => [ruleId, severity, pointer])).toEqual([
    [RULE, 'warning', '/updated_at'],
  ]);
});

/** States of a session, by their `updated_at`. */
const stateAt = (time: string): unknown => sessionOf('v2', { '/updated_at': time })[FILE];

test.each<[string, string | undefined, string, string | undefined, boolean]>([
  ['within what clocks differ by', undefined, '2026-03-04T16:05:00Z', '2026-03-04T17:00:00+01:00', false],
  ['beyond', undefined, '2026-03-04T16:06:00Z', '2026-03-04T17:00:00+01:00', true],
  [
    'that was there before, which the commit before tells',
    '2026-03-04T18:00:00Z',
    '2026-03-04T18:00:00Z',
    '2026-03-04T16:00:00Z',
    false,
  ],
  [
    'that moved on to another one after it',
    '2026-03-04T18:00:00Z',
    '2026-03-04T19:00:00Z',
    '2026-03-04T16:00:00Z',
    true,
  ],
  ['that is no time', undefined, 'later', '2026-03-04T16:00:00Z', false],
  ['of no commit', undefined, '2026-03-04T19:00:00Z', undefined, false],
])('a time %s', (_description, was, is, committed, told) => {
  const change = {
    before: was === undefined ? {} : { [FILE]: stateAt(was) },
    after: { [FILE]: was === undefined ? stateAt(is) : { ...(stateAt(is) as object), topic: 'Another' } },
    granularity: 'sampled' as const,
    committed,
  };
  expect(diagnoseChanges([change]).some(({ ruleId }) => ruleId === RULE)).toBe(told);
});

test('commits tell their own time in a history, and what is staged has none', async () => {
  const repository = createRepository();
  repository.write(FILE, stateAt('2028-01-01T00:00:00Z'));
  const options = { cwd: repository.root, config: false as const };
  repository.git('add', '--all');
  const staged = await check({ ...options, changes: { type: 'staged' } });
  expect(staged.diagnostics.map(({ ruleId }) => ruleId)).not.toContain(RULE);
  repository.commit();
  const committed = repository.git('log', '--format=%cI');
  const { diagnostics } = await check({ ...options, changes: { type: 'history' } });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ message }) => message)).toEqual([
    expect.stringContaining(`the commit was made at "${committed}"`),
  ]);
});

test('a commit that is amended is judged by when that was done', async () => {
  const repository = createRepository();
  repository.write(FILE, stateAt('2026-06-01T10:00:00Z'));
  // The author's date, which an amended commit keeps, lies before.
  repository.commit();
  expect(repository.git('log', '--format=%aI')).toContain('2026-03-04');
  const { diagnostics } = await check({ cwd: repository.root, config: false, changes: { type: 'history' } });
  expect(diagnostics.map(({ ruleId }) => ruleId)).not.toContain(RULE);
});
