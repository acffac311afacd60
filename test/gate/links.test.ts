import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hook } from '../../src/cli/hook.js';
import { runCommand } from '../support/command.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Agent, createAgent, type Reply } from './agent.js';

const FOLDER = SESSIONS.v2;
const STATE = `${FOLDER}/state.json`;
const PASS: Reply = { type: 'pass' };

/** An agent in a repository with a committed session that is being built. */
async function atWork(): Promise<Agent> {
  const agent = createAgent();
  for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) agent.repository.write(file, content);
  agent.repository.commit();
  await agent.start();
  return agent;
}

describe('where a link leads to the project', () => {
  const ways = ['root', 'link'].flatMap((project) => ['root', 'link'].map((named) => [project, named] as const));

  interface Linked {
    /** Where the project stands, and where it is said to. */
    readonly folders: { readonly root: string; readonly link: string };
    /** What is written on standard output for an event. */
    readonly ask: (name: string, fields?: object) => Promise<string>;
  }

  async function linked(project: string): Promise<Linked> {
    const { root } = (await atWork()).repository;
    const link = `${root}-link`;
    symlinkSync(root, link);
    onTestFinished(() => {
      rmSync(link);
    });
    const folders = { root, link };
    const cwd = folders[project as 'root'];
    return {
      folders,
      async ask(name, fields = {}) {
        const payload = { hook_event_name: name, session_id: 'one', cwd, ...fields };
        const env = { ...process.env, HOME: `${root}-home`, CLAUDE_PROJECT_DIR: cwd };
        return (await hook(JSON.stringify(payload), env)).stdout;
      },
    };
  }

  it.each(ways)('the project by its %s and the file by its %s is judged', async (...way) => {
    const [project, named] = way;
    const { folders, ask } = await linked(project);
    expect(await ask('SessionStart', { source: 'startup' })).toContain('open sessions: 1\\n');
    const file = path.join(folders[named as 'root'], STATE);
    const edit = (to: string): object => ({
      tool_name: 'Edit',
      tool_input: { file_path: file, old_string: '"current_phase": "build"', new_string: `"current_phase": "${to}"` },
    });
    expect(await ask('PreToolUse', edit('spec'))).toContain(`make ${STATE} illegal`);
    expect(await ask('PreToolUse', edit('docs'))).toBe('');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"current_phase": "build"', '"current_phase": "docs"'));
    expect(await ask('PostToolUse', edit('docs'))).toBe('');
    expect(await ask('Stop')).toBe('');
  });

  it.each(ways)('the project by its %s and its ledger by its %s are guarded', async (project, named) => {
    const { folders, ask } = await linked(project);
    const input = { file_path: path.join(folders[named as 'root'], '.git/stategate/looks'), content: '' };
    expect(await ask('PreToolUse', { tool_name: 'Write', tool_input: input })).toContain('stategate/looks is');
  });

  it('restore takes a file by that name', async () => {
    const { folders, ask } = await linked('root');
    const file = path.join(folders.link, STATE);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, '{}');
    expect(await ask('PostToolUse', { tool_name: 'Bash' })).toContain('block');
    expect(await runCommand(['restore', file], { cwd: folders.root })).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('a session that a link in the tree leads to', () => {
  it.each([
    ['all sessions', 'agents'],
    ['the session', FOLDER],
    ['a folder above', 'packages'],
  ])('is judged before a write, and is not missed afterwards, where the link stands for %s', async (_name, place) => {
    const agent = await atWork();
    const { root } = agent.repository;
    if (place === 'packages') {
      await agent.bash('mkdir elsewhere && mv agents elsewhere && ln -s elsewhere packages');
    } else await agent.bash(`mv ${place} real && ln -s "$PWD/real" ${place}`);
    await agent.start();
    const file = place === 'packages' ? `packages/${STATE}` : STATE;
    expect(await agent.edit(file, '"current_phase": "build"', '"current_phase": "spec"')).toMatchObject({
      before: { type: 'deny' },
    });
    expect(await agent.edit(file, '"current_phase": "build"', '"current_phase": "docs"')).toEqual({
      before: PASS,
      after: PASS,
    });
    expect(await agent.bash('true')).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
    expect(readFileSync(path.join(root, file), 'utf8')).toContain('"docs"');
  });
});
