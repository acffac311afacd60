import { expect, test } from 'vitest';
import foreignDocument from '../../rules/foreign-document.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const PAYLOAD = 'this payload is of another client: it says "hookEventName" for "hook_event_name"; it was not checked';

testSpoken(foreignDocument, {
  payload: [
    () => lintBytes('hook-event', 'events.jsonl', '\n{"hookEventName": "Stop", "sessionId": "s1"}\n'),
    `2:1  info  ${PAYLOAD}`,
  ],
  adwState: [
    async () => diagnose(await readTree('rules/foreign-document/fails')),
    "1:1  info  this ADW state is of another project's making; it was not checked",
  ],
});

test('a log line that carries another client’s payload is told once, at its line', async () => {
  const line = '{"timestamp": "2026-02-21T09:10:00", "payload": {"hookEventName": "Stop"}}\n';
  expect((await lintBytes('hook-log', 'Stop.jsonl', line)).map(printed)).toEqual([
    `Stop.jsonl:1:1  info  ${PAYLOAD}  foreign-document`,
  ]);
});

test('every ADW state of another make is a note and nothing more', async () => {
  const found = await diagnose(await readTree('rules/foreign-document/fails'));
  expect(found.map(({ file, severity, ruleId }) => [file, severity, ruleId])).toEqual(
    ['5c2e90d7', '9b07f3d5', 'abcd1234'].map((id) => [`agents/${id}/adw_state.json`, 'info', 'foreign-document']),
  );
});

test('an ADW state of the known make has no finding', async () => {
  expect(await diagnose(await readTree('rules/foreign-document/passes'))).toEqual([]);
});
