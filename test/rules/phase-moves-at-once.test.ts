import { describe, expect, it } from 'vitest';
import rule from '../../rules/phase-moves-at-once.js';
import type { AnyDocument, Finding } from '../../src/lint/rule.js';
import { diagnose, lintFiles, lintTree, printed, readPage, readTree } from '../support/lint-fixture.js';

const [FIRST, LATER, LATEST] = ['2026-03-04T10:00:00Z', '2026-03-04T11:00:00Z', '2026-03-04T12:00:00Z'];

it('moves at one instant have no finding, and those of other versions are not looked at', async () => {
  expect(await lintTree('rules/phase-moves-at-once/passes')).toEqual([]);
});

it('tells of a phase that starts later than the one before it has ended', async () => {
  const found = await lintTree('rules/phase-moves-at-once/fails');
  expect(found.map(({ severity, pointer, line, message }) => [severity, pointer, line, message])).toEqual([
    [
      'info',
      '/phase_history/plan_started_at',
      14,
      'phase_history.plan_started_at is "2026-03-04T10:25:00+00:00" but phase_history.spec_completed_at is "2026-03-04T10:10:00+00:00"; a move sets both to the same instant',
    ],
  ]);
});

describe('a history', () => {
  type Case = [description: string, history: Record<string, string | null>, at: string[]];
  const cases: Case[] = [
    [
      'with a gap at every move',
      { spec_completed_at: FIRST, plan_started_at: LATER, plan_completed_at: LATER, build_started_at: LATEST },
      ['plan_started_at', 'build_started_at'],
    ],
    ['in which a phase was left out', { spec_completed_at: FIRST, build_started_at: LATER }, ['build_started_at']],
    ['in which the start comes first', { spec_completed_at: LATER, plan_started_at: FIRST }, []],
    [
      'with a start that is written less finely',
      { spec_completed_at: '2026-03-04T10:00:00.7Z', plan_started_at: FIRST },
      [],
    ],
    ['that goes on', { spec_started_at: FIRST, spec_completed_at: null, plan_started_at: null }, []],
  ];
  it.each(cases)('%s', (_description, phase_history, at) => {
    const findings: Finding[] = [];
    const document = { kind: 'session-state', schema: 'session-state-v2', value: { phase_history } };
    rule.document?.(document as unknown as AnyDocument, (finding) => findings.push(finding), { options: {} });
    expect(findings.map((finding) => finding.at)).toEqual(at.map((name) => ['phase_history', name]));
  });
});

it('is off where nothing switches it on', async () => {
  const files = Object.entries(await readTree('rules/phase-moves-at-once/fails'));
  const unconfigured = files.filter(([name]) => name !== 'stategate.config.json');
  expect(await lintFiles(Object.fromEntries(unconfigured))).toEqual([]);
});

it('its page shows what its example prints', async () => {
  const page = await readPage('phase-moves-at-once');
  for (const diagnostic of await diagnose(await readTree('rules/phase-moves-at-once/fails'))) {
    expect(page).toContain(printed(diagnostic));
  }
});
