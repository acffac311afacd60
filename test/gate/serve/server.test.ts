import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hook } from '../../../src/cli/hook.js';
import { createRepository, type Repository } from '../../support/repository.js';
import { SESSIONS, sessionOf } from '../../support/sessions.js';
import { type Answer, listening, post, TOKEN } from './listening.js';

const STATE = `${SESSIONS.v2}/state.json`;

function atWork(): Repository {
  const repository = createRepository();
  for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) repository.write(file, content);
  repository.commit();
  return repository;
}

function edit({ root }: Repository, from: string, to: string): object {
  return {
    hook_event_name: 'PreToolUse',
    session_id: 'c0ffee00-0000-4000-8000-000000000001',
    cwd: root,
    tool_name: 'Edit',
    tool_input: {
      file_path: path.join(root, STATE),
      old_string: `"current_phase": "${from}"`,
      new_string: `"current_phase": "${to}"`,
    },
  };
}

const JSON_TYPE = 'application/json';
const NOTHING: Answer = { status: 200, type: JSON_TYPE, text: '{}' };

describe('a hook', () => {
  it('is answered as the command answers it', async () => {
    // The answer quotes the time, which would be another one a second later.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { port } = await listening();
    const repository = atWork();
    const payload = edit(repository, 'build', 'spec');
    const { stdout } = await hook(JSON.stringify(payload), { CLAUDE_PROJECT_DIR: repository.root });
    expect(stdout).toContain('"permissionDecision":"deny"');
    expect(stdout).toContain(new Date().toISOString().replace(/\.\d+Z$/u, 'Z'));
    expect(await post(port, payload)).toEqual({ status: 200, type: JSON_TYPE, text: stdout });
  });

  it('to which there is nothing to say gets an empty object', async () => {
    const { port } = await listening();
    const repository = atWork();
    expect(await post(port, edit(repository, 'build', 'docs'))).toEqual(NOTHING);
    expect(await post(port, { hook_event_name: 'Notification', cwd: repository.root })).toEqual(NOTHING);
  });

  it('after a tool finds what the tool has done', async () => {
    const { port } = await listening();
    const repository = atWork();
    const after = { hook_event_name: 'PostToolUse', session_id: 'one', cwd: repository.root, tool_name: 'Bash' };
    expect(await post(port, after)).toEqual(NOTHING);
    repository.write(STATE, '{');
    const { text } = await post(port, after);
    expect(JSON.parse(text)).toMatchObject({ decision: 'block', reason: expect.stringContaining(STATE) as string });
  });

  it('of an agent that has gone elsewhere is still about the project that the address names', async () => {
    const { port } = await listening();
    const [repository, elsewhere] = [atWork(), createRepository()];
    const after = { hook_event_name: 'PostToolUse', session_id: 'one', cwd: repository.root, tool_name: 'Bash' };
    await post(port, after);
    repository.write(STATE, '{');
    const project = new URLSearchParams({ project: repository.root }).toString();
    const gone = await post(port, { ...after, cwd: elsewhere.root }, { path: `/hook/${TOKEN}?${project}` });
    expect(JSON.parse(gone.text)).toMatchObject({ decision: 'block' });
  });

  it('may bring the token in a header', async () => {
    const { port } = await listening();
    const payload = { hook_event_name: 'Notification', cwd: '/' };
    for (const headers of [{ 'X-Stategate-Token': TOKEN }, { authorization: `Bearer ${TOKEN}` }]) {
      expect(await post(port, payload, { path: '/hook', headers })).toEqual(NOTHING);
    }
  });

  it('that a broken configuration keeps from being judged passes with a status that the user is shown', async () => {
    const { port } = await listening();
    const repository = atWork();
    repository.write('stategate.config.json', '{ "rules": 1 }');
    const { status, type, text } = await post(port, edit(repository, 'build', 'spec'));
    expect({ status, type }).toEqual({ status: 500, type: 'text/plain; charset=utf-8' });
    expect(text).toMatch(/^stategate: nothing was checked: stategate\.config\.json:1:\d+: [^\n]*\n$/u);
  });

  it('is denied then where the configuration wants that', async () => {
    const { port } = await listening();
    const repository = atWork();
    repository.write('stategate.config.json', '{ "rules": 1, "onFault": "block" }');
    const { status, text } = await post(port, edit(repository, 'build', 'spec'));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ hookSpecificOutput: { permissionDecision: 'deny' } });
  });

  it('hears of a configuration that has changed', async () => {
    const { port } = await listening();
    const repository = atWork();
    const payload = edit(repository, 'build', 'spec');
    expect((await post(port, payload)).text).toContain('illegal-transition');
    repository.write('stategate.config.json', { rules: { 'illegal-transition': 'off' } });
    expect((await post(port, payload)).text).not.toContain('illegal-transition');
    repository.remove('stategate.config.json');
    expect((await post(port, payload)).text).toContain('illegal-transition');
  });

  it.each([
    ['', 'the body is empty'],
    ['{"hook_event_name":', 'the body is not JSON'],
    ['[]', 'the body is no JSON object'],
    [{ cwd: '/' }, 'the body has no hook_event_name'],
    [{ hook_event_name: 'Stop' }, 'the body has no absolute cwd'],
    [{ hook_event_name: 'Stop', cwd: 'here' }, 'the body has no absolute cwd'],
  ])('that is %j is told what is wrong with it', async (body, note) => {
    const { port } = await listening();
    expect(await post(port, body)).toEqual({
      status: 400,
      type: 'text/plain; charset=utf-8',
      text: `stategate: ${note}; nothing was checked\n`,
    });
  });
});

it('many hooks of one tree at once are all answered, and all that may land is known', async () => {
  const { port } = await listening();
  const repository = atWork();
  const write = (phase: string): object => ({
    hook_event_name: 'PreToolUse',
    session_id: 'one',
    cwd: repository.root,
    tool_name: 'Edit',
    tool_input: {
      file_path: path.join(repository.root, STATE),
      old_string: '"current_phase": "build"',
      new_string: `"current_phase": "${phase}"`,
    },
  });
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => post(port, write(['docs', 'spec', 'build '][index % 3]!))),
  );
  expect(answers.map(({ status, text }) => [status, text === '{}'])).toEqual(
    Array.from({ length: 60 }, (_, index) => [200, index % 3 === 0]),
  );
});
