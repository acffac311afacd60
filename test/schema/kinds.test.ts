import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { FILE_PATTERNS } from '../../src/schema/generated/globs.js';
import { KINDS, type KindId } from '../../src/schema/kinds.js';
import { kindOfFile } from '../../src/workspace/kind-of-file.js';

const governed: readonly (readonly [file: string, kind: KindId])[] = [
  ['/repo/agents/sessions/2026-03-09_import-queue_p7w2c4/state.json', 'session-state'],
  ['/repo/agents/sessions/2026-03-09_import-queue_p7w2c4/plan.json', 'plan'],
  ['/repo/agents/sessions/2026-03-09_import-queue_p7w2c4/dev-notes.json', 'dev-notes'],
  ['/repo/agents/sessions/refactor-frontend/research/r1/state.json', 'research-state'],
  ['/repo/agents/sessions/refactor-frontend/research/r1/subagents/subagent_001.json', 'research-subagent'],
  ['/repo/.spectre/sessions/offline-search/state.json', 'session-state'],
  ['/repo/.spectre/sessions/offline-search/plan.json', 'plan'],
  ['/repo/.spectre/sessions/offline-search/dev-notes.json', 'dev-notes'],
  ['/repo/.spectre/sessions/offline-search/research/r1/state.json', 'research-state'],
  ['/repo/.spectre/sessions/offline-search/research/r1/subagents/a.json', 'research-subagent'],
  ['/repo/apps/web/agents/sessions/a/state.json', 'session-state'],
  ['/repo/agents/agents/sessions/a/state.json', 'session-state'],
  ['/repo/.agents/agents/sessions/.a/state.json', 'session-state'],
  ['/agents/sessions/a/state.json', 'session-state'],
  ['/repo/agents/logging/hook_logs/9d0c/PreToolUse.jsonl', 'hook-log'],
  ['/repo/agents/3f9a17c2/adw_state.json', 'adw-state'],
];

const lookalikes: readonly string[] = [
  '/repo/agents/sessions/a/sub/state.json',
  '/repo/agents/sessions/a/context/plan.json',
  '/repo/agents/sessions/state.json',
  '/repo/agents/sessions/a/research/state.json',
  '/repo/agents/sessions/a/research/r1/state.json/x.json',
  '/repo/agents/sessions/a/research/r1/subagents/deep/a.json',
  '/repo/agents/sessions/a/state.json.orig',
  '/repo/agents/sessions/a/State.json',
  '/repo/agents/sessions/a/mystate.json',
  '/repo/subagents/sessions/a/state.json',
  '/repo/agents-old/sessions/a/state.json',
  '/repo/spectre/sessions/a/state.json',
  '/repo/node_modules/sessions/a/state.json',
  '/repo/agents/logging/hook_logs/PreToolUse.jsonl',
  '/repo/agents/logging/hook_logs/9d0c/PreToolUse.json',
  '/repo/.logs/9d0c/PreToolUse.jsonl',
  '/repo/agents/adw_state.json',
  '/repo/agents/3f9a17c2/build/adw_state.json',
];

describe('the kind of a file', () => {
  test.each(governed)('%s: %s', (file, kind) => {
    expect(kindOfFile(file)).toBe(kind);
  });

  test.each(lookalikes)('%s: none', (file) => {
    expect(kindOfFile(file)).toBeUndefined();
  });

  test('is the one whose globs a glob library matches', () => {
    const byLibrary = (file: string): string | undefined =>
      Object.entries(KINDS).find(([, { files }]) =>
        files.some((glob) => picomatch.isMatch(file, glob, { dot: true })),
      )?.[0];
    for (const file of [...governed.map(([name]) => name), ...lookalikes]) {
      expect(kindOfFile(file), file).toBe(byLibrary(file));
    }
  });

  test('is told by one pattern alone', () => {
    for (const [file, kind] of governed) {
      const kinds = FILE_PATTERNS.filter(([, pattern]) => pattern.test(file)).map(([id]) => id);
      expect(kinds, file).toEqual([kind]);
    }
  });
});

test('every kind that names files has a case here', () => {
  const named = Object.entries(KINDS).flatMap(([id, { files }]) => (files.length > 0 ? [id] : []));
  expect(new Set(governed.map(([, kind]) => kind))).toEqual(new Set(named));
});

test('every kind has a title of its own', () => {
  const titles = Object.values(KINDS).map(({ title }) => title.toLowerCase());
  expect(new Set(titles).size).toBe(titles.length);
});
