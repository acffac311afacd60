import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { treeOnDisk } from '../support/tree.js';

const RULE = 'artifact-paths';
const FOLDER = SESSIONS.v2;
const PROSE = { [`${FOLDER}/spec.md`]: 'Prose.', [`${FOLDER}/plan.md`]: 'Prose.' };

test('files that stand where they are named have no finding, nor does what is yet to be written', async () => {
  expect(await lintTree('rules/artifact-paths/passes')).toEqual([]);
});

test('tells of paths out of the folder, of absolute ones, and once of each file that is not there', async () => {
  const found = await lintTree('rules/artifact-paths/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([
    [RULE, 'warning', '/spec_reference'],
    [RULE, 'error', '/artifacts/spec'],
    [RULE, 'error', '/artifacts/plan'],
    [RULE, 'warning', '/spec_reference'],
    [RULE, 'warning', '/artifacts/spec'],
  ]);
});

const paths: [path: string, expected: string | undefined][] = [
  ['./spec.md', undefined],
  ['notes/../spec.md', undefined],
  ['..spec.md', 'there is no such file'],
  ['a/../../spec.md', 'leads out of the folder'],
  ['..\\spec.md', 'leads out of the folder'],
  ['..', 'leads out of the folder'],
  ['C:\\specs\\spec.md', 'an absolute path'],
  ['\\\\server\\spec.md', 'an absolute path'],
  ['https://example.org/spec.md', undefined],
  ['{{SPEC}}', undefined],
  ['', undefined],
  ['spec.md/spec.md', 'there is no such file'],
  ['sp\0ec.md', undefined],
  ['a'.repeat(10_000), undefined],
];
test.each(paths)('judges %j', async (name, expected) => {
  const tree = { ...sessionOf('v2', { '/artifacts/spec': name }, {}), ...PROSE };
  const found = (await lintFiles(tree)).filter(({ rule }) => rule === RULE);
  expect(found.map(({ message }) => message)).toEqual(
    expected === undefined ? [] : [expect.stringContaining(expected)],
  );
});

test('a link that leads out of the session folder is told, one within it is none', async () => {
  const root = treeOnDisk({
    ...sessionOf('v2', { '/artifacts/spec': 'spec.md' }, { '/spec_reference': './spec.md' }),
    'elsewhere.md': 'Prose.',
    [`${FOLDER}/real.md`]: 'Prose.',
  });
  symlinkSync('../../../elsewhere.md', path.join(root, FOLDER, 'spec.md'));
  symlinkSync('real.md', path.join(root, FOLDER, 'plan.md'));
  const { diagnostics } = await check({ cwd: root, config: false });
  expect(diagnostics.map(({ ruleId, pointer, message }) => [ruleId, pointer, message])).toEqual([
    [RULE, '/spec_reference', expect.stringContaining('a link leads out')],
    [RULE, '/artifacts/spec', expect.stringContaining('a link leads out')],
  ]);
});

test('a link to nowhere is no file', async () => {
  const root = treeOnDisk({ ...sessionOf('v2', { '/artifacts/spec': null }, {}), [`${FOLDER}/spec.md`]: 'Prose.' });
  symlinkSync('gone.md', path.join(root, FOLDER, 'plan.md'));
  const { diagnostics } = await check({ cwd: root, config: false });
  expect(diagnostics.map(({ pointer, message }) => [pointer, message])).toEqual([
    ['/artifacts/plan_readable', expect.stringContaining('there is no such file')],
  ]);
});

test('the plan of a run of research is looked for in the folder of the research', async () => {
  const folder = `${FOLDER}/research/dialects_20260304`;
  const run = {
    id: 'dialects_20260304',
    request: 'Which dialects of CSV are there?',
    status: 'planning',
    created_at: '2026-03-04T09:10:00Z',
    research_plan: { file: 'research-plan.md', success_criteria: [] },
  };
  const there = { [`${folder}/state.json`]: run, [`${folder}/research-plan.md`]: 'Prose.' };
  expect(await lintFiles(there)).toEqual([]);
  const wrong = { ...there, [`${folder}/state.json`]: { ...run, research_plan: { file: 'plan.md' } } };
  expect((await lintFiles(wrong)).map(({ pointer }) => pointer)).toEqual(['/research_plan/file']);
});

test('reports of research may be kept elsewhere, but not outside of the session folder', async () => {
  const artifacts = [{ research_id: 'one', report_path: 'research/one/report.md' }];
  const state = { '/research_artifacts': artifacts };
  expect((await lintFiles({ ...sessionOf('v1', state), 'a.md': '' })).filter(({ rule }) => rule === RULE)).toEqual([]);
  artifacts[0]!.report_path = '../report.md';
  const found = (await lintFiles(sessionOf('v1', state))).filter(({ rule }) => rule === 'schema' || rule === RULE);
  expect(found.map(({ rule }) => rule)).toEqual([]);
});

test('of a text on standard input only the paths are judged', async () => {
  const file = `${FOLDER}/state.json`;
  const judged = async (spec: string): Promise<string[]> => {
    const tree = sessionOf('v2', { '/artifacts/spec': spec });
    const cwd = treeOnDisk(tree);
    const bytes = Buffer.from(JSON.stringify(tree[file]));
    const { diagnostics } = await check({ cwd, config: false, stdin: { bytes, file } });
    return diagnostics.map(({ pointer }) => pointer);
  };
  expect(await judged('gone.md')).toEqual([]);
  expect(await judged('../gone.md')).toEqual(['/artifacts/spec']);
});
