import { expect, test } from 'vitest';
import { facts } from '../../../src/cli/explain/facts.js';
import type { ListedRule } from '../../../src/cli/listed-rule.js';
import { painter } from '../../../src/cli/paint.js';
import { rulerFor } from '../../../src/report/pretty/ruler.js';

const RULE: ListedRule = {
  id: 'stale-review',
  kinds: ['plan'],
  severity: { recommended: 'off', strict: 'warning' },
  also: { recommended: [], strict: [] },
  fixable: true,
  summary: 'A review is not older than what it is about.',
  options: { days: { type: 'integer', default: 7, description: 'How many days a review may be older.' } },
};

test('what a rule says of itself is its severities, whether it is fixable, its kinds and its options', async () => {
  const look = { color: false, paint: painter(false), columns: 50, ruler: await rulerFor([]) };
  expect(facts(RULE, look)).toEqual([
    'severity  off, in strict warning',
    'fix       --fix mends what has one right answer',
    'kinds     plan',
    'option    days: How many days a review may be',
    '          older. (default: 7)',
  ]);
});

test('what some of its findings are instead stands below its severity', async () => {
  const look = { color: false, paint: painter(false), columns: 50, ruler: await rulerFor([]) };
  const also: ListedRule['also'] = { recommended: ['warning', 'info'], strict: ['warning', 'info'] };
  const severity: ListedRule['severity'] = { recommended: 'error', strict: 'error' };
  expect(facts({ ...RULE, severity, also }, look).slice(0, 2)).toEqual([
    'severity  error',
    '          some findings warning or info',
  ]);
});
