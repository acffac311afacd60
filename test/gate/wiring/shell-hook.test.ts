import { describe, expect, test } from 'vitest';
import { addToHook, huskyHook, isWired, plainHook, removeFromHook } from '../../../src/gate/wiring/shell-hook.js';
import { exampleOf } from '../../stops/page.js';

const COMMAND = 'npx --no -- stategate check --staged';
const plain = plainHook(COMMAND);

describe('a hook', () => {
  test('that is not there is what the page recommends', () => {
    const withoutName = (file: string): string => exampleOf(file, 'stop-commits.md').replace(`# ${file}\n`, '');
    expect(addToHook(undefined, plain)).toBe(withoutName('.git/hooks/pre-commit'));
    expect(addToHook(undefined, huskyHook(COMMAND))).toBe(withoutName('.husky/pre-commit'));
  });

  test('that is not there goes away again', () => {
    for (const own of [plain, huskyHook(COMMAND), plainHook("node '/opt/a gate/dist/cli/bin.cjs' check --staged")]) {
      expect(addToHook(own.text, plain)).toBe(own.text);
      expect(removeFromHook(own.text)).toEqual({ text: undefined });
    }
  });

  test.each([
    ['below #!', '#!/bin/sh\nset -e\nnpm test\nexit 0\n', 1],
    ['below #! of env', '#!/usr/bin/env bash\nnpm test', 1],
    ['at the top without #!', 'npm test\n', 0],
    ['with carriage returns', '#!/bin/sh\r\nnpm test\r\n', 1],
    ['below what older versions of husky start', '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\n\nnpm test\n', 2],
  ])('of others gets a marked block %s, which comes out again', (_name, text, line) => {
    const wired = addToHook(text, plain);
    const lines = wired.split(/\r?\n/u);
    expect(lines.slice(line, line + 3)).toEqual([
      '# >>> stategate >>>',
      `${COMMAND} || exit $?`,
      '# <<< stategate <<<',
    ]);
    expect(addToHook(wired, plain)).toBe(wired);
    expect(removeFromHook(wired)).toEqual({ text });
  });

  test('that runs the check already stays, and is told when it is to come out', () => {
    const text = '#!/bin/sh\nnpm test && stategate check --staged --fail-on warning\n';
    expect(addToHook(text, plain)).toBe(text);
    expect(removeFromHook(text)).toEqual({ text, left: ['what runs stategate has been changed since, and was left'] });
  });

  test('whose block somebody has changed stays', () => {
    const text = addToHook('#!/bin/sh\nnpm test\n', plain).replace('|| exit $?', '|| true');
    expect(removeFromHook(text)).toMatchObject({ text, left: [expect.any(String)] });
  });

  test('that only speaks of the check is not wired', () => {
    expect(isWired('# stategate check --staged\n')).toBe(false);
  });

  test('of another language is named, with what it should run', () => {
    expect(() => addToHook('#!/usr/bin/env python3\nprint()\n', plain)).toThrow(
      expect.objectContaining({ place: '1:1', reason: expect.stringContaining(COMMAND) as string }) as Error,
    );
  });
});
