import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions, type CheckResult } from '../../src/check/check.js';
import { Fault } from '../../src/lint/fault.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { readTree } from '../support/lint-fixture.js';
import { sessionOf, SESSIONS, withProse } from '../support/sessions.js';
import { treeOnDisk, type Tree } from '../support/tree.js';
import { gitIn, temporaryFolder } from '../workspace/temporary-folder.js';

const DRIFTED = await readTree('rules/state-agrees-with-plan/fails');
const STATE = `${SESSIONS.v2}/state.json`;
const PLAN = `${SESSIONS.v2}/plan.json`;

/** Dev notes in which nothing is wrong. */
function notes(session: string): unknown {
  return { session_id: session, notes: [] };
}

function run(tree: Tree, options: Omit<CheckOptions, 'cwd'> = {}): Promise<CheckResult> {
  return check({ cwd: treeOnDisk(withProse(tree)), config: false, ...options });
}

const brief = ({ file, line, column, ruleId }: Diagnostic): string => `${file}:${line}:${column} ${ruleId}`;
const rulesOf = ({ diagnostics }: CheckResult): string[] => diagnostics.map(({ ruleId }) => ruleId);

describe('what was looked at', () => {
  test('a healthy tree has no diagnostics, and every file, document and session is counted', async () => {
    const line = JSON.stringify({
      timestamp: '2026-03-04T10:15:00.000001',
      payload: { session_id: 's', transcript_path: '/t', cwd: '/', hook_event_name: 'Stop', stop_hook_active: false },
    });
    const { diagnostics, summary, sessions, skipped } = await run({
      ...(await readTree('rules/state-agrees-with-plan/passes')),
      'agents/logging/hook_logs/s/Stop.jsonl': `${line}\n\n${line}\n`,
      'src/state.json': 'is not governed',
    });
    expect(diagnostics).toEqual([]);
    expect(summary).toEqual({ files: 7, documents: 8, steps: 0, skipped: 0, unparsed: 0, errors: 0, warnings: 0 });
    expect({ sessions, skipped }).toEqual({ sessions: 3, skipped: [] });
  });

  test('an empty tree has nothing to look at', async () => {
    const { diagnostics, summary, sessions } = await run({});
    expect({ diagnostics, sessions }).toEqual({ diagnostics: [], sessions: 0 });
    expect(summary).toEqual({ files: 0, documents: 0, steps: 0, skipped: 0, unparsed: 0, errors: 0, warnings: 0 });
  });

  test('an empty log is a file without documents', async () => {
    const { summary } = await run({ 'agents/logging/hook_logs/abc/Stop.jsonl': '' });
    expect(summary).toMatchObject({ files: 1, documents: 0, unparsed: 0 });
  });

  test('what does not parse is counted, and is an error', async () => {
    const { summary } = await run({ 'agents/sessions/x/plan.json': '{', 'agents/sessions/y/plan.json': '' });
    expect(summary).toMatchObject({ files: 2, documents: 2, unparsed: 2, errors: 2 });
  });

  test('a document of no known version is counted as skipped, and so is a file that no kind governs', async () => {
    const tree = { 'agents/sessions/x/state.json': {}, 'README.md': 'text' };
    const { summary, skipped } = await run(tree, { paths: ['.', 'README.md'] });
    expect(summary).toMatchObject({ files: 1, documents: 1, skipped: 2, warnings: 1 });
    expect(skipped).toEqual([{ display: 'README.md', reason: 'no kind governs it' }]);
  });

  test('a session with research only is a session', async () => {
    const { sessions } = await run({ 'agents/sessions/x/research/r1/state.json': {} });
    expect(sessions).toBe(1);
  });

  test('progress is told to the last file', async () => {
    const told: [number, number][] = [];
    const tree = {
      'agents/sessions/x/dev-notes.json': notes('x'),
      'agents/sessions/y/dev-notes.json': notes('y'),
      'agents/a1/adw_state.json': {},
    };
    await run(tree, { onProgress: (done, total) => told.push([done, total]) });
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });
});

