import { expect, test } from 'vitest';
import cutLine from '../../rules/cut-line.js';
import { lintBytes } from '../support/lint-bytes.js';
import { diagnose, printed, readTree } from '../support/lint-fixture.js';
import { testSpoken } from '../support/spoken.js';

const CUT =
  'warning  the last line is cut short and has no line break; its writer was stopped in the middle, so it is passed over';
const LINE = '{"hook_event_name": "Stop", "session_id": "4e6b8d10-93a2-4f57-8c1e-70d2b5a9f364"}';

testSpoken(cutLine, {
  cut: [() => lintBytes('hook-event', 'Stop.jsonl', `${LINE}\n${LINE.slice(0, 30)}`), `2:31  ${CUT}`],
});

test('a log whose last line is whole has no finding, line break or not', async () => {
  expect(await diagnose(await readTree('rules/cut-line/passes'))).toEqual([]);
});

test('a log whose writer was stopped has one finding, where the text ends', async () => {
  expect((await diagnose(await readTree('rules/cut-line/fails'))).map(printed)).toEqual([
    expect.stringContaining(`  ${CUT}  cut-line`),
  ]);
});

test('a line cut short in the middle of a log is no such line but broken JSON', async () => {
  const found = await lintBytes('hook-event', 'Stop.jsonl', `${LINE.slice(0, 30)}\n`);
  expect(found.map(({ ruleId }) => ruleId)).toEqual(['syntax']);
});
