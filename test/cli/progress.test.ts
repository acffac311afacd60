import { describe, expect, test } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';

/** What is written when updates come at these milliseconds after the start, one file done at each. */
function written(times: readonly number[], isTTY = true): string[] {
  const texts: string[] = [];
  let now = 5000;
  const progress = createProgress({ stderr: { write: (text) => texts.push(text), isTTY } }, () => now);
  times.forEach((time, index) => {
    now = 5000 + time;
    progress.update(index + 1, times.length);
  });
  progress.end();
  return texts;
}

const CLEAR = '\r\u001b[2K';

describe('a progress line', () => {
  test('is not drawn within the first second', () => {
    expect(written([1, 500, 999])).toEqual([]);
  });

  test('is drawn after a second, and taken away at the end', () => {
    expect(written([1, 1000])).toEqual([`${CLEAR}checking: 2 of 2 files`, CLEAR]);
  });

  test('is drawn anew at most ten times a second', () => {
    expect(written([1000, 1050, 1099, 1100, 1150, 1200])).toEqual([
      `${CLEAR}checking: 1 of 6 files`,
      `${CLEAR}checking: 4 of 6 files`,
      `${CLEAR}checking: 6 of 6 files`,
      CLEAR,
    ]);
  });

  test('is never drawn where there is no terminal', () => {
    expect(written([1000, 5000], false)).toEqual([]);
  });

  test('tells that files are looked for before it is known how many there are', () => {
    const texts: string[] = [];
    let now = 0;
    const progress = createProgress(
      { stderr: { write: (text) => texts.push(text), isTTY: true } },
      () => (now += 1000),
    );
    progress.search();
    expect(texts).toEqual([`${CLEAR}looking for files`]);
  });

  test('is taken away once', () => {
    const texts: string[] = [];
    let now = 0;
    const progress = createProgress(
      { stderr: { write: (text) => texts.push(text), isTTY: true } },
      () => (now += 2000),
    );
    progress.update(1, 2);
    progress.end();
    progress.end();
    expect(texts.filter((text) => text === CLEAR)).toHaveLength(1);
  });
});
