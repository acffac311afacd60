import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../support/command.js';
import { treeOnDisk } from '../support/tree.js';

const FILE = 'agents/sessions/x/plan.json';

async function printed(config: object | undefined, ...args: string[]): Promise<Record<string, unknown>> {
  const cwd = treeOnDisk({ 'sub/file': '', ...(config && { 'stategate.config.json': config }) });
  const { code, stdout } = await runCommand(['check', '--print-config', `../${FILE}`, ...args], {
    cwd: path.join(cwd, 'sub'),
  });
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('overrides of the file are in it, whatever folder it is asked for in', async () => {
  const rules = { 'plan-ids': 'info', 'cut-line': 'off' };
  const overrides = [
    { files: ['agents/**'], rules: { 'plan-ids': 'warning' } },
    { files: ['elsewhere'], rules: { 'plan-ids': 'off' } },
  ];
  expect(await printed({ extends: 'strict', rules, overrides, ignores: ['agents'] })).toMatchObject({
    preset: 'strict',
    isIgnored: true,
    rules: { 'plan-ids': 'warning', 'cut-line': 'off', schema: 'error' },
  });
});

test('without a configuration, rules are as they are', async () => {
  const usual = { from: [], preset: 'recommended', isIgnored: false, rules: { 'cut-line': 'warning' } };
  expect(await printed(undefined)).toMatchObject(usual);
  expect(await printed({ rules: { 'cut-line': 'off' } }, '--no-config')).toMatchObject(usual);
});

test('a wrong configuration is a fault', async () => {
  const cwd = treeOnDisk({ 'stategate.config.json': '[]' });
  expect((await runCommand(['check', '--print-config', FILE], { cwd })).code).toBe(2);
});
