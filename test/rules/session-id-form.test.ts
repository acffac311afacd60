import { describe, expect, it } from 'vitest';
import rule from '../../rules/session-id-form.js';
import type { AnyDocument, Finding } from '../../src/lint/rule.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';

it('ids of sessions and of research sessions have no finding', async () => {
  expect(await lintTree('rules/session-id-form/passes')).toEqual([]);
});

it('tells what is wrong with an id of another form', async () => {
  const found = await lintTree('rules/session-id-form/fails');
  const form = 'an id is day, slug and six of a-z0-9, such as 2026-03-04_export-to-csv_k3m9q2';
  expect(found.map(({ severity, pointer, message }) => [severity, pointer, message])).toEqual([
    ['info', '/session_id', `session_id is "2026-03-04_Export_to_CSV_k3m9q2"; ${form}`],
    [
      'info',
      '/session_id',
      'session_id is "2026-03-04_export-the-table-of-orders-to-a-file-of-csv_k3m9q2"; its slug has 43 characters, and 40 are the most',
    ],
    [
      'info',
      '/session_id',
      'session_id is "2026-04-31_offline-search_z7c5d0"; 2026-04-31 is not a day of the calendar',
    ],
    ['info', '/session_id', `session_id is "rename-the-importer"; ${form}`],
  ]);
});

describe('an id', () => {
  const forty = 'a'.repeat(40);
  type Case = [id: string | undefined, message: string | undefined];
  const cases: Case[] = [
    ['2026-03-04_csv_000000', undefined],
    [`2026-03-04_${forty}_k3m9q2`, undefined],
    [`2026-03-04_${forty}a_k3m9q2`, 'long'],
    [`research_${forty}a_20260304_093000`, 'long'],
    // A slug may have been cut after a hyphen.
    ['2026-03-04_export-to-_k3m9q2', undefined],
    ['2026-03-04_export--to_k3m9q2', 'form'],
    ['2026-03-04_-export_k3m9q2', 'form'],
    ['2026-03-04_export-to-csv', 'form'],
    ['2026-03-04_export-to-csv_k3m9q', 'form'],
    ['2026-03-04_export-to-csv_K3M9Q2', 'form'],
    ['2026-02-29_export-to-csv_k3m9q2', 'noDay'],
    ['research_pump-noise_20260304_093000', undefined],
    ['research_pump-noise_20261304_093000', 'noDay'],
    ['research_pump-noise_20260304_240000', 'form'],
    ['research_pump-noise_20260304', 'form'],
    // Left to template-placeholder.
    ['{{SESSION_ID}}', undefined],
    [undefined, undefined],
  ];
  it.each(cases)('%s: %s', (session_id, message) => {
    const findings: Finding[] = [];
    const document = { kind: 'session-state', schema: 'session-state-v2', value: { session_id } };
    rule.document?.(document as unknown as AnyDocument, (finding) => findings.push(finding), { options: {} });
    expect(findings.map((finding) => finding.message)).toEqual(message ? [message] : []);
  });
});

it('is off where nothing switches it on', async () => {
  const files = Object.entries(await readTree('rules/session-id-form/fails'));
  const unconfigured = files.filter(([name]) => name !== 'stategate.config.json');
  expect(await lintFiles(Object.fromEntries(unconfigured))).toEqual([]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('session-id-form');
  for (const diagnostic of await diagnose(await readTree('rules/session-id-form/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
