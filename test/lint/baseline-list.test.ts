import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BaselineEntry } from '../../src/lint/baseline.js';
import { baselineText, pruned, sift, unfound, updated } from '../../src/lint/baseline-list.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { fingerprint, tailFingerprint } from '../../src/lint/fingerprint.js';

const nameOf = (file: string): string => file;
const EVERYTHING = (): boolean => true;

interface Told {
  readonly rule?: string;
  readonly file?: string;
  readonly value?: number;
  readonly commit?: string;
}

function finding({ rule = 'schema', file = 'plan.json', value = 1, commit }: Told = {}): Diagnostic {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };
  const source = { type: 'git', commit: commit ?? '', parent: null, date: '' } as const;
  return {
    ruleId: rule,
    severity: 'error',
    message: '',
    file,
    pointer: '/a',
    ...range,
    related: [],
    fingerprint: fingerprint(rule, file, ['a'], [value, commit]),
    ...(commit !== undefined && { step: { granularity: 'sampled' as const, source } }),
  };
}

const findings = fc.array(
  fc
    .record(
      {
        rule: fc.constantFrom('schema', 'phase-order', 'syntax'),
        file: fc.constantFrom('a.json', 'b.json'),
        value: fc.integer({ min: 0, max: 2 }),
        commit: fc.constantFrom('1111', '2222'),
      },
      { requiredKeys: ['rule', 'file', 'value'] },
    )
    .map(finding),
);

const canBeListed = ({ ruleId }: Diagnostic): boolean => ruleId !== 'syntax';

describe('laws', () => {
  test('what was updated hides all that can be listed, and lists nothing that is not found', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const entries = updated(updated([], before, nameOf, EVERYTHING), now, nameOf, EVERYTHING);
        const { told, hidden, used } = sift(entries, now, nameOf);
        expect(hidden).toEqual(now.filter(canBeListed));
        expect(told).toEqual(now.filter((one) => !canBeListed(one)));
        expect(unfound(entries, used, EVERYTHING)).toEqual([]);
      }),
    );
  });

  test('what was pruned hides the same, and lists nothing that is not found', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const entries = updated([], before, nameOf, EVERYTHING);
        const { hidden, used } = sift(entries, now, nameOf);
        const rest = pruned(entries, used, EVERYTHING);
        const after = sift(rest, now, nameOf);
        expect(after.hidden).toEqual(hidden);
        expect(unfound(rest, after.used, EVERYTHING)).toEqual([]);
      }),
    );
  });

  test('the text does not depend on the order in which things were found', () => {
    fc.assert(
      fc.property(findings, (found) => {
        const texts = [found, [...found].reverse()].map((order) =>
          baselineText(updated([], order, nameOf, EVERYTHING), undefined),
        );
        expect(texts[0]).toBe(texts[1]);
      }),
    );
  });

  test('what was not looked at stays as it is listed', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const entries = updated([], before, nameOf, EVERYTHING);
        const isLookedAt = ({ file }: BaselineEntry): boolean => file === 'a.json';
        const seen = now.filter(({ file }) => file === 'a.json');
        const left = (list: readonly BaselineEntry[]): BaselineEntry[] => list.filter((one) => !isLookedAt(one));
        expect(left(updated(entries, seen, nameOf, isLookedAt))).toEqual(left(entries));
        expect(left(pruned(entries, sift(entries, seen, nameOf).used, isLookedAt))).toEqual(left(entries));
      }),
    );
  });
});

describe('a baseline', () => {
  test('does not hide another value at the same place', () => {
    const entries = updated([], [finding()], nameOf, EVERYTHING);
    expect(sift(entries, [finding({ value: 2 })], nameOf).hidden).toEqual([]);
  });

  test('hides as many alike as it counts, and no more', () => {
    const entries = updated([], [finding(), finding()], nameOf, EVERYTHING);
    expect(entries.map(({ count }) => count)).toEqual([2]);
    expect(sift(entries, [finding(), finding(), finding()], nameOf).told).toHaveLength(1);
  });

  test('counts less once it is pruned, and keeps its reason', () => {
    const entries = updated([], [finding(), finding()], nameOf, EVERYTHING).map((one) => ({ ...one, reason: 'old' }));
    const { used } = sift(entries, [finding()], nameOf);
    const [{ fingerprint: print }] = entries as [BaselineEntry];
    expect(pruned(entries, used, EVERYTHING)).toEqual([
      { file: 'plan.json', rule: 'schema', pointer: '/a', fingerprint: print, reason: 'old' },
    ]);
  });

  test('keeps reasons when it is updated', () => {
    const entries = updated([], [finding()], nameOf, EVERYTHING).map((one) => ({ ...one, reason: 'old' }));
    const [entry] = updated(entries, [finding(), finding({ value: 2 })], nameOf, EVERYTHING);
    expect(entry?.reason).toBe('old');
  });

  test('tells the same change in two commits apart', () => {
    const entries = updated([], [finding({ commit: '1111' })], nameOf, EVERYTHING);
    expect(sift(entries, [finding({ commit: '2222' })], nameOf).hidden).toEqual([]);
  });

  test.each<readonly [what: string, diagnostic: Diagnostic]>([
    ['could not be read', finding({ rule: 'unreadable-file' })],
    ['could not be parsed', finding({ rule: 'syntax' })],
    ['has more findings than are told', { ...finding(), fingerprint: tailFingerprint('schema', 'plan.json') }],
    [
      'is staged, and has no commit yet',
      { ...finding(), step: { granularity: 'sampled', source: { type: 'index', base: null } } },
    ],
  ])('never lists what %s', (_what, diagnostic) => {
    expect(updated([], [diagnostic], nameOf, EVERYTHING)).toEqual([]);
  });

  test('has an entry a line', () => {
    const entries = updated([], [finding({ file: 'b.json' }), finding({ file: 'a.json' })], nameOf, EVERYTHING);
    expect(baselineText(entries, './x.json').split('\n')).toEqual([
      '{',
      '  "$schema": "./x.json",',
      '  "version": 1,',
      '  "findings": [',
      expect.stringMatching(
        /^ {4}\{"file":"a\.json","rule":"schema","pointer":"\/a","fingerprint":"[0-9a-f]{16}"\},$/u,
      ),
      expect.stringMatching(/^ {4}\{"file":"b\.json",.*\}$/u),
      '  ]',
      '}',
      '',
    ]);
  });
});
