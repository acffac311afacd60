import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../rules/index.js';
import { check, type CheckResult } from '../../src/check/check.js';
import { ROOT } from '../support/schema-files.js';
import { readTree } from '../support/lint-fixture.js';
import { treeOnDisk } from '../support/tree.js';

const fixable = RULES.filter((rule) => rule.fixable).map(({ id }) => id);

function fixableBy(rule: string, { diagnostics }: CheckResult): string[] {
  return diagnostics.filter((one) => one.ruleId === rule && one.fixable).map(({ file, pointer }) => file + pointer);
}

describe('what the fixtures show to be wrong is mended at once where the rule says that it can be', () => {
  test.each(fixable)('%s', async (rule) => {
    // Such as are off, or only told, in the preset of every tree are looked at as well.
    const config = { extends: 'stategate:strict' };
    const cwd = treeOnDisk({ ...(await readTree(`rules/${rule}/fails`)), 'stategate.config.json': config });
    const before = await check({ cwd });
    expect(fixableBy(rule, before)).not.toEqual([]);
    const after = await check({ cwd, fix: 'write' });
    expect(fixableBy(rule, after)).toEqual([]);
    expect(after.summary.errors).toBeLessThanOrEqual(before.summary.errors);
    expect((await check({ cwd, fix: 'write' })).fixed).toEqual([]);
  });
});

test('no other rule states a fix, whatever the fixtures', async () => {
  const files = globSync('*/fails/**/*.json', { cwd: path.join(ROOT, 'fixtures/rules'), posix: true, dot: true });
  const fixing = new Set<string>();
  for (const rule of new Set(files.map((file) => file.split('/')[0]!))) {
    const { diagnostics } = await check({ cwd: treeOnDisk(await readTree(`rules/${rule}/fails`)), config: false });
    for (const one of diagnostics) if (one.fixable) fixing.add(one.ruleId);
  }
  expect([...fixing].filter((id) => !fixable.includes(id))).toEqual([]);
  expect(fixing.size).toBeGreaterThan(0);
});
