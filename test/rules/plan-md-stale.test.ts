import { utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { type Changes, edit } from '../support/edit.js';
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

test.each<[description: string, text: string, messages: string[]]>([
  ['titles that are set in type', '# Lay out a label\n# Print a `sheet`\n**Print**  all\u00a0*orders*', []],
  ['titles in capitals', '# LAY OUT A LABEL\n# print a sheet\nPRINT ALL ORDERS', []],
  ['prose of its own, in which one title is no heading', 'First we lay out a label. Then we go home.', []],
  ['prose of its own, in which one title stands behind a mark', 'See #1, lay out a label. Then we go home.', []],
  ['nothing', '', []],
  ['a heading for one of three', '## 1. Lay out a label', ['checkpoint 2, "Print a sheet" (and 1 more)']],
])('a plan.md with %s', async (_description, text, messages) => {
  expect(await lacking(text)).toEqual(messages);
});

test('capitals of one letter are those of two', async () => {
  const titled = { '/checkpoints/1/title': 'Print the street, Straße' };
  expect(await lacking('# Lay out a label\n# PRINT THE STREET, STRASSE\n# Print all orders', titled)).toEqual([]);
});

test('a checkpoint whose title has no letter is no heading of what is not made from the plan', async () => {
  expect(await lacking('# Prose of its own', { '/checkpoints/0/title': '…' })).toEqual([]);
});

/** What is told of a plan.md to lack. */
async function lacking(text: string, plan: Changes = {}): Promise<string[]> {
  const tree = {
    ...passing,
    [`${FOLDER}/plan.json`]: edit(JSON.parse(String(passing[`${FOLDER}/plan.json`])), plan),
    [`${FOLDER}/plan.md`]: text,
  };
  const found = (await lintFiles(tree)).filter(({ rule }) => rule === RULE);
  return found.map(({ message }) => message.split(';')[0]!.replace('plan.md has no ', ''));
}

test('a plan that is still being written need not be readable yet', async () => {
  const plan: unknown = JSON.parse(String(passing[`${FOLDER}/plan.json`]));
  const tree = { ...passing, [`${FOLDER}/plan.md`]: '# Lay out a label' };
  expect(await lintFiles({ ...tree, [`${FOLDER}/plan.json`]: edit(plan, { '/status': 'draft' }) })).toEqual([]);
});

test.each<[string, number, string[]]>([
  ['just within an hour before', 59, ['59 minutes']],
  ['an hour before', 60, ['1 hour']],
  ['hours before', 3 * 60, ['3 hours']],
  ['a day before', 24 * 60, ['1 day']],
  ['days before', 50 * 60, ['2 days']],
  ['within a minute, as a checkout writes them', 1, []],
  ['after', -30, []],
])('a plan.md that was written %s plan.json', async (_description, minutes, expected) => {
  const root = treeOnDisk(passing);
  const time = Date.parse('2026-05-12T09:30:00Z') / 1000;
  utimesSync(path.join(root, FOLDER, 'plan.json'), time, time);
  utimesSync(path.join(root, FOLDER, 'plan.md'), time, time - minutes * 60);
  const { diagnostics } = await check({ cwd: root, config: false });
  expect(diagnostics.map(({ severity, pointer, message }) => [severity, pointer, message.split(';')[0]])).toEqual(
    expected.map((before) => ['info', '/updated_at', `plan.md was written ${before} before plan.json`]),
  );
});
