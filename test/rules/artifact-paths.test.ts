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
  ['../..', 'leads out of the folder'],
  ['../../spec.md', 'leads out of the folder'],
  ['.//../spec.md', 'leads out of the folder'],
  ['../https://spec.md', 'leads out of the folder'],
  ['C:\\specs\\spec.md', 'an absolute path'],
  ['\\\\server\\spec.md', 'an absolute path'],
  ['https://example.org/spec.md', undefined],
  ['{{SPEC}}', undefined],
  ['', undefined],
  ['  ', undefined],
  [`${FOLDER}/spec.md`, 'relative to the folder of its file it is "spec.md"'],
  [`${FOLDER}/gone.md`, 'there is no such file'],
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

test('a plan that is a link out of the session folder is told, though it can be read', async () => {
  const { [`${FOLDER}/plan.json`]: plan, ...tree } = sessionOf('v2', { '/artifacts/plan': 'plan.json' }, {});
  const root = treeOnDisk({ ...tree, ...PROSE, 'elsewhere.json': plan });
  symlinkSync('../../../elsewhere.json', path.join(root, FOLDER, 'plan.json'));
  const { diagnostics } = await check({ cwd: root, config: false });
  expect(diagnostics.map(({ pointer, message }) => [pointer, message])).toEqual([
    ['/artifacts/plan', expect.stringContaining('a link leads out')],
  ]);
});

test('of a session without any prose all that is missing is told', async () => {
  const tree = { ...sessionOf('v2', { '/artifacts/spec': 'spec.md' }), 'README.md': 'Prose.' };
  const found = await lintFiles(tree);
  expect(found.map(({ pointer }) => pointer)).toEqual([
    '/artifacts/spec',
    '/artifacts/plan',
    '/artifacts/plan_readable',
  ]);
});

const RESEARCH = `${FOLDER}/research/dialects_20260304`;
const RUN = {
  id: 'dialects_20260304',
  request: 'Which dialects of CSV are there?',
  status: 'planning',
  created_at: '2026-03-04T09:10:00Z',
  research_plan: { file: 'research-plan.md', success_criteria: [] },
};
test.each<[description: string, besides: string, pointers: string[]]>([
  ['the plan of a run of research is looked for in the folder of the research', `${RESEARCH}/research-plan.md`, []],
  ['it is told when other prose is there', `${RESEARCH}/report.md`, ['/research_plan/file']],
  ['it is not told when the research has no prose', `${FOLDER}/research-plan.md`, []],
])('%s', async (_description, besides, pointers) => {
  const found = await lintFiles({ [`${RESEARCH}/state.json`]: RUN, [besides]: 'Prose.' });
  expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual(pointers.map((pointer) => [RULE, pointer]));
});

