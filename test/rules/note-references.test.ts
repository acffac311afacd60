import { expect, test } from 'vitest';
import { type Changes, edit } from '../support/edit.js';
import { diagnose, lintFiles, lintTree, readTree } from '../support/lint-fixture.js';

const RULE = 'note-references';
const FOLDER = 'agents/sessions/2026-05-11_order-labels_a1b2c3';

test('notes about parts that the plan has, and about the session, have no finding', async () => {
  expect(await lintTree('rules/note-references/passes')).toEqual([]);
});

test('tells once of each part that is not there, and of notes that name nothing or what they should not', async () => {
  const found = await lintTree('rules/note-references/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message.split(';')[0]])).toEqual(
    [
      [RULE, 'warning', '/notes/0/scope/ref', 'note "dn-001" (and 1 more) is about task "1.1.5"'],
      [
        RULE,
        'warning',
        '/notes/2/scope/ref',
        'note "dn-003" is about task "1.1", which in plan.json is the id of a task group',
      ],
      [RULE, 'warning', '/notes/3/scope/ref', 'note "dn-004" is about a checkpoint but names none'],
      [RULE, 'warning', '/notes/4/scope/ref', 'note "dn-005" is about the session but names "2"'],
    ],
  );
});

test.each([
  ['a number', 2, []],
  ['a number in quotes', '2', []],
  ['a number beyond the plan', 3, [RULE]],
  ['a task', '1.1.1', [RULE]],
])('a checkpoint can be named by %s', async (_description, ref, rules) => {
  expect(await rulesFor({ '/notes/1/scope/ref': ref })).toEqual(rules);
});

test('without a plan, or where a part of it has no sound id, nothing is said of what notes name', async () => {
  const wrong = { '/notes/0/scope/ref': '9.9.9' };
  expect(await rulesFor(wrong)).toEqual([RULE]);
  expect(await rulesFor(wrong, { '/checkpoints/0/task_groups/0/tasks/0/id': 'one' })).toEqual(['schema']);
  const { [`${FOLDER}/dev-notes.json`]: notes } = await changed(wrong);
  expect(await lintFiles({ [`${FOLDER}/dev-notes.json`]: notes })).toEqual([]);
});

test('a reference that does not fit the schema names nothing that could be missing', async () => {
  expect(await rulesFor({ '/notes/0/scope/ref': {} })).toEqual(['schema']);
});

test('of many notes about one part the first is told, and the next five are pointed at', async () => {
  const [note] = (await notesOf({ '/notes/0/scope/ref': '9.9.9' })).notes;
  const notes = Array.from({ length: 7 }, (_, index) => ({ ...note, id: `dn-00${String(index + 1)}` }));
  const [found] = await diagnose(await changed({ '/notes': notes }));
  expect(found?.message).toContain('note "dn-001" (and 6 more)');
  expect(found?.related.map(({ pointer }) => pointer)).toEqual(
    [1, 2, 3, 4, 5].map((index) => `/notes/${String(index)}/scope/ref`),
  );
});

async function notesOf(changes: Record<string, unknown>): Promise<{ notes: [object, ...object[]] }> {
  return (await changed(changes))[`${FOLDER}/dev-notes.json`] as { notes: [object, ...object[]] };
}

async function rulesFor(notes: Record<string, unknown>, plan: Record<string, unknown> = {}): Promise<string[]> {
  return (await lintFiles(await changed(notes, plan))).map(({ rule }) => rule);
}

async function changed(
  notes: Record<string, unknown>,
  plan: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const tree = await readTree('rules/note-references/passes');
  const read = (name: string): unknown => JSON.parse(String(tree[`${FOLDER}/${name}`]));
  return {
    [`${FOLDER}/dev-notes.json`]: edit(read('dev-notes.json'), notes),
    [`${FOLDER}/plan.json`]: edit(read('plan.json'), plan),
  };
}

test.each<[description: string, plan: Changes, rules: string[]]>([
  ['whose checkpoint is not detailed yet may come', { '/checkpoints/0/task_groups': [] }, []],
  ['may be one whose id is wrong', { '/checkpoints/0/task_groups/0/tasks/0/id': '2.1.1' }, ['plan-ids']],
  ['is not missed in a plan without checkpoints', { '/checkpoints': [] }, []],
])('a task %s', async (_description, plan, rules) => {
  expect(await rulesFor({}, plan)).toEqual(rules);
});
