import { win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toPosix } from '../../src/workspace/paths.js';
import { kindOfFile } from '../../src/workspace/kind-of-file.js';
import { placeOf, sessionOf } from '../../src/workspace/place.js';

const SESSION = '/repo/agents/sessions/2026-03-01_tide-tables_k3m9x2';

describe('kindOfFile', () => {
  test.each([
    [`${SESSION}/state.json`, 'session-state'],
    [`${SESSION}/plan.json`, 'plan'],
    [`${SESSION}/dev-notes.json`, 'dev-notes'],
    [`${SESSION}/research/harbour-depths/state.json`, 'research-state'],
    [`${SESSION}/research/harbour-depths/subagents/subagent_001.json`, 'research-subagent'],
    ['/repo/.spectre/sessions/a/state.json', 'session-state'],
    ['/repo/packages/one/agents/sessions/a/state.json', 'session-state'],
    ['/repo/agents/sessions/a/agents/sessions/b/plan.json', 'plan'],
    ['/agents/sessions/a/state.json', 'session-state'],
    ['/repo/.hidden/agents/sessions/.a/state.json', 'session-state'],
    ['/repo/agents/logging/hook_logs/9d0c/PreToolUse.jsonl', 'hook-log'],
    ['/repo/agents/1a2b3c4d/adw_state.json', 'adw-state'],
    ['C:/repo/agents/sessions/a/state.json', 'session-state'],
    ['//server/share/agents/sessions/a/state.json', 'session-state'],
    ['/repo/agents/sessions/Gezeiten-übersicht 潮/state.json', 'session-state'],
    ['/repo/agents/sessions/[x]*/state.json', 'session-state'],
    ['/repo/agents/sessions/line\nbreak/state.json', 'session-state'],
    ['/repo/line\nbreak/agents/sessions/\nfirst/state.json', 'session-state'],
  ])('governs %j as %s', (file, kind) => {
    expect(kindOfFile(file)).toBe(kind);
  });

  test.each([
    '/repo/state.json',
    '/repo/sessions/a/state.json',
    '/repo/myagents/sessions/a/state.json',
    '/repo/agents/sessions/state.json',
    `${SESSION}/context/state.json`,
    `${SESSION}/state.json.bak`,
    `${SESSION}/state.json/inner.txt`,
    `${SESSION}/research/state.json`,
    '/repo/agents/logging/hook_logs/PreToolUse.jsonl',
    '/repo/agents/adw_state.json',
    '/repo/agents\\sessions\\a\\state.json',
  ])('does not govern %s', (file) => {
    expect(kindOfFile(file)).toBeUndefined();
  });
});

describe('placeOf', () => {
  test.each([
    ['session-state', `${SESSION}/state.json`, SESSION],
    ['plan', `${SESSION}/plan.json`, SESSION],
    ['dev-notes', `${SESSION}/dev-notes.json`, SESSION],
    ['research-state', `${SESSION}/research/harbour-depths/state.json`, `${SESSION}/research/harbour-depths`],
    ['hook-log', '/repo/agents/logging/hook_logs/9d0c/Stop.jsonl', '/repo/agents/logging/hook_logs/9d0c'],
    ['adw-state', '/repo/agents/1a2b3c4d/adw_state.json', '/repo/agents/1a2b3c4d'],
    ['session-state', '/repo/.spectre/sessions/a/state.json', '/repo/.spectre/sessions/a'],
    ['plan', '/repo/agents/sessions/a/agents/sessions/b/plan.json', '/repo/agents/sessions/a/agents/sessions/b'],
  ] as const)('of %s %s is the folder %s', (kind, file, folder) => {
    expect(placeOf(kind, file)).toEqual({ folder: folder.slice(folder.lastIndexOf('/') + 1), path: folder });
  });

  test('is told on Windows as well', () => {
    const file = toPosix('c:\\repo\\agents\\sessions\\tide-tables\\state.json', win32);
    expect(placeOf('session-state', file)).toEqual({
      folder: 'tide-tables',
      path: 'C:/repo/agents/sessions/tide-tables',
    });
  });

  test('is unknown where no folder bears the id', () => {
    expect(
      placeOf('research-subagent', `${SESSION}/research/harbour-depths/subagents/subagent_001.json`),
    ).toBeUndefined();
  });

  test('is unknown for a file that only a forced kind governs', () => {
    expect(placeOf('session-state', '/repo/somewhere/copy.json')).toBeUndefined();
    expect(placeOf('session-state', `${SESSION}/plan.json`)).toBeUndefined();
  });
});

describe('sessionOf', () => {
  test.each([
    `${SESSION}/state.json`,
    `${SESSION}/plan.json`,
    `${SESSION}/dev-notes.json`,
    `${SESSION}/research/harbour-depths/state.json`,
    `${SESSION}/research/harbour-depths/subagents/subagent_001.json`,
  ])('finds the session folder of %s', (file) => {
    expect(sessionOf(file)).toBe(SESSION);
  });

  test('finds the innermost session', () => {
    expect(sessionOf('/repo/agents/sessions/a/agents/sessions/b/research/c/state.json')).toBe(
      '/repo/agents/sessions/a/agents/sessions/b',
    );
  });

  test.each([
    '/repo/agents/1a2b3c4d/adw_state.json',
    '/repo/agents/logging/hook_logs/9d0c/Stop.jsonl',
    `${SESSION}/spec.md`,
  ])('finds none for %s', (file) => {
    expect(sessionOf(file)).toBeUndefined();
  });
});
