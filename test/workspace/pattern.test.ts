import { type PlatformPath, posix, win32 } from 'node:path';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { matcher, parsePattern, type Pattern } from '../../src/workspace/pattern.js';

function patternOf(text: string, flavour: PlatformPath): Pattern | undefined {
  const pattern = parsePattern(text, flavour);
  if (pattern && 'refused' in pattern) throw new Error(pattern.refused);
  return pattern;
}

describe('parsePattern', () => {
  test.each([
    ['agents/**/state.json', posix, 'agents/'],
    ['*/state.json', posix, ''],
    ['./agents/ses*/x', posix, './agents/'],
    ['/var/agents/{a,b}/state.json', posix, '/var/agents/'],
    ['/*', posix, '/'],
    ['../beside/[ab]/state.json', posix, '../beside/'],
    ['agents\\sessions\\*\\state.json', win32, 'agents/sessions/'],
    ['C:\\repo\\*', win32, 'C:/repo/'],
    ['C:\\*', win32, 'C:/'],
    ['\\\\server\\share\\agents\\*', win32, '//server/share/agents/'],
  ])('%s begins with a folder', (text, flavour, base) => {
    expect(patternOf(text, flavour)?.base).toBe(base);
  });

  test.each([
    ['agents/sessions', posix],
    ['agents\\sessions\\a', win32],
    ['C:\\repo', win32],
    ['', posix],
  ])('%s is no glob', (text, flavour) => {
    expect(patternOf(text, flavour)).toBeUndefined();
  });

  test('matches below its base', () => {
    const pattern = patternOf('agents\\**\\state.json', win32);
    expect(pattern?.matches('sessions/a/state.json')).toBe(true);
    expect(pattern?.matches('sessions/a/plan.json')).toBe(false);
  });

  test('an escaped bracket is a bracket', () => {
    expect(patternOf('agents/\\[x\\]/*.json', posix)?.base).toBe('agents/');
    expect(patternOf('agents/\\[x\\]/*.json', posix)?.matches('[x]/state.json')).toBe(true);
    expect(patternOf('agents/\\[x\\]/*.json', posix)?.matches('x/state.json')).toBe(false);
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

describe('a glob', () => {
  test.each([
    ['agents/*/plan.json', 'agents/a/plan.json', 'agents/a/b/plan.json'],
    ['agents/**/plan.json', 'agents/plan.json', 'agents/plan.jsonl'],
    ['agents/**', 'agents', 'agents-2'],
    ['*/**', 'agents/a', 'state.json'],
    ['?at', 'cat', 'at'],
    ['?', '🦊', 'ab'],
    ['[a-c]x', 'bx', 'dx'],
    ['[!a-c]x', 'dx', 'bx'],
    ['[^a]', 'b', 'a'],
    ['[]a]', ']', 'b'],
    ['[a\\]]', ']', '\\'],
    ['[[:digit:]_]', '7', 'a'],
    ['[z-a]', '[z-a]/..', 'm'],
    ['a[b', 'a[b', 'ab'],
    ['{a,b/c}/d', 'b/c/d', 'b/d'],
    ['{a,{b,c}}', 'c', '{b,c}'],
    ['{a,**/b}/c', 'x/y/b/c', 'x/a/c'],
    ['{a}', '{a}', 'a'],
    ['{a', '{a', 'a'],
    ['{1..3}', '2', '4'],
    ['{08..10}', '09', '9'],
    ['{a..c}', 'b', 'd'],
    ['@(a|b)c', 'bc', 'c'],
    ['?(a)c', 'c', 'aac'],
    ['+(a|b)c', 'abac', 'c'],
    ['*(a|b)c', 'c', 'abcd'],
    ['!(keep|old)/x', 'keeper/x', 'keep/x'],
    ['a!(b)', 'a', 'ab'],
    ['+(a|b', '+(a|b', 'a'],
    ['\\*', '*', 'a'],
    ['../*', '../a', 'a'],
    ['..a', '..a', 'a'],
  ])('%s matches %s and not %s', (glob, one, other) => {
    const matches = matcher(glob, posix);
    expect({ one: matches(one), other: matches(other) }).toEqual({ one: glob !== '[z-a]', other: false });
  });

  test('takes no notice of case where file systems do not', () => {
    expect(matcher('Agents/[A-C]*', win32)('agents/bee')).toBe(true);
  });

  // Each makes a matcher that tries one way after the other take longer than anyone waits.
  test.each(['*a'.repeat(30), '+(a|aa)', '*(*(*(a)))', '+(+(+(a|b)|a)|a)', '{a,aa}'.repeat(100), '*(!(*a*a*a*b))'])(
    'is matched in time that grows with its length: %s',
    (glob) => {
      const matches = matcher(`${glob}b`, posix);
      expect(matches('a'.repeat(250))).toBe(false);
      expect(matches(`${'a'.repeat(250)}/${'a'.repeat(250)}`)).toBe(false);
    },
    2000,
  );

  test.each([
    ['*'.padEnd(5000, 'a'), 'it is longer than 4096 characters'],
    ['*'.padEnd(70_000, 'a'), 'it is longer than 4096 characters'],
    ['*a'.repeat(33), 'it has more than 32 stars'],
    ['@('.repeat(30) + ')'.repeat(30), 'its brackets are nested more than 20 deep'],
    ['!(a!(b))', 'it has a "!(…)" inside another'],
    ['{1..100000}', 'it has a range of more than 1000 members'],
    ['[[:nonsense:]]', '"[:nonsense:]" is no class of characters'],
  ])('that could take long is refused: %#', (glob, refused) => {
    expect(parsePattern(glob, posix)).toEqual({ refused });
  });

  const NAMES = ['a', 'b', 'ab', '.x', 'ba'];
  const PARTS = [...NAMES, '*', '?', '[ab]', '[^a]', '{a,b}', '{a,b*}', 'a*', '@(a|b)', '?(a)b', '+(a|b)', '*.x'];

  test('of the usual parts matches what picomatch matches', () => {
    fc.assert(
      fc.property(pathOf([...PARTS, '**']), pathOf(NAMES), (glob, file) => {
        const folders = file.split('/').map((_name, index, names) => names.slice(0, index + 1).join('/'));
        // At its end picomatch lets some globs' `**` stand for nothing.
        fc.pre(!glob.endsWith('**') || glob === '**');
        const expected = folders.some((folder) => picomatch.isMatch(folder, glob, { dot: true, flags: 's' }));
        expect(matcher(glob, posix)(file)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  function pathOf(parts: readonly string[]): fc.Arbitrary<string> {
    return fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  }
});
