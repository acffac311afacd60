import { expect, test } from 'vitest';
import unsafeNumber from '../../rules/unsafe-number.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const lint = (text: string) => () => lintBytes('dev-notes', 'dev-notes.json', text);

testSpoken(unsafeNumber, {
  precision: [
    lint('[9007199254740993]'),
    '1:2  warning  "9007199254740993" becomes 9007199254740992 for readers that keep numbers as doubles; write an integer beyond 2^53 as a string',
  ],
  more: [
    lint(JSON.stringify(Array.from({ length: 1001 }, () => 0)).replaceAll('0', '9007199254740993')),
    '1:17002  warning  1 more such numbers follow; they are not listed',
  ],
});

test('a large id in a string has no finding', async () => {
  expect(await diagnose(await readTree('rules/unsafe-number/passes'))).toEqual([]);
});

test('a large id as a number has one finding, which shows what it becomes', async () => {
  expect((await diagnose(await readTree('rules/unsafe-number/fails'))).map(printed)).toEqual([
    'agents/sessions/2026-02-21_ferry-prices_n5t9c2/dev-notes.json:11:21  warning  "1190884432557760513" becomes 1190884432557760500 for readers that keep numbers as doubles; write an integer beyond 2^53 as a string  unsafe-number',
  ]);
});
