import { expect, it } from 'vitest';
import { type Change, createJudge } from '../../src/gate/judge.js';
import { limitsOf } from '../../src/lint/limits.js';
import { NO_POLICY } from '../../src/lint/policy.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';

const FILE = `${SESSIONS.v2}/state.json`;
const judge = await createJudge({
  policy: NO_POLICY,
  limits: limitsOf(undefined),
  waits: false,
  display: (file) => file,
});

function changeTo(changes: Parameters<typeof sessionOf>[1]): Change {
  const content = (edits: typeof changes): Uint8Array => Buffer.from(JSON.stringify(sessionOf('v2', edits)[FILE]));
  return {
    path: `/tree/${FILE}`,
    file: FILE,
    kind: 'session-state',
    before: content({}),
    after: content(changes),
    granularity: 'exact',
  };
}

it('the same illegal step is told each time, however often it is asked about', async () => {
  const change = changeTo({ '/current_phase': 'spec' });
  const found = new Set<string>();
  for (let time = 0; time < 1100; time += 1) {
    const { introduced } = await judge.change(change);
    found.add(introduced.map(({ ruleId, severity }) => `${severity} ${ruleId}`).join());
  }
  expect([...found]).toEqual([expect.stringContaining('error illegal-transition')]);
});

it('more findings of a rule than are listed are an answer, too', async () => {
  const numbers = Array.from({ length: 1500 }, (_, index) => index + 100);
  const { introduced } = await judge.change(changeTo({ '/build_progress/checkpoints_completed': numbers }));
  const ranges = introduced.filter(({ ruleId }) => ruleId === 'checkpoint-range');
  expect(ranges.at(-1)?.message).toMatch(/more like this/u);
});
