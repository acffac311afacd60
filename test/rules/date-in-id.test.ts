import { describe, expect, it } from 'vitest';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';
import { RUN_FILE, runOf } from '../support/research.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

it('ids with the day of the creation, or with no day, have no finding', async () => {
  expect(await lintTree('rules/date-in-id/passes')).toEqual([]);
});

it('tells of a session and of research with another day', async () => {
  const found = await lintTree('rules/date-in-id/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'warning',
      '/id',
      2,
      'id is "csv-dialects_20250304" but created_at is "2026-03-04T09:10:00+00:00"; the day in an id is that of the creation',
    ],
    [
      'warning',
      '/session_id',
      3,
      'session_id is "2026-03-14_export-to-csv_k3m9q2" but created_at is "2026-03-04T09:00:00+00:00"; the day in an id is that of the creation',
    ],
  ]);
});

describe('an id', () => {
  type Case = [id: string, created: string, isTold: boolean];
  const cases: Case[] = [
    // The last instant of the day after, and the first of the one after that; likewise before.
    ['2026-03-04_export-to-csv_k3m9q2', '2026-03-05T23:59:59Z', false],
    ['2026-03-04_export-to-csv_k3m9q2', '2026-03-06T00:00:00Z', true],
    ['2026-03-04_export-to-csv_k3m9q2', '2026-03-03T00:00:00Z', false],
    ['2026-03-04_export-to-csv_k3m9q2', '2026-03-02T23:59:59Z', true],
    // Whatever zone the time is written in.
    ['2026-03-04_export-to-csv_k3m9q2', '2026-03-06T01:00:00+02:00', false],
    ['2026-02-28_export-to-csv_k3m9q2', '2026-03-01T12:00:00Z', false],
    ['research_pump-noise_20260304_093000', '2026-03-04T09:30:00Z', false],
    ['research_pump-noise_20260204_093000', '2026-03-04T09:30:00Z', true],
    ['export-to-csv', '2026-03-04T09:30:00Z', false],
    ['2026-13-41_export-to-csv_k3m9q2', '2026-03-04T09:30:00Z', false],
    ['report-2025-01-01', '2026-03-04T09:30:00Z', false],
    ['report-2025-01-01_again', '2026-03-04T09:30:00Z', false],
    ['copy_20250304_of-it', '2026-03-04T09:30:00Z', false],
    ['part_12345678901234', '2026-03-04T09:30:00Z', false],
  ];
  it.each(cases)('%s of a session created at %s: %s', async (id, created, isTold) => {
    const state = sessionOf('v2', { '/session_id': id, '/created_at': created, '/updated_at': '2026-05-01T12:00:00Z' })[
      `${SESSIONS.v2}/state.json`
    ];
    const found = await lintFiles({ [`agents/sessions/${id}/state.json`]: state! });
    expect(found.some(({ rule }) => rule === 'date-in-id')).toBe(isTold);
  });
});

it('says nothing of a creation that is after the last change, which timestamps-in-order tells', async () => {
  const found = await lintFiles(sessionOf('v2', { '/created_at': '2026-05-01T12:00:00Z' }));
  expect(found.map(({ rule }) => rule)).toEqual(['timestamps-in-order']);
});

it.each(['/completed_at', '/research_plan/created_at'])(
  'says nothing of research that was created after %s, which timestamps-in-order tells',
  async (earlier) => {
    const times = { '/completed_at': null, '/research_plan/created_at': null, [earlier]: '2026-05-11T08:50:00Z' };
    const run = runOf({ ...times, '/created_at': '2026-05-20T08:05:00Z' });
    const found = (await lintFiles({ [RUN_FILE]: run })).map(({ rule }) => rule);
    expect(found.filter((rule) => rule !== 'research-end')).toEqual(['timestamps-in-order']);
  },
);

it('its page shows what its example prints', async () => {
  const page = await readPage('date-in-id');
  for (const diagnostic of await diagnose(await readTree('rules/date-in-id/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
