import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { lintFiles, lintTree } from '../support/lint-fixture.js';
import { sessionOf, SESSIONS } from '../support/sessions.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

const RULE = 'session-references';

test('sessions that come from others beside them have no finding', async () => {
  expect(await lintTree('rules/session-references/passes')).toEqual([]);
});

test('tells of a circle once, of a name that is misspelt, of a session that is put away, and of one that comes from itself', async () => {
  const found = await lintTree('rules/session-references/fails');
  expect(found.map(({ rule, severity, pointer, message }) => [rule, severity, pointer, message.split(';')[0]])).toEqual(
    [
      [
        RULE,
        'warning',
        '/parent_session',
        'sessions come from each other: 2026-05-11_order-labels-again_d4e5f6 → 2026-05-11_order-labels_a1b2c3 → 2026-05-11_order-labels-again_d4e5f6',
      ],
      [RULE, 'warning', '/parent_session', 'parent_session is "2026-05-11_order-labels_a1b2c"'],
      [RULE, 'info', '/prior_session', 'prior_session is "2026-01-19_rename-the-importer_p4t8w1"'],
      [RULE, 'error', '/prior_session', 'prior_session is "2026-05-15_label-fonts_p4q5r6", the session itself'],
    ],
  );
});

/** Sessions by name, each with its parent and what it goes on from. */
function family(parents: Readonly<Record<string, string | readonly [parent: string, prior: string]>>): Tree {
  const [state] = Object.values(sessionOf('v1', {})) as [Record<string, unknown>];
  return Object.fromEntries(
    Object.entries(parents).map(([id, from]) => {
      const [parent, prior = null] = typeof from === 'string' ? [from] : from;
      return [
        `agents/sessions/${id}/state.json`,
        { ...state, session_id: id, parent_session: parent, prior_session: prior },
      ];
    }),
  );
}

const messagesOf = async (tree: Tree): Promise<string[]> =>
  (await lintFiles(tree)).filter(({ rule }) => rule === RULE).map(({ message }) => message.split(';')[0]!);

test('a circle of many is told at the one whose name comes first', async () => {
  expect(await messagesOf(family({ b: 'c', c: 'd', d: 'b' }))).toEqual([
    'sessions come from each other: b → c → d → b',
  ]);
});

test('what only leads into a circle is no part of it', async () => {
  expect(await messagesOf(family({ a: 'b', b: 'c', c: 'b' }))).toEqual(['sessions come from each other: b → c → b']);
});

test('of a circle within another one each is told', async () => {
  expect(await messagesOf(family({ a: 'b', b: 'c', c: ['b', 'd'], d: 'a' }))).toEqual([
    'sessions come from each other: a → b → c → d → a',
    'sessions come from each other: b → c → b',
  ]);
});

test.each([
  [33, 1],
  [34, 0],
])('a circle of %i sessions: %i finding', async (count, findings) => {
  const names = Array.from({ length: count }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const circle = Object.fromEntries(names.map((name, index) => [name, names[(index + 1) % count]!]));
  expect(await messagesOf(family(circle))).toHaveLength(findings);
});

test('a chain of sessions of any length is none, and is not followed to its end for each', async () => {
  const names = Array.from({ length: 400 }, (_, index) => `s${String(index).padStart(4, '0')}`);
  const chain = Object.fromEntries(names.slice(1).map((name, index) => [name, names[index]!]));
  expect(await messagesOf({ ...family(chain), ...family({ s0000: '' }) })).toEqual([]);
});

test.each(['../elsewhere', 'a/b', '..', '.', '{{PARENT}}', '', 'x\0y', 'a\\b'])(
  'of %j, which is the name of no folder, nothing is said',
  async (parent) => {
    expect(await messagesOf(family({ one: parent }))).toEqual([]);
  },
);

test('a name without the letters at its end is likely that of the session that has them', async () => {
  const full = '2026-01-19_order-labels_a1b2c3';
  expect(
    (await lintFiles(family({ one: '2026-01-19_order-labels', [full]: '' }))).map(({ message }) => message),
  ).toEqual([expect.stringContaining(`Did you mean "${full}"?`)]);
});

test.each([
  ['the day', '2026-01-19_order-labels_a1b2c4', true],
  ['the letters at its end', '2026-01-18_order-labels_a1b2c3', true],
  ['neither', '2026-01-18_order-labels_a1b2c4', false],
])('a name with %s of another session: %s', async (_description, parent, isLikely) => {
  const full = '2026-01-19_order-labels_a1b2c3';
  const found = await lintFiles(family({ one: parent, [full]: '' }));
  expect(found.map(({ severity, message }) => [severity, message.includes(full)])).toEqual([
    isLikely ? ['warning', true] : ['info', false],
  ]);
});

test('of hundreds of sessions that one comes from the first hundred are looked for', async () => {
  const names = Array.from({ length: 101 }, (_, index) => `gone-${String(index)}`);
  expect(await lintFiles(sessionOf('v3', { '/prior_sessions': names }))).toHaveLength(100);
});

test('a folder without a state is there', async () => {
  const root = treeOnDisk(family({ one: 'two' }));
  mkdirSync(path.join(root, 'agents/sessions/two'));
  expect((await check({ cwd: root, config: false })).diagnostics).toEqual([]);
});

const own = SESSIONS.v3.split('/').at(-1)!;
test.each<[description: string, prior: unknown[], pointers: string[]]>([
  ['an id', [own], ['/prior_sessions/0']],
  ['an object with a session_id', [{ topic: 'no id' }, { session_id: own }], ['/prior_sessions/1/session_id']],
  ['an object with an id', [{ id: own }], ['/prior_sessions/0/id']],
  ['what is named twice, once', [own, own], ['/prior_sessions/0']],
  ['each of several', [own, 'gone'], ['/prior_sessions/0', '/prior_sessions/1']],
])(
  'sessions of the third version are judged by those that they go on from: %s',
  async (_description, prior, pointers) => {
    const found = await lintFiles(sessionOf('v3', { '/prior_sessions': prior }));
    expect(found.filter(({ rule }) => rule === RULE).map(({ pointer }) => pointer)).toEqual(pointers);
  },
);

test('of a text on standard input nothing is said but that it comes from itself', async () => {
  const judged = async (parent: string): Promise<string[]> => {
    const [[file, state]] = Object.entries(family({ one: parent })) as [[string, unknown]];
    const stdin = { bytes: Buffer.from(JSON.stringify(state)), file };
    return (await check({ cwd: treeOnDisk({}), config: false, stdin })).diagnostics.map(({ severity }) => severity);
  };
  expect(await judged('two')).toEqual([]);
  expect(await judged('one')).toEqual(['error']);
});
