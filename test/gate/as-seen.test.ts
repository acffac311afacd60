import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isAsSeen } from '../../src/gate/as-seen.js';
import { readPayload } from '../../src/gate/payload.js';
import { projectOf } from '../../src/gate/project.js';
import { readLooks } from '../../src/gate/ledger/looks.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Agent, createAgent, type Reply } from './agent.js';

const STATE = `${SESSIONS.v2}/state.json`;
const PASS: Reply = { type: 'pass' };

interface Watched {
  readonly agent: Agent;
  readonly root: string;
  /** The ledger's folder. */
  readonly folder: string;
  /** Whether a tool call's answer needs no more than looks. */
  readonly isSeen: (fields?: object) => boolean;
}

/** A tree in which nothing has changed for long enough to be told by looks alone. */
async function watched(more: Readonly<Record<string, object>> = {}): Promise<Watched> {
  const agent = createAgent();
  const { root } = agent.repository;
  for (const [file, content] of Object.entries({ ...sessionOf('v2', {}, {}), ...more }))
    agent.repository.write(file, content);
  agent.repository.commit();
  await agent.start();
  const isSeen = (fields: object = {}): boolean => {
    const event = { hook_event_name: 'PostToolUse', session_id: 'c0ffee00-0000-4000-8000-000000000001', cwd: root };
    const payload = readPayload(JSON.stringify({ ...event, tool_name: 'Bash', ...fields }));
    if ('note' in payload) throw new Error(payload.note);
    const home = path.join(root, '..', `${path.basename(root)}-home`);
    return isAsSeen(
      { project: projectOf(root), home, looks: readLooks(path.join(root, '.git/stategate')) },
      payload,
      true,
    );
  };
  // What has been written just now may change without looking otherwise.
  await vi.waitUntil(async () => (await agent.bash('true')).type === 'pass' && isSeen(), { timeout: 10_000 });
  return { agent, root, folder: path.join(root, '.git/stategate'), isSeen };
}

describe('that nothing has changed is told without the ledger', () => {
  it('while all looks as it did', async () => {
    const { agent, isSeen } = await watched();
    expect(isSeen()).toBe(true);
    expect(await agent.bash('true')).toEqual(PASS);
    expect(isSeen({ tool_input: { file_path: 'src/ferries.ts' } })).toBe(true);
  });

  it.each<readonly [what: string, change: (watched: Watched) => void]>([
    [
      'a state has other words of the same length',
      ({ root }) => {
        const file = path.join(root, STATE);
        writeFileSync(file, readFileSync(file, 'utf8').replace('"build"', '"bulid"'));
      },
    ],
    [
      'a state has another content and its old times',
      ({ root }) => {
        const file = path.join(root, STATE);
        const { atime, mtime } = statSync(file);
        writeFileSync(file, readFileSync(file, 'utf8').replace('"build"', '"bulid"'));
        utimesSync(file, atime, mtime);
      },
    ],
    [
      'a state is gone',
      ({ root }) => {
        rmSync(path.join(root, STATE));
      },
    ],
    [
      'a state has moved and a link stands there',
      ({ root }) => {
        renameSync(path.join(root, STATE), path.join(root, 'state.json'));
        symlinkSync(path.join(root, 'state.json'), path.join(root, STATE));
      },
    ],
    [
      'a session has one more file',
      ({ root }) => {
        writeFileSync(path.join(root, SESSIONS.v2, 'dev-notes.json'), '{}');
      },
    ],
    [
      'there is one more session',
      ({ root }) => {
        mkdirSync(path.join(root, 'agents/sessions/2026-03-05_other_t9z8y7'));
      },
    ],
    [
      'a folder of governed files appears at the top',
      ({ root }) => {
        mkdirSync(path.join(root, '.spectre'));
      },
    ],
    [
      'another commit is checked out',
      ({ agent }) => {
        agent.repository.commit();
      },
    ],
    [
      'there is a configuration',
      ({ root }) => {
        writeFileSync(path.join(root, 'stategate.config.json'), '{}');
      },
    ],
    [
      'the client has other settings',
      ({ root }) => {
        mkdirSync(path.join(root, '.claude'));
        writeFileSync(path.join(root, '.claude/settings.json'), '{}');
      },
    ],
    [
      'the ledger is gone',
      ({ folder }) => {
        rmSync(path.join(folder, 'ledger.json'));
      },
    ],
    [
      'the ledger is damaged',
      ({ folder }) => {
        appendFileSync(path.join(folder, 'ledger.json'), 'x');
      },
    ],
    [
      'the ledger is another one that reads the same',
      ({ folder }) => {
        const file = path.join(folder, 'ledger.json');
        writeFileSync(`${file}.new`, readFileSync(file));
        renameSync(`${file}.new`, file);
      },
    ],
    [
      'what was noted is gone',
      ({ folder }) => {
        rmSync(path.join(folder, 'looks'));
      },
    ],
    [
      'what was noted is empty',
      ({ folder }) => {
        truncateSync(path.join(folder, 'looks'));
      },
    ],
    [
      'what was noted has lost its end',
      ({ folder }) => {
        const file = path.join(folder, 'looks');
        truncateSync(file, statSync(file).size - 1);
      },
    ],
    [
      'a link stands in the place of what was noted',
      ({ folder }) => {
        const file = path.join(folder, 'looks');
        renameSync(file, `${file}.real`);
        symlinkSync(`${file}.real`, file);
      },
    ],
  ])('but not when %s', async (_what, change) => {
    const all = await watched();
    change(all);
    expect(all.isSeen()).toBe(false);
  });

  it('but not when a configuration that is extended has changed', async () => {
    const { root, isSeen } = await watched({
      'stategate.config.json': { extends: './base.json' },
      'base.json': { rules: { 'illegal-transition': 'error' } },
    });
    writeFileSync(path.join(root, 'base.json'), '{"rules":{"illegal-transition":"off"}}');
    expect(isSeen()).toBe(false);
  });

  it.each([
    ['it is another session of the agent', { session_id: 'c0ffee00-0000-4000-8000-000000000002' }],
    ['the tool names a file below a folder that is not watched', { tool_input: { file_path: 'x/agents/a.json' } }],
  ])('but not when %s', async (_what, fields) => {
    expect((await watched()).isSeen(fields)).toBe(false);
  });

  it('but not when any byte of what was noted is another', async () => {
    const { folder, isSeen } = await watched();
    const file = path.join(folder, 'looks');
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(whole.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
      expect(isSeen(), `byte ${at}`).toBe(false);
    }
    writeFileSync(file, whole);
    expect(isSeen()).toBe(true);
  });

  it('and what was refused stays refused', async () => {
    const { agent, isSeen } = await watched();
    expect(await agent.bash(`sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}`)).toMatchObject({
      type: 'block',
    });
    await vi.waitUntil(async () => (await agent.bash('true')).type === 'pass' && isSeen(), { timeout: 10_000 });
    expect(await agent.stop()).toMatchObject({ type: 'block' });
    expect(existsSync(path.join(agent.repository.root, '.git/stategate/looks'))).toBe(true);
  });
});
