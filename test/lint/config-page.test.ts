import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import type { Config } from '../../src/lint/config.js';
import { severityOf } from '../../src/lint/rule-set.js';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

test('what the first example sets a rule to is what all findings of the rule come to', () => {
  const [, example = ''] = /```json\n(.*?)```/su.exec(PAGE) ?? [];
  const { rules = {}, overrides = [] } = JSON.parse(example) as Config;
  const settings = [rules, ...overrides.map((override) => override.rules)].flatMap((one) => Object.entries(one));
  expect(settings.length).toBeGreaterThan(0);
  for (const [id, set] of settings) {
    const { severity, also = [], ...rule } = RULES.find((one) => one.id === id)!;
    if (set === 'off' || Array.isArray(set)) continue;
    const severities = [severity, ...also].map((own) => severityOf({ severity, also, ...rule }, set, own));
    expect({ id, severities: [...new Set(severities)] }).toEqual({ id, severities: [set] });
  }
});
