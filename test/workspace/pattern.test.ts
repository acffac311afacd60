import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { matcher, parsePattern } from '../../src/workspace/pattern.js';

describe('parsePattern', () => {
  test.each([
    ['agents/**/state.json', posix, 'agents/'],
    ['*/state.json', posix, ''],
    ['./agents/ses*/x', posix, './agents/'],
    ['/var/agents/{a,b}/state.json', posix, '/var/agents/'],
    ['/*', posix, '/'],
    ['../beside/[ab]/state.json', posix, '../beside/'],
    ['agents\\sessions\\*\\state.json', win32, 'agents/sessions/'],
    ['C:\\work\\*', win32, 'C:/work/'],
    ['C:\\*', win32, 'C:/'],
    ['\\\\server\\share\\agents\\*', win32, '//server/share/agents/'],
  ])('%s begins with a folder', (text, flavour, base) => {
    expect(parsePattern(text, flavour)?.base).toBe(base);
  });

  test.each([
    ['agents/sessions', posix],
    ['agents\\sessions\\a', win32],
    ['C:\\work', win32],
    ['', posix],
  ])('%s is no glob', (text, flavour) => {
    expect(parsePattern(text, flavour)).toBeUndefined();
  });

  test('matches below its base', () => {
    const pattern = parsePattern('agents\\**\\state.json', win32);
    expect(pattern?.matches('sessions/a/state.json')).toBe(true);
    expect(pattern?.matches('sessions/a/plan.json')).toBe(false);
  });

  test('an escaped bracket is a bracket', () => {
    expect(parsePattern('agents/\\[x\\]/*.json', posix)?.base).toBe('agents/');
    expect(parsePattern('agents/\\[x\\]/*.json', posix)?.matches('[x]/state.json')).toBe(true);
    expect(parsePattern('agents/\\[x\\]/*.json', posix)?.matches('x/state.json')).toBe(false);
  });
});

describe('matcher', () => {
  test.each([
    ['fixtures', 'fixtures/a/state.json', true],
    ['fixtures/', 'fixtures/a/state.json', true],
    ['./fixtures', 'fixtures/a/state.json', true],
    ['fixtures/**', 'fixtures/a/state.json', true],
    ['**/old-*', 'agents/sessions/old-one/state.json', true],
    ['*.json', 'state.json', true],
    ['.*', '.spectre/sessions/a/state.json', true],
    ['!fixtures', '!fixtures/a', true],
    ['#a', '#a', true],
    ['fixtures', 'fixtures-2/a/state.json', false],
    ['*.json', 'agents/plan.yaml', false],
    ['sessions', 'agents/sessions/a/state.json', false],
    ['**', '../beside/state.json', false],
  ])('%s, %s: %s', (glob, file, expected) => {
    expect(matcher(glob, posix)(file)).toBe(expected);
  });
});
