import { expect, test } from 'vitest';
import duplicateKey from '../../rules/duplicate-key.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const lint = (text: string) => () => lintBytes('dev-notes', 'dev-notes.json', text);

testSpoken(duplicateKey, {
  duplicate: [
    lint('{\n"status": "draft",\n"status": "final"\n}'),
    '3:1  error  property "status" is there twice, first on line 2; readers keep only one of the two',
  ],
  more: [
    lint(`{${Array.from({ length: 1003 }, () => '"a":1').join()}}`),
    '1:6008  error  2 more repeated properties follow; they are not listed',
  ],
});

test('notes that name each property once have no finding', async () => {
  expect(await diagnose(await readTree('rules/duplicate-key/passes'))).toEqual([]);
});

test('a note of two categories has one finding, at the second', async () => {
  expect((await diagnose(await readTree('rules/duplicate-key/fails'))).map(printed)).toEqual([
    'agents/sessions/2026-02-21_ferry-prices_n5t9c2/dev-notes.json:12:7  error  property "category" is there twice, first on line 11; readers keep only one of the two  duplicate-key',
  ]);
});
