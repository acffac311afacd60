import { expect, test } from 'vitest';
import unsafeKey from '../../rules/unsafe-key.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const lint = (text: string) => () => lintBytes('dev-notes', 'dev-notes.json', text);
const PROTO = 'property is named "__proto__"; JavaScript code that copies the object can take it for its prototype';

testSpoken(unsafeKey, {
  proto: [lint('{"__proto__": null}'), `1:2  warning  ${PROTO}`],
  more: [
    lint(`[${Array.from({ length: 1005 }, () => '{"__proto__":1}').join()}]`),
    '1:16003  warning  5 more properties of that name follow; they are not listed',
  ],
});

test('notes without such a property have no finding', async () => {
  expect(await diagnose(await readTree('rules/unsafe-key/passes'))).toEqual([]);
});

test('a note with such a property has one finding, at its name', async () => {
  expect((await diagnose(await readTree('rules/unsafe-key/fails'))).map(printed)).toEqual([
    `agents/sessions/2026-02-21_ferry-prices_n5t9c2/dev-notes.json:11:7  warning  ${PROTO}  unsafe-key`,
  ]);
});
