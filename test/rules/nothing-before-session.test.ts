import { expect, test } from 'vitest';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const RULE = 'nothing-before-session';

test('a plan that is made with its session has no finding', async () => {
  expect(await lintTree('rules/nothing-before-session/passes')).toEqual([]);
});

test('tells once of each file that has something older than the session', async () => {
  const found = await lintTree('rules/nothing-before-session/fails');
  expect(found.map(({ rule, severity, file, pointer }) => [rule, severity, file.split('/').at(-1), pointer])).toEqual([
    [RULE, 'warning', 'dev-notes.json', '/notes/0/timestamp'],
    [RULE, 'warning', 'plan.json', '/created_at'],
  ]);
});

const AFTER = 'but the session at "2026-03-04T09:00:00+00:00"; what belongs to a session is not older';

test('calls a note by its place where it has no sound id', async () => {
  const note = { timestamp: '2026-03-03T12:00:00Z', scope: { type: 'session', ref: null }, category: 'decision' };
  const notes = { session_id: SESSIONS.v2.split('/').at(-1), notes: [{ id: 'first', content: 'So be it.', ...note }] };
  const found = await lintFiles({ ...sessionOf('v2', {}), [`${SESSIONS.v2}/dev-notes.json`]: notes });
  expect(found.filter(({ rule }) => rule === RULE).map(({ message }) => message)).toEqual([
    `notes[0] was made at "2026-03-03T12:00:00Z" ${AFTER}`,
  ]);
});

test.each([
  ['a moment later', '2026-03-04T09:00:01Z', []],
  ['the same instant in another zone', '2026-03-04T10:00:00+01:00', []],
  ['the day, written as a time', '2026-03-04T00:00:00Z', []],
  ['the day before', '2026-03-03T12:00:00Z', [RULE]],
])('research that was made at %s', async (_description, time, rules) => {
  const run = { id: 'dialects', request: 'Which dialects are there?', status: 'initializing', created_at: time };
  const tree = { ...sessionOf('v2', {}), [`${SESSIONS.v2}/research/dialects/state.json`]: run };
  expect((await lintFiles(tree)).map(({ rule, message }) => [rule, message])).toEqual(
    rules.map((rule) => [rule, `the research was made at "${time}" ${AFTER}`]),
  );
});

test.each([
  ['the last change, which timestamps-in-order tells', '2026-03-04T08:00:00Z', 'timestamps-in-order'],
  ['no time of the last change that fits', 'yesterday', RULE],
])('of what is older nothing is said when the creation lies after %s', async (_description, updated, rule) => {
  const state = { '/created_at': '2026-03-04T12:30:00Z', '/updated_at': updated, '/commits': [] };
  const found = (await lintFiles(sessionOf('v2', state, {}))).map((finding) => finding.rule);
  expect(found.filter((one) => one !== 'schema')).toEqual([rule]);
});
