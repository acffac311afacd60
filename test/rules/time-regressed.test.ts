import { describe, expect, it } from 'vitest';
import timeRegressed from '../../rules/time-regressed.js';
import type { StepFinding, StepView } from '../../src/lint/rule.js';
import { diagnoseRow, told } from '../support/lint-steps.js';
import { sessionOf } from '../support/sessions.js';

const ON = 'it only moves on';

describe('the time of the last change', () => {
  const cases: [description: string, before: unknown, after: unknown, message?: string][] = [
    ['moves on', '2026-03-04T15:00:00Z', '2026-03-04T15:00:01Z'],
    ['stays', '2026-03-04T15:00:00Z', '2026-03-04T15:00:00Z'],
    ['is the same instant in another spelling', '2026-03-04T15:00:00Z', '2026-03-04T16:00:00+01:00'],
    [
      'goes back',
      '2026-03-04T15:00:00Z',
      '2026-03-04T14:59:59Z',
      `updated_at goes back from "2026-03-04T15:00:00Z" to "2026-03-04T14:59:59Z"; ${ON}`,
    ],
    [
      'goes back in another offset, though it reads as if it were later',
      '2026-03-04T15:00:00Z',
      '2026-03-04T15:30:00+01:00',
      `updated_at goes back from "2026-03-04T15:00:00Z" to "2026-03-04T15:30:00+01:00"; ${ON}`,
    ],
    ['is written less finely', '2026-03-04T15:00:00.900Z', '2026-03-04T15:00:00Z'],
    [
      'goes back by less than a second',
      '2026-03-04T15:00:00.900Z',
      '2026-03-04T15:00:00.100Z',
      `updated_at goes back from "2026-03-04T15:00:00.900Z" to "2026-03-04T15:00:00.100Z"; ${ON}`,
    ],
    ['is a date written as a time', '2026-03-04T15:00:00Z', '2026-03-04T00:00:00Z'],
    [
      'is an earlier date written as a time',
      '2026-03-04T15:00:00Z',
      '2026-03-03T00:00:00Z',
      `updated_at goes back from "2026-03-04T15:00:00Z" to "2026-03-03T00:00:00Z"; ${ON}`,
    ],
    ['goes away', '2026-03-04T15:00:00Z', null],
    ['comes', null, '2020-03-04T15:00:00Z'],
    ['was a placeholder', '{{UPDATED_AT}}', '2020-03-04T15:00:00Z'],
    ['has no offset and so no order', '2026-03-04T15:00:00Z', '2020-03-04T15:00:00'],
    ['is a number and so has none', '2026-03-04T15:00:00Z', 5],
  ];
  it.each(cases)('%s', (_description, before, after, message) => {
    const sides = [sessionOf('v2', { '/updated_at': before }), sessionOf('v2', { '/updated_at': after })] as const;
    const line = (severity: string): string[] => (message === undefined ? [] : [`${severity} /updated_at ${message}`]);
    expect(told('time-regressed', 'exact', ...sides)).toEqual(line('error'));
    expect(told('time-regressed', 'sampled', ...sides)).toEqual(line('warning'));
  });

  it('is looked at in each slice of a session of the third version', () => {
    const [before, after] = ['2026-04-02T12:00:00Z', '2026-04-02T11:00:00Z'].map((time) =>
      sessionOf('v3', { '/build/last_updated': time, '/plan_state/last_updated': time }),
    );
    expect(told('time-regressed', 'sampled', before!, after!).map((one) => one.split(' ', 2)[1])).toEqual([
      '/build/last_updated',
      '/plan_state/last_updated',
    ]);
  });
});

describe('a count', () => {
  const cases: [description: string, before: unknown, after: unknown, expected: string[]][] = [
    ['rises', 1200, 1201, []],
    ['falls', 1200, 900, ['error total_cost falls from 1200 to 900; it only rises']],
    ['is written as a text', '12.50', 12.5, []],
    ['falls from a text to a number', '12.5000', 12.4, ['error total_cost falls from 12.5000 to 12.4; it only rises']],
    ['falls as a text', '12.5000', '12.4000', ['error total_cost falls from 12.5000 to 12.4000; it only rises']],
    ['is null', 12, null, []],
  ];
  it.each(cases)('%s, as an error between commits too', (_description, before, after, expected) => {
    const found = diagnoseRow('agent', { total_cost: before }, { total_cost: after }, 'sampled');
    expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
  });
});

describe('what must rise with every change', () => {
  const step = { kind: 'plan', copied: false, merged: false, granularity: 'exact' } satisfies StepView;
  const cases: [description: string, before: unknown, after: unknown, message: string][] = [
    ['stays as a time', '2026-03-04T15:00:00Z', '2026-03-04T16:00:00+01:00', 'stays'],
    ['stays as a count', 5, 5, 'stays'],
    ['goes back', '2026-03-04T15:00:00Z', '2026-03-04T14:00:00Z', 'back'],
  ];
  it.each(cases)('%s', (_description, before, after, message) => {
    const found: StepFinding[] = [];
    const where = { at: ['turn'], from: ['turn'], place: ['turn'] };
    const change = { ...where, before, after, problem: 'time-regressed', order: 'increasing' } as const;
    timeRegressed.change?.([change], step, (finding) => found.push(finding), { options: {} });
    expect(found.map((finding) => finding.message)).toEqual([message]);
  });
});