test('diagnostics are in the order of file, line and column', async () => {
  const { diagnostics } = await run({
    'agents/sessions/b/dev-notes.json': '{"session_id": 1,\n"notes": 2, "session_id": 3}',
    'agents/sessions/a/dev-notes.json': '{"session_id": 1, "notes": 2}',
  });
  expect(diagnostics.map(brief)).toEqual([
    'agents/sessions/a/dev-notes.json:1:16 schema',
    'agents/sessions/a/dev-notes.json:1:28 schema',
    'agents/sessions/b/dev-notes.json:2:10 schema',
    'agents/sessions/b/dev-notes.json:2:13 duplicate-key',
    'agents/sessions/b/dev-notes.json:2:27 schema',
  ]);
});

describe('sessions', () => {
  test('state and plan are judged beside each other', async () => {
    const result = await run(DRIFTED);
    expect(new Set(rulesOf(result))).toEqual(new Set(['state-agrees-with-plan']));
    expect(result.diagnostics[0]!.related.map(({ file }) => path.posix.basename(file))).toContain('state.json');
  });

  test.each([STATE, PLAN])('%s alone is judged beside its neighbour', async (file) => {
    const { diagnostics, summary } = await run(DRIFTED, { paths: [file] });
    expect(diagnostics.map(({ ruleId }) => ruleId)).toContain('state-agrees-with-plan');
    expect(summary).toMatchObject({ files: 1, documents: 1 });
  });

  test('what is wrong inside a neighbour is not told', async () => {
    const tree = { [STATE]: DRIFTED[STATE], [PLAN]: '{' };
    const { diagnostics, summary } = await run(tree, { paths: [STATE] });
    expect(diagnostics).toEqual([]);
    expect(summary).toMatchObject({ files: 1, unparsed: 0 });
  });

  test('a neighbour that the configuration ignores is not looked at', async () => {
    const tree = { ...DRIFTED, 'stategate.config.json': { ignores: ['**/plan.json'] } };
    const { diagnostics } = await check({ cwd: treeOnDisk(withProse(tree)) });
    expect(diagnostics).toEqual([]);
  });

  test('sessions of which one name begins with the other are kept apart', async () => {
    const { [STATE]: state, [PLAN]: plan } = sessionOf('v2', { '/artifacts/plan': null }, {});
    const name = path.posix.basename(SESSIONS.v2);
    const { sessions, diagnostics } = await run({
      [`agents/sessions/${name}/state.json`]: state,
      [`agents/sessions/${name}-b/plan.json`]: plan,
      [`agents/sessions/${name}0/dev-notes.json`]: notes(`${name}0`),
    });
    expect(sessions).toBe(3);
    expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(['session-id-matches-folder']);
  });

  test('a session whose files stand around those of another is judged once', async () => {
    const result = await run({
      [STATE]: DRIFTED[STATE],
      [PLAN]: DRIFTED[PLAN],
      [`${SESSIONS.v2}/repo/agents/sessions/y/dev-notes.json`]: notes('y'),
    });
    expect(rulesOf(result)).toEqual(['state-agrees-with-plan']);
    expect(result.sessions).toBe(2);
  });

  test('a session that a link leads to may be called by its own name', async () => {
    const cwd = treeOnDisk({
      'agents/sessions/2026-03-04_tides_k3m9q2/dev-notes.json': notes('2026-03-04_tides_k3m9q2'),
    });
    symlinkSync('2026-03-04_tides_k3m9q2', path.join(cwd, 'agents/sessions/latest'));
    const { diagnostics, summary } = await check({ cwd, config: false, paths: ['agents/sessions/latest'] });
    expect(diagnostics).toEqual([]);
    expect(summary.files).toBe(1);
  });

  test('a session that a link leads to must be called by one of both names', async () => {
    const cwd = treeOnDisk({ 'agents/sessions/2026-03-04_tides_k3m9q2/dev-notes.json': notes('tides') });
    symlinkSync('2026-03-04_tides_k3m9q2', path.join(cwd, 'agents/sessions/latest'));
    const result = await check({ cwd, config: false, paths: ['agents/sessions/latest'] });
    expect(rulesOf(result)).toEqual(['session-id-matches-folder']);
  });

  test('a file that is forced to be of another kind is no part of the session that it lies in', async () => {
    const { sessions, summary } = await run(DRIFTED, { kind: 'dev-notes', paths: [PLAN] });
    expect({ sessions, files: summary.files }).toEqual({ sessions: 0, files: 1 });
  });
});

