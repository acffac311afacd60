import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { displayPath, toPosix } from '../../src/workspace/paths.js';

describe('toPosix', () => {
  test.each([
    ['agents\\sessions\\a\\state.json', 'agents/sessions/a/state.json'],
    ['C:\\work\\agents', 'C:/work/agents'],
    ['c:\\work/agents', 'C:/work/agents'],
    ['\\\\server\\share\\agents', '//server/share/agents'],
    ['\\\\?\\d:\\long\\path', 'D:/long/path'],
    ['\\\\?\\UNC\\server\\share\\path', '//server/share/path'],
    ['\\\\?\\unc\\server\\share\\path', '//server/share/path'],
    ['\\\\?\\C:\\uncle\\path', 'C:/uncle/path'],
    ['..\\beside', '../beside'],
  ])('writes %s of Windows as %s', (file, expected) => {
    expect(toPosix(file, win32)).toBe(expected);
  });

  test.each(['/home/a\\b/state.json', 'c:/x', '//server/share'])('leaves %s of other systems as it is', (file) => {
    expect(toPosix(file, posix)).toBe(file);
  });
});

describe('displayPath', () => {
  test.each([
    ['/work', '/work/agents/state.json', 'agents/state.json'],
    ['/work', '/work', '.'],
    ['/', '/agents/state.json', 'agents/state.json'],
    ['/work/deep', '/work/beside/state.json', '../beside/state.json'],
    ['/work', '/workshop/state.json', '../workshop/state.json'],
    ['/work', '/work/..hidden/state.json', '..hidden/state.json'],
    ['/work', '/work/back\\slash/line\nbreak.json', 'back\\slash/line\nbreak.json'],
  ])('from %s shows %s as %j', (cwd, file, expected) => {
    expect(displayPath(cwd, file, posix)).toBe(expected);
  });

  test.each([
    ['C:\\work', 'C:\\work\\agents\\state.json', 'agents/state.json'],
    ['C:\\', 'C:\\agents\\state.json', 'agents/state.json'],
    ['C:\\work', 'C:\\work', '.'],
    ['C:\\work', 'c:\\Work\\agents\\state.json', 'agents/state.json'],
    ['C:\\work\\deep', 'C:\\work\\beside\\state.json', '../beside/state.json'],
    ['C:\\work', 'd:\\other\\state.json', 'D:/other/state.json'],
    ['\\\\server\\share\\work', '\\\\server\\share\\work\\state.json', 'state.json'],
    ['\\\\server\\share\\work', '\\\\server\\other\\state.json', '//server/other/state.json'],
    ['C:\\work', '\\\\server\\share\\state.json', '//server/share/state.json'],
  ])('on Windows, from %s shows %s as %s', (cwd, file, expected) => {
    expect(displayPath(cwd, file, win32)).toBe(expected);
  });
});
