import { expect, it } from 'vitest';
import { openLedger } from '../../src/gate/ledger/ledger.js';
import { readPayload } from '../../src/gate/payload.js';
import { reply } from '../../src/gate/reply.js';
import { MAKES_ANEW, type Workshop } from '../../src/gate/workshop.js';
import { edit } from '../support/edit.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Agent, createAgent, type Reply } from './agent.js';

const STATE = `${SESSIONS.v2}/state.json`;
const PASS: Reply = { type: 'pass' };

async function atWork(): Promise<Agent> {
  const agent = createAgent();
  for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) agent.repository.write(file, content);
  agent.repository.commit();
  await agent.start();
  return agent;
}

const NO_PHASES = Object.fromEntries(
  ['spec', 'plan', 'build', 'docs']
    .flatMap((phase) => [`${phase}_started_at`, `${phase}_completed_at`])
    .map((name) => [name, null]),
);

/** Answers the end of a call of Bash, at whose turn at the ledger something else happens first. */
function afterBash({ repository: { root } }: Agent, meanwhile: () => Promise<unknown>): ReturnType<typeof reply> {
  const event = { hook_event_name: 'PostToolUse', session_id: 'another', cwd: root, tool_name: 'Bash' };
  const payload = readPayload(JSON.stringify(event));
  if ('note' in payload) throw new Error(payload.note);
  const workshop: Workshop = {
    ...MAKES_ANEW,
    ledger(folder) {
      const ledger = openLedger(folder);
      return {
        ...ledger,
        async update(change, patience) {
          await meanwhile();
          return ledger.update(change, patience);
        },
      };
    },
  };
  return reply(payload, { ...process.env, CLAUDE_PROJECT_DIR: root, HOME: `${root}-home` }, workshop);
}

it.each(['agents/sessions', 'packages/x/agents/sessions'])(
  'a session below %s that another call begins while one waits for the ledger is not taken for removed',
  async (sessions) => {
    const agent = await atWork();
    const file = `${sessions}/2026-05-06_second-lamp_q1w2e3/state.json`;
    const state = edit(JSON.parse(agent.read(STATE)), {
      '/session_id': '2026-05-06_second-lamp_q1w2e3',
      '/current_phase': 'spec',
      '/phase_history': { ...NO_PHASES, spec_started_at: '2026-03-04T09:00:00Z' },
      '/build_progress': {
        checkpoints_total: null,
        checkpoints_completed: [],
        current_checkpoint: null,
      },
      '/commits': [],
    });
    const others: unknown[] = [];
    const answered = await afterBash(agent, async () => {
      if (others.length === 0) others.push(await agent.write(file, state));
    });
    expect(others).toEqual([{ before: PASS, after: PASS }]);
    expect(answered).toEqual({ output: '' });
    expect(await agent.bash('true')).toEqual(PASS);
  },
);