describe('kinds', () => {
  test('a kind can be forced on a file of any name', async () => {
    const { diagnostics, summary } = await run({ 'a.json': notes('x') }, { kind: 'dev-notes', paths: ['a.json'] });
    expect({ diagnostics, skipped: summary.skipped }).toEqual({ diagnostics: [], skipped: 0 });
  });

  const PAYLOAD = {
    session_id: '6f0d0b8e-7c6a-4a57-9d0e-0c4f2c1b9a11',
    transcript_path: '/home/me/t.jsonl',
    cwd: '/home/me',
    hook_event_name: 'SessionStart',
  };

  test('a hook payload with a word that is not listed is a warning: clients grow', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...PAYLOAD, source: 'telepathy' }));
    const { diagnostics } = await check({ kind: 'hook-event', stdin: { bytes, file: 'p.json' }, config: false });
    expect(diagnostics.map(({ severity, pointer }) => [severity, pointer])).toEqual([['warning', '/source']]);
  });

  test('a hook payload of the wrong type is an error', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...PAYLOAD, source: 1 }));
    const { diagnostics } = await check({ kind: 'hook-event', stdin: { bytes, file: 'p.json' }, config: false });
    expect(diagnostics.map(({ severity, pointer }) => [severity, pointer])).toEqual([['error', '/source']]);
  });

  test('foreign payloads are one note each', async () => {
    const payload = JSON.stringify({ hookEventName: 'preToolUse', permissionMode: 'x' });
    const bytes = Buffer.from(`${payload}\n${payload}\n`);
    const result = await check({ kind: 'hook-event', stdin: { bytes, file: 'p.jsonl' }, config: false });
    expect(result.diagnostics.map(brief)).toEqual(['p.jsonl:1:1 foreign-document', 'p.jsonl:2:1 foreign-document']);
    expect(result.diagnostics.every(({ severity }) => severity === 'info')).toBe(true);
    expect(result.summary).toMatchObject({ documents: 2, skipped: 2 });
  });
});

describe('standard input', () => {
  test('a text is checked under the name it goes by, beside the neighbours that are on disk', async () => {
    const cwd = treeOnDisk({ [PLAN]: DRIFTED[PLAN], [STATE]: 'an older text' });
    const bytes = DRIFTED[STATE] as Uint8Array;
    const { diagnostics, summary, sessions } = await check({ cwd, config: false, stdin: { bytes, file: STATE } });
    expect(diagnostics.map(({ ruleId, file }) => [ruleId, file])).toEqual([['state-agrees-with-plan', PLAN]]);
    expect({ files: summary.files, sessions }).toEqual({ files: 1, sessions: 1 });
  });

  test('the neighbours are found when links lead to the working directory', async () => {
    const cwd = path.join(temporaryFolder(), 'link');
    symlinkSync(treeOnDisk({ [PLAN]: DRIFTED[PLAN] }), cwd);
    const bytes = DRIFTED[STATE] as Uint8Array;
    expect(rulesOf(await check({ cwd, config: false, stdin: { bytes, file: STATE } }))).toEqual([
      'state-agrees-with-plan',
    ]);
  });

  test('a name that no kind governs is skipped', async () => {
    const stdin = { bytes: Buffer.from('{}'), file: 'package.json' };
    const { skipped, summary } = await check({ cwd: temporaryFolder(), config: false, stdin });
    expect(skipped).toEqual([{ display: 'package.json', reason: 'no kind governs it; name one with --kind' }]);
    expect(summary).toMatchObject({ files: 0, skipped: 1 });
  });

  test('a name that the configuration ignores is skipped', async () => {
    const cwd = treeOnDisk({ 'stategate.config.json': { ignores: ['agents/sessions/old'] } });
    const stdin = { bytes: Buffer.from('{'), file: 'agents/sessions/old/plan.json' };
    const { skipped, diagnostics } = await check({ cwd, stdin });
    expect({ diagnostics, reasons: skipped.map(({ reason }) => reason) }).toEqual({
      diagnostics: [],
      reasons: ['the configuration ignores it'],
    });
  });
});

