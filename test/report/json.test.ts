import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { check } from '../../src/check/check.js';
import type { Report } from '../../src/lint/diagnostic.js';
import { format as json } from '../../src/report/json.js';
import { readTree } from '../support/lint-fixture.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

async function written(tree: Tree, quiet = false): Promise<string> {
  return [...(await json(await check({ cwd: treeOnDisk(tree), config: false }), { color: true, quiet }))].join('');
}

const isReport = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(reportSchema);

const TREES: Readonly<Record<string, Tree>> = {
  'an empty tree': {},
  'a tree with all that can be found': {
    ...(await readTree('rules/state-agrees-with-plan/fails')),
    ...(await readTree('rules/schema/fails')),
    'agents/a/adw_state.json': {},
    'agents/sessions/x/plan.json': '{',
    'agents/sessions/y/state.json': {},
  },
};

test.each(Object.entries(TREES))('the report of %s fits its schema', async (_what, tree) => {
  const report = JSON.parse(await written(tree)) as unknown;
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
});

test('it has the keys of the contract, in their order, and no others', async () => {
  const report = JSON.parse(await written(TREES['a tree with all that can be found']!)) as Report;
  expect(Object.keys(report)).toEqual(['version', 'diagnostics', 'summary']);
  expect(Object.keys(report.summary).join(' ')).toBe('files documents steps skipped unparsed errors warnings');
  const keys = report.diagnostics.map((diagnostic) => Object.keys(diagnostic).join(' '));
  expect([...new Set(keys)]).toEqual([
    'ruleId severity message file kind pointer line column endLine endColumn related fingerprint',
    'ruleId severity message file kind pointer line column endLine endColumn related fingerprint fixable',
  ]);
  const related = report.diagnostics.flatMap((diagnostic) => diagnostic.related.map((one) => Object.keys(one).join()));
  expect([...new Set(related)]).toEqual(['message,file,pointer,line,column']);
});

test('quiet leaves out all but errors, and counts them all the same', async () => {
  const tree = { 'agents/sessions/x/plan.json': '{', 'agents/sessions/y/state.json': {} };
  const { diagnostics, summary } = JSON.parse(await written(tree, true)) as Report;
  expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
  expect(summary).toMatchObject({ errors: 1, warnings: 1 });
});

test('it ends with a line end, and has no character that drives a terminal, though it means them', async () => {
  const file = 'agents/sessions/a\u001b[31m\n\u202e\u009b2J/plan.json';
  const text = await written({ [file]: '{' });
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_C}/u);
  expect(text).toMatch(/\}\n$/);
  expect((JSON.parse(text) as Report).diagnostics[0]?.file).toBe(file);
});

test("an invisible character in a name is the name's own, and an escape only in the message", async () => {
  const tree = { 'agents/sessions/a\u200bb/dev-notes.json': { session_id: 'ab', notes: [] } };
  const [diagnostic] = (JSON.parse(await written(tree)) as Report).diagnostics;
  expect(diagnostic?.file).toBe('agents/sessions/a\u200bb/dev-notes.json');
  expect(diagnostic?.message).toContain('the folder is "a\\u{200b}b"');
});
