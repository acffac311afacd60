import { utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { edit } from '../support/edit.js';
import { lintFiles, lintTree, readTree } from '../support/lint-fixture.js';
import { treeOnDisk } from '../support/tree.js';

const RULE = 'plan-md-stale';
const FOLDER = 'agents/sessions/2026-05-11_order-labels_a1b2c3';
const passing = await readTree('rules/plan-md-stale/passes');

test('a plan.md that has every checkpoint has no finding', async () => {
  expect(await lintTree('rules/plan-md-stale/passes')).toEqual([]);
});

test('tells of a checkpoint that plan.md does not have', async () => {
  const found = await lintTree('rules/plan-md-stale/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message.split(';')[0]])).toEqual(
    [[RULE, 'warning', '/checkpoints/2/title', 'plan.md has no checkpoint 3, "Print all orders"']],
  );
});

test.each<[string, string, number]>([
  [
    'a title that is set in type and spelt with other capitals',
    '# lay *out*  a\u00a0label\n# Print a `sheet`\nprint all orders',
    0,
  ],
  ['prose of its own, in which one title is no heading', 'First we lay out a label. Then we go home.', 0],
  ['nothing', '', 0],
  ['a heading for one of three', '## 1. Lay out a label', 1],
])('a plan.md with %s', async (_description, text, count) => {
  const found = (await lintFiles({ ...passing, [`${FOLDER}/plan.md`]: text })).filter(({ rule }) => rule === RULE);
  expect(found).toHaveLength(count);
});

test('a plan that is still being written need not be readable yet', async () => {
  const plan: unknown = JSON.parse(String(passing[`${FOLDER}/plan.json`]));
  const tree = { ...passing, [`${FOLDER}/plan.md`]: '# Lay out a label' };
  expect(await lintFiles({ ...tree, [`${FOLDER}/plan.json`]: edit(plan, { '/status': 'draft' }) })).toEqual([]);
});

test.each<[string, number, string[]]>([
  ['hours before', 3 * 60, ['info plan.md was written 3 hours before plan.json']],
  ['a day before', 25 * 60, ['info plan.md was written 1 day before plan.json']],
  ['within a minute, as a checkout writes them', 0.9, []],
  ['after', -30, []],
])('a plan.md that was written %s plan.json', async (_description, minutes, expected) => {
  const root = treeOnDisk(passing);
  const time = Date.parse('2026-05-12T09:30:00Z') / 1000;
  utimesSync(path.join(root, FOLDER, 'plan.json'), time, time);
  utimesSync(path.join(root, FOLDER, 'plan.md'), time, time - minutes * 60);
  const { diagnostics } = await check({ cwd: root, config: false });
  expect(diagnostics.map(({ severity, message }) => `${severity} ${message.split(';')[0]!}`)).toEqual(expected);
});