describe('paths', () => {
  test('a path that leads nowhere is a fault, one line for each', async () => {
    const checked = run({}, { paths: ['nowhere', '*.jsonl', 'a\u001b[31m\nb'] });
    await expect(checked).rejects.toThrow(Fault);
    await expect(checked).rejects.toThrow(
      'no file, folder or match for "nowhere"\nno file, folder or match for "*.jsonl"\n' +
        'no file, folder or match for "a\\u{1b}[31m\\u{a}b"',
    );
  });

  test('what git ignores is left out', async () => {
    const cwd = treeOnDisk({ '.gitignore': 'old/\n', 'old/agents/sessions/x/plan.json': '{' });
    gitIn(cwd, 'init', '--quiet');
    expect((await check({ cwd, config: false })).summary.files).toBe(0);
  });

  test('a folder that cannot be read is told', async () => {
    const cwd = treeOnDisk({ 'agents/sessions/x/dev-notes.json': notes('x') });
    // What the name decodes to is not there; permissions would not keep root out.
    mkdirSync(Buffer.concat([Buffer.from(`${cwd}/agents/`), Buffer.from([0x61, 0xff])]));
    const { unreadable, summary } = await check({ cwd, config: false });
    expect(unreadable).toEqual([{ display: 'agents/a\uFFFD', reason: 'its name is not UTF-8' }]);
    expect(summary.files).toBe(1);
  });

  test('a working tree of which git cannot tell what it ignores is told', async () => {
    const cwd = treeOnDisk({ 'agents/sessions/x/plan.json': '{' });
    gitIn(cwd, 'init', '--quiet');
    appendFileSync(path.join(cwd, '.git/config'), '[broken');
    const { unaskable, summary } = await check({ cwd, config: false });
    expect(unaskable).toEqual([{ display: '.', reason: expect.stringContaining('bad config') as string }]);
    expect(summary.files).toBe(1);
  });
});

describe('limits', () => {
  const big = { 'agents/sessions/x/dev-notes.json': { ...(notes('x') as object), pad: 'a'.repeat(2000) } };

  test('a file beyond maxFileSize is not read', async () => {
    const result = await run(big, { maxFileSize: 1000 });
    expect(rulesOf(result)).toEqual(['unreadable-file']);
    expect(result.summary.unparsed).toBe(1);
  });

  test('the option counts before the configuration', async () => {
    const cwd = treeOnDisk({ ...big, 'stategate.config.json': { maxFileSize: 1000 } });
    expect(rulesOf(await check({ cwd }))).toEqual(['unreadable-file']);
    expect(rulesOf(await check({ cwd, maxFileSize: 10_000 }))).toEqual([]);
  });
});

