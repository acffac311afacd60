import { describe, expect, test } from 'vitest';
import unrecognizedDocument from '../../rules/unrecognized-document.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
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

test('a session state that shows nothing is told once, and not judged', async () => {
  const found = await lintBytes('session-state', 'state.json', '{}');
  expect(found.map(({ ruleId }) => ruleId)).toEqual(['unrecognized-document']);
});

describe.each(['session-state', 'plan'] as const)('a %s that is no object is wrong in every version', (kind) => {
  test.each([
    ['null', 'null'],
    ['42', 'an integer'],
    ['[]', 'an array'],
    ['"x"', 'a string'],
  ])('%s', async (text, named) => {
    const found = await lintBytes(kind, 'a.json', text);
    expect(found.map(printed)).toEqual([`a.json:1:1  error  the document is ${named}; it must be an object  schema`]);
  });
});

test('a plan with checkpoints of both versions is told once, and not judged', async () => {
  const plan = { session_id: 'x', checkpoints: [{ task_groups: [] }, { tranches: [] }] };
  const found = await lintBytes('plan', 'plan.json', JSON.stringify(plan));
  expect(found.map(({ ruleId }) => ruleId)).toEqual(['unrecognized-document']);
});
