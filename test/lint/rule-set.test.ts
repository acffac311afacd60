import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import type { RuleSeverity } from '../../src/lint/config.js';
import type { Severity } from '../../src/lint/diagnostic.js';
import type { Layer } from '../../src/lint/policy.js';
import { rule, type Rule } from '../../src/lint/rule.js';
import { ruleSetOf } from '../../src/lint/rule-set.js';

const PLAIN = { id: 'plain', severity: 'warning', summary: '', messages: {} } as const;

function layersOf(...settings: readonly Layer['rules'][string][]): Layer[] {
  return settings.map((setting) => ({ rules: { plain: setting } }));
}

describe('how grave a finding is', () => {
  test.each<readonly [set: RuleSeverity | undefined, own: Severity | undefined, severity: Severity]>([
    [undefined, undefined, 'warning'],
    [undefined, 'info', 'info'],
    [undefined, 'error', 'error'],
    ['error', undefined, 'error'],
    ['error', 'error', 'error'],
    // Less certain than the usual ones: it is not raised.
    ['error', 'info', 'info'],
    ['warning', 'error', 'warning'],
    ['warning', undefined, 'warning'],
    ['warning', 'info', 'info'],
    ['info', undefined, 'info'],
    ['info', 'error', 'info'],
    ['info', 'info', 'info'],
  ])('a warning that is set to %s, with its own severity %s, is %s', (set, own, severity) => {
    const plain = rule(PLAIN);
    const ruleSet = ruleSetOf([plain], 'recommended', set === undefined ? [] : layersOf(set));
    expect(ruleSet.severityOf(plain, own)).toBe(severity);
  });

  test('nothing is graver than it is set to', () => {
    const severity = fc.constantFrom<Severity>('info', 'warning', 'error');
    const order: readonly Severity[] = ['info', 'warning', 'error'];
    fc.assert(
      fc.property(severity, severity, severity, (usual, set, own) => {
        const plain = rule({ ...PLAIN, severity: usual });
        const told = ruleSetOf([plain], 'recommended', layersOf(set)).severityOf(plain, own);
        expect(order.indexOf(told)).toBeLessThanOrEqual(order.indexOf(set));
      }),
    );
  });
});

describe('presets', () => {
  const optional = rule({ ...PLAIN, recommended: false });
  const stricter = rule({ ...PLAIN, strict: 'error' });

  test('recommended has rules as they are, without those that it leaves off', () => {
    expect(ruleSetOf([optional], 'recommended', []).rules).toEqual([]);
    expect(ruleSetOf([stricter], 'recommended', []).severityOf(stricter)).toBe('warning');
  });

  test('strict has all rules, with the severity that they have there', () => {
    expect(ruleSetOf([optional], 'strict', []).severityOf(optional)).toBe('warning');
    expect(ruleSetOf([stricter], 'strict', []).severityOf(stricter)).toBe('error');
  });

  test('strict does not leave off what recommended has', () => {
    expect(ruleSetOf(RULES, 'strict', []).rules).toEqual(RULES);
  });

  test('what is said of a rule holds against both', () => {
    expect(ruleSetOf([optional], 'recommended', layersOf('info')).severityOf(optional)).toBe('info');
    expect(ruleSetOf([stricter], 'strict', layersOf('off')).rules).toEqual([]);
  });
});

describe('options', () => {
  const options = {
    most: { type: 'integer', default: 3, description: '' },
    words: { type: 'array', default: [], description: '' },
  } as const;
  const optional: Rule = rule({ ...PLAIN, options });

  test.each<readonly [what: string, layers: Layer[], options: object]>([
    ['defaults where nothing is set', [], { most: 3, words: [] }],
    ['what is set, with defaults for the others', layersOf(['error', { most: 5 }]), { most: 5, words: [] }],
    [
      'what was set before, where a severity alone is set',
      layersOf(['error', { most: 5 }], 'warning'),
      { most: 5, words: [] },
    ],
    ['what is set last', layersOf(['error', { most: 5 }], ['error', { words: ['a'] }]), { most: 3, words: ['a'] }],
  ])('are %s', (_what, layers, expected) => {
    expect(ruleSetOf([optional], 'recommended', layers).contextOf(optional).options).toEqual(expected);
  });
});
