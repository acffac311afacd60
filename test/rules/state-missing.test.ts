import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../src/check/check.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { planOf } from '../support/plan.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { writeTree } from '../support/tree.js';

const RULE = 'state-missing';
/** A tree with prose is meant to be whole. */
const PROSE = { [`${SESSIONS.v2}/spec.md`]: '# Spec\n' };
const ON = { 'stategate.config.json': { rules: { 'state-missing': 'warning' } } };
const NOTES = { [`${SESSIONS.v2}/dev-notes.json`]: { session_id: SESSIONS.v2.split('/').at(-1), notes: [] } };

it('a folder with a state has no finding', async () => {
  expect(await lintTree('rules/state-missing/passes')).toEqual([]);
});

it('tells of a plan without a state', async () => {
  const found = await lintTree('rules/state-missing/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([[RULE, 'warning', '']]);
});

it('tells of notes where there is no plan', async () => {
  expect(await told({ ...PROSE, ...NOTES })).toEqual([
    'dev-notes.json is here but no state.json; what became of the session stands there',
  ]);
});

it('tells once of a folder with a plan and notes', async () => {
  expect(await told({ ...PROSE, ...NOTES, [`${SESSIONS.v2}/plan.json`]: planOf([[[0]]]) })).toEqual([
    'plan.json is here but no state.json; what became of the session stands there',
  ]);
});

it('names a state whose name is written otherwise', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'stategate-'));
  try {
    writeTree(root, {
      ...ON,
      ...NOTES,
      [`${SESSIONS.v2}/State.json`]: sessionOf('v2', {})[`${SESSIONS.v2}/state.json`]!,
    });
    // Where names in either case are the same, that is the state.
    const isSame = existsSync(path.join(root, SESSIONS.v2, 'state.json'));
    const { diagnostics } = await check({ cwd: root });
    const found = diagnostics.filter(({ ruleId }) => ruleId === RULE);
    const words = 'dev-notes.json is here but no state.json, only "State.json"; nobody reads a state by that name';
    expect(found.map(({ pointer, message }) => [pointer, message])).toEqual(isSame ? [] : [['', words]]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

it('a state that cannot be read is there', async () => {
  expect(await told({ ...PROSE, ...NOTES, [`${SESSIONS.v2}/state.json`]: '{' })).toEqual([]);
});

it('says nothing of research that lies alone', async () => {
  const run = { id: 'dialects', request: 'Which?', status: 'initializing', created_at: '2026-03-04T09:00:00Z' };
  expect(await told({ ...PROSE, [`${SESSIONS.v2}/research/dialects/state.json`]: run })).toEqual([]);
});

it('says nothing where there is a state and a plan', async () => {
  expect(await told({ ...PROSE, ...sessionOf('v2', {}), ...NOTES })).toEqual([]);
});

async function told(tree: Parameters<typeof lintFiles>[0]): Promise<string[]> {
  return (await lintFiles({ ...ON, ...tree })).filter(({ rule }) => rule === RULE).map(({ message }) => message);
}
