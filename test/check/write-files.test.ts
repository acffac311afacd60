import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Write, writeFiles } from '../../src/check/write-files.js';
import { folderWith } from '../workspace/temporary-folder.js';

describe('when one of several files cannot be written, none is', () => {
  const writes = (folder: string): Write[] => [
    { file: path.join(folder, 'a.txt'), before: 'a', after: 'A', mode: undefined },
    { file: path.join(folder, 'new/b.txt'), before: undefined, after: 'B', mode: undefined },
    { file: path.join(folder, 'c.txt'), before: 'c', after: undefined, mode: undefined },
    { file: path.join(folder, 'd.txt'), before: 'd', after: 'D', mode: undefined },
  ];

  test('because somebody has changed it in between', () => {
    const folder = folderWith({ 'a.txt': 'a', 'c.txt': 'c', 'd.txt': 'other' });
    expect(() => writeFiles(writes(folder))).toThrow(
      `${path.join(folder, 'd.txt')}: it has just been changed by somebody else; nothing was written`,
    );
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'c.txt', 'd.txt']);
    expect(['a', 'c', 'd'].map((name) => readFileSync(path.join(folder, `${name}.txt`), 'utf8'))).toEqual([
      'a',
      'c',
      'other',
    ]);
  });

  test('because something stands in its way', () => {
    const folder = folderWith({ 'a.txt': 'a', 'c.txt': 'c' });
    mkdirSync(path.join(folder, 'd.txt'));
    expect(() => writeFiles(writes(folder))).toThrow(/d\.txt: EISDIR; nothing was written$/u);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'c.txt', 'd.txt']);
    expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe('a');
  });

  test('because its folder cannot be made', () => {
    const folder = folderWith({ 'a.txt': 'a', 'c.txt': 'c', 'd.txt': 'd', new: 'a file' });
    expect(() => writeFiles(writes(folder))).toThrow(/nothing was written$/u);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'c.txt', 'd.txt', 'new']);
  });
});

test('what is written has the permissions that are asked for, and nothing is left beside it', () => {
  const folder = folderWith({ 'a.txt': 'a' });
  writeFileSync(path.join(folder, 'b.txt'), 'b');
  const made = writeFiles([
    { file: path.join(folder, 'x/y/c.txt'), before: undefined, after: 'c', mode: 0o755 },
    { file: path.join(folder, 'b.txt'), before: 'b', after: undefined, mode: undefined },
  ]);
  expect(made).toEqual([path.join(folder, 'x'), path.join(folder, 'x/y')]);
  expect(existsSync(path.join(folder, 'b.txt'))).toBe(false);
  expect(readdirSync(path.join(folder, 'x/y'))).toEqual(['c.txt']);
});

test('what is written belongs to whom it belonged, as far as that can be', () => {
  const folder = folderWith({ 'a.txt': 'a' });
  const file = path.join(folder, 'a.txt');
  // Only root can give files away; for others nothing is to be kept but their own.
  if (process.getuid?.() === 0) chownSync(file, 1234, 5678);
  const { uid, gid } = statSync(file);
  writeFiles([{ file, before: 'a', after: 'A', mode: 0o600 }]);
  expect(statSync(file)).toMatchObject({ uid, gid });
  expect(readFileSync(file, 'utf8')).toBe('A');
});