test.each<[description: string, artifact: object, pointers: string[]]>([
  ['reports of research may be kept elsewhere', { report_path: 'research/one/report.md' }, []],
  ['but not outside of the session folder', { report_path: '../report.md' }, ['/research_artifacts/0/report_path']],
  ['nor may their plans', { research_plan_path: '/plan.md' }, ['/research_artifacts/0/research_plan_path']],
])('%s', async (_description, artifact, pointers) => {
  const state = { '/research_artifacts': [{ research_id: 'one', ...artifact }] };
  const found = await lintFiles({ ...sessionOf('v1', state, {}), [`${SESSIONS.v1}/spec.md`]: 'Prose.' });
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual(
    pointers.map((pointer) => [RULE, 'warning', pointer]),
  );
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

const SPEC = { [`${SESSIONS.v1}/spec.md`]: 'Prose.' };
const ENDED = ['/phases/spec/status', '/phases/plan/status'];
test.each<[description: string, tree: Record<string, unknown>, pointers: string[]]>([
  ['has its spec and its plan', { ...sessionOf('v1', {}, {}), ...SPEC }, []],
  ['has neither', { ...sessionOf('v1', {}), [`${SESSIONS.v1}/plan.md`]: 'Prose.' }, ENDED],
  [
    'has neither, in the third version',
    { ...sessionOf('v3', {}), [`${SESSIONS.v3}/plan.md`]: 'Prose.' },
    ['/spec/status', '/plan/status'],
  ],
  ['has no spec', sessionOf('v1', {}, { '/spec_reference': null }), ['/phases/spec/status']],
  ['keeps nothing beside its state', { ...sessionOf('v1', {}), 'README.md': 'Prose.' }, []],
  [
    'has a spec of which its plan names another place',
    { ...sessionOf('v1', {}, { '/spec_reference': './notes.md' }), [`${SESSIONS.v1}/notes.md`]: 'Prose.' },
    [],
  ],
  ['is not that far', { ...sessionOf('v1', { '/phases/spec/status': 'draft' }), ...SPEC }, ['/phases/plan/status']],
  ['has no such phase', { ...sessionOf('v1', { '/phases/plan': undefined }), ...SPEC }, []],
  [
    'only finds something out',
    { ...sessionOf('v1', { '/granularity': 'research' }), [`${SESSIONS.v1}/plan.md`]: 'Prose.' },
    [],
  ],
  [
    'only finds something out, in the third version',
    { ...sessionOf('v3', { '/session_type': 'research' }), [`${SESSIONS.v3}/plan.md`]: 'Prose.' },
    [],
  ],
])(
  'of what a session does not name nothing is missing but what its phases make: it %s',
  async (_description, tree, pointers) => {
    const { diagnostics } = await check({ cwd: treeOnDisk(tree), config: false });
    const found = diagnostics.filter(({ ruleId }) => ruleId === RULE);
    expect(found.map(({ severity, pointer }) => [severity, pointer])).toEqual(
      pointers.map((pointer) => ['warning', pointer]),
    );
  },
);

test.each<[description: string, run: object, besides: string, pointers: string[]]>([
  ['is complete', { status: 'complete' }, 'research-plan.md', ['/status']],
  ['is complete, by its other spelling', { status: 'completed' }, 'research-plan.md', ['/status']],
  ['is complete and has a report', { status: 'complete' }, 'report.md', ['/research_plan/file']],
  ['is complete and has no prose', { status: 'complete' }, 'notes.txt', []],
  ['goes on', { status: 'synthesizing' }, 'research-plan.md', []],
  ['has a status that no schema knows', { status: 'done' }, 'research-plan.md', []],
])('the report of a run of research is looked for when it %s', async (_description, run, besides, pointers) => {
  const cwd = treeOnDisk({ [`${RESEARCH}/state.json`]: { ...RUN, ...run }, [`${RESEARCH}/${besides}`]: 'Prose.' });
  const { diagnostics } = await check({ cwd, config: false });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ pointer }) => pointer)).toEqual(pointers);
});

test('says which file a session or its research lacks, and why it should be there', async () => {
  const run = { ...RUN, status: 'complete', research_plan: null };
  const cwd = treeOnDisk({
    ...sessionOf('v1', { '/phases/plan': undefined }),
    [`${SESSIONS.v1}/plan.md`]: 'Prose.',
    [`${RESEARCH}/state.json`]: run,
    [`${RESEARCH}/research-plan.md`]: 'Prose.',
  });
  const { diagnostics } = await check({ cwd, config: false });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ message }) => message)).toEqual([
    'the session folder has no spec.md though the phase spec has ended',
    'status is "complete" but the folder of the research has no report.md; research ends with its report',
  ]);
});

test('of the second version, only what it names is missed', async () => {
  const nothing = { '/artifacts/spec': null, '/artifacts/plan': null, '/artifacts/plan_readable': null };
  const cwd = treeOnDisk({ ...sessionOf('v2', nothing), [`${FOLDER}/plan.md`]: 'Prose.' });
  const { diagnostics } = await check({ cwd, config: false });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE)).toEqual([]);
});