describe('a cause is told once', () => {
  test('a mistake at one place does not silence rules elsewhere, and rules do not judge that place', async () => {
    const state = sessionOf('v2', {
      '/session_id': 'another',
      '/build_progress/checkpoints_total': 'three',
      '/build_progress/checkpoints_completed': [9],
      '/artifacts': undefined,
      '/commits': [],
    });
    const { diagnostics } = await run({ [STATE]: state[STATE] });
    expect(diagnostics.map(({ ruleId, pointer }) => `${ruleId} ${pointer}`).sort()).toEqual([
      'schema /build_progress/checkpoints_total',
      'session-id-matches-folder /session_id',
    ]);
  });

  test('a document that does not fit as a whole is judged by no rule', async () => {
    const { diagnostics, summary } = await run({ 'agents/sessions/x/dev-notes.json': ['{{UNFILLED}}'] });
    expect(diagnostics.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([['schema', '']]);
    expect(summary).toMatchObject({ skipped: 0, unparsed: 0 });
  });

  test('rules do not judge what does not fit even when the rule that tells of it is off', async () => {
    const state = sessionOf('v2', { '/build_progress/checkpoints_total': 'three', '/artifacts': undefined });
    const cwd = treeOnDisk({ [STATE]: state[STATE], 'stategate.config.json': { rules: { schema: 'off' } } });
    expect((await check({ cwd })).diagnostics).toEqual([]);
  });
});

describe('fingerprints', () => {
  const file = 'agents/sessions/x/dev-notes.json';

  async function prints(text: unknown): Promise<string[]> {
    const { diagnostics } = await run({ [file]: text });
    return diagnostics.map(({ fingerprint }) => fingerprint);
  }

  test('are 16 hexadecimal digits', async () => {
    expect(await prints('{"session_id": "y", "notes": []}')).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  const MISTAKES: readonly (readonly [about: string, text: string])[] = [
    ['a value', '{"session_id": "y", "notes": []}'],
    ['a type', '{"session_id": "x", "notes": 1}'],
    ['what is missing', '{"session_id": "x"}'],
    ['a key that is there twice', '{"session_id": "x", "notes": [], "notes": []}'],
    ['a text that ends too early', '{"session_id": "x", "notes": ['],
  ];

  test.each(MISTAKES)('of %s stay when lines move', async (_about, text) => {
    const before = await prints(text);
    expect(before).toHaveLength(1);
    expect(await prints(`\n\n  ${text}`)).toEqual(before);
  });

  test.each([
    ['what is missing', '{"session_id": "x"}', '{"session_id": "x", "later": 1}'],
    ['a value', '{"session_id": "y", "notes": []}', '{"session_id": "y", "notes": [], "later": 1}'],
  ])('of %s stay when something else changes', async (_about, text, changed) => {
    expect(await prints(changed)).toEqual(await prints(text));
  });

  test('differ when the value does', async () => {
    expect(await prints('{"session_id": "y", "notes": []}')).not.toEqual(
      await prints('{"session_id": "z", "notes": []}'),
    );
  });

  test('differ for two properties that are missing at one place', async () => {
    expect(new Set(await prints('{}')).size).toBe(2);
  });

  test('differ from file to file', async () => {
    const text = '{"session_id": "z", "notes": []}';
    const { diagnostics } = await run({ [file]: text, 'agents/sessions/y/dev-notes.json': text });
    expect(new Set(diagnostics.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

test('what comes from a document cannot drive a terminal', async () => {
  const { diagnostics } = await run({
    'agents/sessions/x/dev-notes.json': JSON.stringify({
      session_id: `\u001b]0;owned\u0007\u202e${'long '.repeat(100)}\n`,
      notes: [],
    }),
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `session_id is "\\u{1b}]0;owned\\u{7}\\u{202e}${'long '.repeat(29)}lon…" but the folder is "x"; the id in the file is the name of its folder`,
  ]);
});

test('a document with a mistake at every place is told of a thousand of them, and that there are more', async () => {
  const bytes = Buffer.from(`{"session_id":"x","notes":[${'1,'.repeat(200_000)}1]}`);
  const { diagnostics } = await check({ kind: 'dev-notes', config: false, stdin: { bytes, file: 'a.json' } });
  expect(diagnostics).toHaveLength(1001);
  expect(diagnostics.at(-1)?.message).toMatch(/^more places do not fit the schema than are listed/u);
});
