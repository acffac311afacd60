import { expect, test } from 'vitest';
import unsafeString from '../../rules/unsafe-string.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const lint = (text: string) => () => lintBytes('dev-notes', 'dev-notes.json', text);
const HALF = String.raw`the string holds half of a surrogate pair; an escape from \ud800 to \udfff needs its other half`;

testSpoken(unsafeString, {
  loneSurrogate: [lint(String.raw`{"topic": "cut \ud83d"}`), `1:11  warning  ${HALF}`],
  more: [
    lint(JSON.stringify(Array.from({ length: 1003 }, () => '\ud83d'))),
    '1:9002  warning  3 more such strings follow; they are not listed',
  ],
});

test('notes with whole characters have no finding', async () => {
  expect(await diagnose(await readTree('rules/unsafe-string/passes'))).toEqual([]);
});

test('a note that was cut in the middle of an emoji has one finding, at the string', async () => {
  expect((await diagnose(await readTree('rules/unsafe-string/fails'))).map(printed)).toEqual([
    `agents/sessions/2026-02-21_ferry-prices_n5t9c2/dev-notes.json:12:18  warning  ${HALF}  unsafe-string`,
  ]);
});
