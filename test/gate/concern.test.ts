import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/gate/events.js';
import { answeringOf } from '../../src/gate/gate.js';
import { type Payload, readPayload } from '../../src/gate/payload.js';
import type { Environment } from '../../src/gate/world.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { createAgent } from './agent.js';

interface Asked {
  readonly root: string;
  readonly env: Environment & { readonly HOME: string };
  readonly callOf: (tool: string, input: object, cwd?: string) => Payload;
}

/** A project in which the gate knows what is guarded. */
async function projectAtWork(): Promise<Asked> {
  const agent = createAgent();
  const { repository } = agent;
  const { root } = repository;
  const home = path.join(root, '..', `${path.basename(root)}-home`);
  const configuration = { 'stategate.config.json': { extends: './base.json' }, 'base.json': {} };
  const settings = { PreToolUse: [{ hooks: [{ type: 'command', command: 'stategate hook' }] }] };
  const files = { ...sessionOf('v2', {}, {}), ...configuration, '.claude/settings.json': { hooks: settings } };
  for (const [file, content] of Object.entries(files)) repository.write(file, content);
  repository.commit();
  await agent.start();
  const callOf = (tool: string, input: object, cwd = root): Payload => {
    const event = { hook_event_name: 'PreToolUse', session_id: 'c0ffee00-0000-4000-8000-000000000001', cwd };
    const payload = readPayload(JSON.stringify({ ...event, tool_name: tool, tool_input: input }));
    if ('note' in payload) throw new Error(payload.note);
    return payload;
  };
  return { root, env: { HOME: home, CLAUDE_PROJECT_DIR: root }, callOf };
}

describe('a call that is no concern of the gate', () => {
  it.each([
    ['a Write of another file', 'Write', { file_path: 'src/ferries.ts', content: '' }],
    ['a Read of a state', 'Read', { file_path: `${SESSIONS.v2}/state.json` }],
    ['a Bash', 'Bash', { command: 'npm test' }],
    ['a Write beside a state', 'Write', { file_path: `${SESSIONS.v2}/plan.md`, content: '' }],
  ])('is told without loading anything: %s', async (_what, tool, input) => {
    const { env, callOf } = await projectAtWork();
    expect(answeringOf(callOf(tool, input), env)).toBeUndefined();
  });

  it('would be let pass by what is not loaded', async () => {
    const { root, env, callOf } = await projectAtWork();
    const names = fc.constantFrom(
      ...['agents', '.spectre', 'sessions', 'a', '..', '.claude', '.git', 'stategate', 'code', 'src', '.cache', 'x'],
    );
    const files = fc.constantFrom(
      ...['state.json', 'plan.json', 'settings.json', 'settings.local.json', 'ledger.json', 'looks', 'package.json'],
      ...[
        'stategate.config.json',
        'stategate.config.mts',
        'stategate-baseline.json',
        'base.json',
        'a.ts',
        'state.jsonl',
      ],
    );
    const place = fc.tuple(fc.constantFrom('root', 'home'), fc.array(names, { maxLength: 5 }), files, names);
    await fc.assert(
      fc.asyncProperty(place, async ([top, folders, name, cwd]) => {
        const file = path.join(top === 'home' ? env.HOME : root, ...folders, name);
        const payload = callOf('Write', { file_path: file, content: 'no JSON' }, path.join(root, cwd));
        const answered = await answer(payload, env);
        if (answered.type !== 'pass') expect(answeringOf(payload, env), file).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    `${SESSIONS.v2}/state.json`,
    'stategate.config.json',
    'stategate.config.ts',
    'base.json',
    'stategate-baseline.json',
    '.claude/settings.json',
    '.git/stategate/ledger.json',
    '.git/stategate/looks',
  ])('is not one that writes %s', async (file) => {
    const { env, callOf } = await projectAtWork();
    const payload = callOf('Write', { file_path: file, content: 'no JSON' });
    expect(answeringOf(payload, env)).toBeDefined();
    expect(await answer(payload, env)).toMatchObject({ type: 'deny' });
  });
});
