import { expect, test } from 'vitest';
import unrecognizedDocument from '../../rules/unrecognized-document.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

testSpoken(unrecognizedDocument, {
  unrecognized: [
    async () => diagnose(await readTree('rules/unrecognized-document/fails')),
    '1:1  warning  this session state is of no known version: its "$schema" names none and its properties fit none; it was not checked',
  ],
});

test('a state that shows its version has no finding', async () => {
  expect(await diagnose(await readTree('rules/unrecognized-document/passes'))).toEqual([]);
});

test.each(['[]', '"state"', 'null', '17', '{}'])(
  'a session state that is %s is told once, and not judged',
  async (text) => {
    const found = await lintBytes('session-state', 'state.json', text);
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['unrecognized-document']);
  },
);
