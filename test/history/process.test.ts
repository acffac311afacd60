import { expect, test } from 'vitest';
import { reasonIn } from '../../src/history/git/process.js';

test.each([
  ['the line that git died with', 'warning: a\nfatal: bad object x\nhint: b\n', 'bad object x'],
  ['else the last one', 'warning: a\nerror: b\n', 'b'],
  ['but no advice', 'error: b\nhint: Support for info/grafts is deprecated\nhint: \n', 'b'],
  ['and none when there is only advice', 'hint: a\nhint:\n', undefined],
  ['and none where git said nothing', '\n', undefined],
])('a reason is %s', (_what, words, reason) => {
  expect(reasonIn(words)).toBe(reason);
});
