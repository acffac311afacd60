import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../src/document/diff.js';
import { repositoryWith } from '../workspace/temporary-folder.js';

const numbers = (count: number): string => Array.from({ length: count }, (_value, index) => `${index}\n`).join('');

describe('git makes of what was what is, by the diff of', () => {
  test.each([
    ['a new file', undefined, 'a\nb\n'],
    ['a file that goes', 'a\nb\n', undefined],
    ['a line put in', numbers(20), numbers(20).replace('7\n', '7\nnew\n')],
    ['changes far apart', numbers(40), numbers(40).replace('3\n', 'three\n').replace('\n35\n', '\n')],
    ['changes close together', numbers(20), numbers(20).replace('8\n', '').replace('12\n', 'twelve\n')],
    ['all lines', 'a\nb\nc\n', 'x\ny\n'],
    ['a last line that is not ended', 'a\nb', 'a\nb\nc'],
    ['a last line that gets its end', 'a\nb', 'a\nb\n'],
    ['carriage returns', 'a\r\nb\r\n', 'a\r\nx\r\nb\r\n'],
    ['a file that was empty', '', 'a\n'],
    ['every other line', numbers(40), numbers(40).replaceAll(/\d*[02468]\n/gu, 'even\n')],
    ['more lines than are compared', numbers(4000), numbers(4000).replaceAll('\n', '!\n')],
  ])('%s', (_name, before, after) => {
    const folder = repositoryWith(before === undefined ? {} : { 'file.txt': before });
    writeFileSync(path.join(folder, 'patch'), `${unifiedDiff('file.txt', before, after).join('\n')}\n`);
    execFileSync('git', ['apply', 'patch'], { cwd: folder });
    const file = path.join(folder, 'file.txt');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(after);
  });
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

test('a diff has as few changes as there can be', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const [was, is] = [before, after].map((some) => some.map((line) => `${line}\n`).join(''));
      const changes = unifiedDiff('x', was, is)
        .slice(2)
        .filter((line) => /^[-+]/u.test(line));
      expect(changes).toHaveLength(before.length + after.length - 2 * commonLines(before, after));
    }),
  );
});

/** The length of the longest common subsequence, by its definition. */
function commonLines([a, ...as]: readonly string[], [b, ...bs]: readonly string[]): number {
  if (a === undefined || b === undefined) return 0;
  return a === b ? 1 + commonLines(as, bs) : Math.max(commonLines(as, [b, ...bs]), commonLines([a, ...as], bs));
}
