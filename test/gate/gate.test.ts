import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hook } from '../../src/cli/hook.js';
import { runCommand } from '../support/command.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import type { Tree } from '../support/lint-fixture.js';
import { type Agent, createAgent, type Reply } from './agent.js';

const FOLDER = SESSIONS.v2;
const STATE = `${FOLDER}/state.json`;

const PASS: Reply = { type: 'pass' };

/** An agent in a repository with a committed session that is being built. */
async function atWork(files: Tree = sessionOf('v2', {}, {})): Promise<Agent> {
  const agent = createAgent();
  for (const [file, content] of Object.entries(files)) agent.repository.write(file, content);
  agent.repository.commit();
  await agent.start();
  return agent;
}

describe('a write', () => {
  it('that is legal passes, and is accepted when it has been made', async () => {
    const agent = await atWork();
    expect(await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"')).toEqual({
      before: PASS,
      after: PASS,
    });
    expect(await agent.stop()).toEqual(PASS);
  });

  it('that moves the phase without its times is denied in strict, with the fields that belong together', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { extends: 'strict' } });
    const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"');
    expect(before).toMatchObject({ type: 'deny', text: expect.stringContaining('[phase-times]') as string });
    expect(before).toHaveProperty(
      'text',
      expect.stringMatching(
        /from "build" to "docs" these belong together, in one edit: .*phase_history\.docs_started_at = "/u,
      ),
    );
  });

  it('that takes an end away is no move, and is told no fields of one in strict', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { extends: 'strict' } });
    const end = /"spec_completed_at": "[^"]*"/u.exec(agent.read(STATE))?.[0] ?? '';
    const { before } = await agent.edit(STATE, end, '"spec_completed_at": null');
    expect(before).toMatchObject({ type: 'deny', text: expect.stringContaining('[phase-times]') as string });
    expect(before).toHaveProperty('text', expect.not.stringContaining('belong together'));
  });

  it('that takes a state back is denied, and the file stays as it is', async () => {
    const agent = await atWork();
    const before = agent.read(STATE);
    const { before: reply } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
    expect(reply).toMatchObject({ type: 'deny' });
    expect(reply).toHaveProperty(
      'text',
      expect.stringMatching(/from "build" only .* is legal \[illegal-transition\]/u),
    );
    expect(agent.read(STATE)).toBe(before);
  });

  it('that leaves broken JSON is denied', async () => {
    const agent = await atWork();
    const { before } = await agent.edit(STATE, '"current_phase": "build",', '"current_phase": "build"');
    expect(before).toMatchObject({ type: 'deny', text: expect.stringContaining('[syntax]') as string });
  });

  it('of a file that no kind governs is none of the gate’s concern', async () => {
    const agent = await atWork();
    expect(await agent.write('src/state.json', '{')).toEqual({ before: PASS, after: PASS });
  });

  it('of a log, which is written a line at a time, is left to check', async () => {
    const agent = await atWork();
    const log = 'agents/logging/hook_logs/c0ffee00-0000-4000-8000-000000000001/Stop.jsonl';
    expect(await agent.write(log, '{"a": 1}\n{"b": 2}\n')).toEqual({ before: PASS, after: PASS });
  });

  it('that cannot be made passes: the tool says so itself', async () => {
    const agent = await atWork();
    const input = { file_path: path.join(agent.repository.root, STATE), old_string: 'not there', new_string: 'x' };
    expect(await agent.event('PreToolUse', { tool_name: 'Edit', tool_input: input })).toEqual(PASS);
  });

  it('of another server’s tool is judged by its path and content', async () => {
    const agent = await atWork();
    const input = { path: path.join(agent.repository.root, STATE), content: '{}' };
    const reply = await agent.event('PreToolUse', { tool_name: 'mcp__files__write_file', tool_input: input });
    expect(reply).toMatchObject({ type: 'deny' });
  });

  it.each([
    ['by its name', 'mcp__notes__append_content', {}],
    ['by its mode', 'mcp__files__write', { mode: 'append' }],
    ['by a place', 'mcp__files__put', { line: 3 }],
  ])('of a part of a file, as the tool tells %s, is looked at when it has been made', async (_name, tool, more) => {
    const agent = await atWork();
    const input = { path: path.join(agent.repository.root, STATE), content: '\n', ...more };
    expect(await agent.event('PreToolUse', { tool_name: tool, tool_input: input })).toEqual(PASS);
  });

  it('in another project does not make this one look there', async () => {
    const agent = await atWork();
    const { repository: other } = await atWork(
      sessionOf('v2', { '/build_progress/checkpoints_completed': [1, 99] }, {}),
    );
    const file = path.join(other.root, STATE);
    const text = readFileSync(file, 'utf8');
    other.write(STATE, text.replace('"status": "active"', '"status": "paused"'));
    const call = { tool_name: 'Edit', tool_input: { file_path: file }, tool_response: { originalFile: text } };
    expect(await agent.event('PostToolUse', call)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('of a new session that begins at its beginning passes', async () => {
    const agent = await atWork();
    const id = '2026-03-05_tin-whistle_q2w3e4';
    const folder = `agents/sessions/${id}`;
    const begun = { spec_started_at: '2026-03-05T10:00:00Z', spec_completed_at: null };
    const none = { plan_started_at: null, plan_completed_at: null, build_started_at: null, build_completed_at: null };
    const [state] = Object.values(
      sessionOf('v2', {
        '/session_id': id,
        '/current_phase': 'spec',
        '/created_at': '2026-03-05T10:00:00Z',
        '/updated_at': '2026-03-05T10:00:00Z',
        '/phase_history': { ...begun, ...none, docs_started_at: null, docs_completed_at: null },
        '/build_progress': { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
        '/commits': [],
      }),
    );
    expect((await agent.write(`${folder}/state.json`, state)).before).toMatchObject({ type: 'pass' });
  });
});

/** Ways of a command to change a file without any tool that writes files. */
const ROUTES: readonly (readonly [name: string, command: (state: string) => string])[] = [
  ['sed', (state) => `sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${state}`],
  [
    'tee',
    (state) =>
      `sed 's/"current_phase": "build"/"current_phase": "spec"/' ${state} | tee x >/dev/null; cat x | tee ${state}`,
  ],
  [
    'a program',
    (state) =>
      `node -e 'const f=require("fs");const p="${state}";f.writeFileSync(p,f.readFileSync(p,"utf8").replace(\`"build"\`,\`"spec"\`))'`,
  ],
  ['mv', (state) => `sed 's/"current_phase": "build"/"current_phase": "spec"/' ${state} > y; mv y ${state}`],
  ['cp', (state) => `sed 's/"current_phase": "build"/"current_phase": "spec"/' ${state} > y; cp y ${state}`],
  ['rm', (state) => `rm ${state}`],
  [
    'a link in its place',
    (state) => `sed 's/"current_phase": "build"/"current_phase": "spec"/' ${state} > y; ln -sf "$PWD/y" ${state}`,
  ],
  ['a link that leads out of the tree', (state) => `cp ${state} "$PWD-out"; ln -sf "$PWD-out" ${state}`],
  ['broken JSON', (state) => `echo '{' > ${state}`],
  [
    'a touch that hides the change',
    (state) =>
      `touch -r ${state} z; sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${state}; touch -r z ${state}`,
  ],
];

describe('a command', () => {
  it.each(ROUTES)(
    'that changes a state illegally by %s is found at once, and again at the end',
    async (_name, command) => {
      const agent = await atWork();
      expect(await agent.bash(command(STATE))).toMatchObject({
        type: 'block',
        text: expect.stringContaining(STATE) as string,
      });
      expect(await agent.bash('true')).toEqual(PASS);
      expect(await agent.stop()).toMatchObject({ type: 'block', text: expect.stringContaining(STATE) as string });
      expect(await agent.stop(true)).toEqual(PASS);
    },
  );

  it('that goes back by git checkout is found', async () => {
    const agent = await atWork();
    await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"');
    expect(await agent.bash(`git checkout -q -- ${STATE}`)).toMatchObject({ type: 'block' });
  });

  describe('that puts work aside', () => {
    const STASH = 'git -c user.name=a -c user.email=a@example.org stash';
    const toDocs = (agent: Agent): ReturnType<Agent['edit']> =>
      agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"');

    it('is no step back, and neither is taking it up again', async () => {
      const agent = await atWork();
      await toDocs(agent);
      await agent.edit(STATE, '"status": "active"', '"status": "paused"');
      const before = agent.read(STATE);
      expect(await agent.bash(`${STASH} -q`)).toEqual(PASS);
      expect(agent.read(STATE)).not.toBe(before);
      expect(await agent.bash('true')).toEqual(PASS);
      expect(await agent.stop()).toEqual(PASS);
      expect(await agent.bash(`${STASH} pop -q`)).toEqual(PASS);
      expect(agent.read(STATE)).toBe(before);
      expect(await agent.stop()).toEqual(PASS);
    });

    it('is no removal of what git does not know yet', async () => {
      const agent = createAgent();
      agent.repository.commit();
      for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) agent.repository.write(file, content);
      await agent.start();
      expect(await agent.bash(`${STASH} -q -u`)).toEqual(PASS);
      expect(await agent.stop()).toEqual(PASS);
      expect(await agent.bash(`${STASH} pop -q`)).toEqual(PASS);
    });

    it('lets the agent work with what stands there meanwhile', async () => {
      const agent = await atWork();
      await toDocs(agent);
      await agent.bash(`${STASH} -q`);
      expect(await toDocs(agent)).toEqual({ before: PASS, after: PASS });
    });

    it.each([
      ['throws it away', `${STASH} drop -q`],
      ['goes further back', `sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}`],
    ])('is found when it %s', async (_what, command) => {
      const agent = await atWork();
      await toDocs(agent);
      expect(await agent.bash(`${STASH} -q`)).toEqual(PASS);
      expect(await agent.bash(command)).toMatchObject({ type: 'block' });
      expect(await agent.stop()).toMatchObject({ type: 'block' });
    });

    it('is found when something else than what was accepted has been put aside', async () => {
      const agent = await atWork();
      await toDocs(agent);
      const back = `sed -i 's/"current_phase": "docs"/"current_phase": "spec"/' ${STATE}`;
      expect(await agent.bash(`${back}; ${STASH} -q`)).toMatchObject({ type: 'block' });
    });
  });

  describe('that removes a session', () => {
    const OPEN = sessionOf('v2', {}, {});
    const COMPLETE = sessionOf('v2', { '/current_phase': 'complete' }, {});

    it.each([`rm -r ${FOLDER}`, `mkdir archive && mv ${FOLDER} archive`])(
      'may do so when it is complete, whatever its plan says: %s',
      async (command) => {
        const agent = await atWork(COMPLETE);
        expect(await agent.bash(command)).toEqual(PASS);
        expect(await agent.stop()).toEqual(PASS);
      },
    );

    it.each([
      ['by git', `rm -r ${FOLDER}`, `git checkout -q -- ${FOLDER}`],
      ['from where it was put', `mkdir archive && mv ${FOLDER} archive`, `mv archive/* ${FOLDER}`],
    ])('may have it back %s', async (_way, command, back) => {
      const agent = await atWork(COMPLETE);
      await agent.bash(command);
      expect(await agent.bash(back)).toEqual(PASS);
      expect(await agent.stop()).toEqual(PASS);
    });

    it('may not have it back as it was before', async () => {
      const agent = await atWork(OPEN);
      await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "complete"');
      expect(await agent.bash(`rm -r ${FOLDER}`)).toEqual(PASS);
      expect(await agent.bash(`git checkout -q -- ${FOLDER}`)).toMatchObject({
        type: 'block',
        text: expect.stringContaining('from "complete" to "build"') as string,
      });
    });

    it.each([
      ['the session is not complete', OPEN, `rm -r ${FOLDER}`],
      ['the state stays', COMPLETE, `rm ${FOLDER}/plan.json`],
    ])('is found when %s', async (_what, files, command) => {
      const agent = await atWork(files);
      expect(await agent.bash(command)).toMatchObject({ type: 'block' });
    });
  });

  it('that changes a state and commits it in one go is found', async () => {
    const agent = await atWork();
    const commit = 'git -c user.name=a -c user.email=a@example.org commit -qam "pull (start): Fast-forward"';
    const command = `sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}; ${commit}`;
    expect(await agent.bash(command)).toMatchObject({ type: 'block' });
  });

  it('that checks out another branch changes nothing that is judged', async () => {
    const agent = await atWork();
    agent.repository.git('checkout', '--quiet', '-b', 'later');
    await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"');
    agent.repository.commit();
    expect(await agent.bash('true')).toEqual(PASS);
    expect(await agent.bash('git checkout -q main')).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it.each(['git merge -q --ff-only origin/main', 'git pull -q --rebase origin main'])(
    'that brings what somebody else has just committed changes nothing that is judged: %s',
    async (command) => {
      const agent = await atWork();
      const spec = agent.read(STATE);
      const other = `${agent.repository.root}-other`;
      const commit = 'git -c user.name=b -c user.email=b@example.org commit -qam b';
      const change = `sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}`;
      await agent.bash(
        `git clone -q . ${other} && git remote add origin ${other} && cd ${other} && ${change} && ${commit}`,
      );
      expect(await agent.bash(`git fetch -q origin && ${command}`)).toEqual(PASS);
      expect(agent.read(STATE)).not.toBe(spec);
      expect(await agent.stop()).toEqual(PASS);
    },
  );

  it('that gives a session another folder and id is no removal', async () => {
    const agent = await atWork();
    const id = '2026-03-04_orders-as-csv_k3m9q2';
    const rename = `git mv ${FOLDER} agents/sessions/${id}`;
    const change = `sed -i 's/${path.basename(FOLDER)}/${id}/' agents/sessions/${id}/*.json`;
    expect(await agent.bash(`${rename} && ${change}`)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
    const { before } = await agent.edit(
      `agents/sessions/${id}/state.json`,
      '"current_phase": "build"',
      '"current_phase": "spec"',
    );
    expect(before).toMatchObject({ type: 'deny' });
  });

  it('that gives a session another folder is told of the id alone, and may change it next', async () => {
    const agent = await atWork();
    const id = '2026-03-04_orders-as-csv_k3m9q2';
    const first = await agent.bash(`mv ${FOLDER} agents/sessions/${id}`);
    expect(first).not.toHaveProperty('text', expect.stringContaining('[file-deleted]'));
    expect(await agent.bash(`sed -i 's/${path.basename(FOLDER)}/${id}/' agents/sessions/${id}/*.json`)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('that moves a session and changes it illegally on the way is found', async () => {
    const agent = await atWork();
    const id = '2026-03-04_orders-as-csv_k3m9q2';
    const change = `sed -i 's/"build"/"spec"/; s/${path.basename(FOLDER)}/${id}/' agents/sessions/${id}/state.json`;
    expect(await agent.bash(`mv ${FOLDER} agents/sessions/${id} && ${change}`)).toMatchObject({ type: 'block' });
  });

  it('that moves a folder with sessions in it is no removal', async () => {
    const agent = await atWork();
    await agent.bash(`mkdir -p packages/one && mv agents packages/one`);
    await agent.start();
    expect(await agent.bash('mv packages/one packages/two')).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it.each(['rm', `sed -i 's/"current_phase": "build"/"current_phase": "spec"/'`])(
    'that was refused is what counts once the user begins anew: %s',
    async (command) => {
      const agent = await atWork();
      expect(await agent.bash(`${command} ${STATE}`)).toMatchObject({ type: 'block' });
      expect(await agent.start('resume')).toMatchObject({ type: 'inform' });
      expect(await agent.stop()).toMatchObject({ type: 'block' });
      await agent.start();
      expect(await agent.stop()).toEqual(PASS);
    },
  );

  it('that writes a file outside of the project is not the project’s concern', async () => {
    const agent = await atWork();
    const file = path.join(agent.repository.root, '..', 'elsewhere', STATE);
    const call = { tool_name: 'Write', tool_input: { file_path: file }, tool_response: { originalFile: null } };
    expect(await agent.event('PostToolUse', call)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('that mends what was refused is accepted', async () => {
    const agent = await atWork();
    await agent.bash(`sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}`);
    expect(await agent.edit(STATE, '"current_phase": "spec"', '"current_phase": "docs"')).toEqual({
      before: PASS,
      after: PASS,
    });
    expect(await agent.stop()).toEqual(PASS);
  });

  it('that was one of several is told of, not blocked: a block would end the run without a word', async () => {
    const agent = await atWork();
    agent.repository.write(STATE, '{');
    const reply = await agent.event('PostToolBatch', { tool_calls: [] });
    expect(reply).toMatchObject({ type: 'inform', text: expect.stringContaining(STATE) as string });
  });

  it('run elsewhere is looked at from the project', async () => {
    const agent = await atWork();
    agent.repository.write(STATE, '{');
    const reply = await agent.event('PostToolUse', { cwd: path.parse(process.cwd()).root, tool_name: 'Bash' });
    expect(reply).toMatchObject({ type: 'block' });
  });

  it('that makes a repository in the middle of the project takes no file away from it', async () => {
    const agent = await atWork();
    expect(await agent.bash('git init -q agents')).toEqual(PASS);
    const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
    expect(before).toMatchObject({ type: 'deny' });
  });

  it('that makes and removes another working tree brings and takes no file of this one', async () => {
    const agent = await atWork(sessionOf('v2', { '/build_progress/checkpoints_completed': [1, 99] }, {}));
    const tree = '.claude/worktrees/other';
    expect(await agent.bash(`git worktree add -q ${tree} -b other`)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
    const state = `${tree}/${STATE}`;
    expect(await agent.edit(state, '"status": "active"', '"status": "paused"')).toEqual({ before: PASS, after: PASS });
    const { before } = await agent.edit(state, '"current_phase": "build"', '"current_phase": "spec"');
    expect(before).toMatchObject({ type: 'deny' });
    agent.repository.write(state, '{');
    const there = { cwd: path.join(agent.repository.root, tree), tool_name: 'Bash' };
    expect(await agent.event('PostToolUse', there)).toMatchObject({ type: 'block' });
    expect(await agent.bash(`git worktree remove --force ${tree}`)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('that puts a pipe in the place of a file of git’s is not waited for', async () => {
    const agent = await atWork();
    expect(await agent.bash('rm .git/HEAD && mkfifo .git/HEAD')).toEqual(PASS);
  });

  it('that failed is looked at as well', async () => {
    const agent = await atWork();
    await agent.bash('true');
    agent.repository.write(STATE, '{');
    expect(await agent.event('PostToolUseFailure', { tool_name: 'Bash', error: 'Exit code 3' })).toMatchObject({
      type: 'block',
    });
  });
});

describe('what was wrong before', () => {
  const wrong = (): Tree => sessionOf('v2', { '/build_progress/checkpoints_completed': [1, 99] }, {});

  it('is told at the start', async () => {
    const agent = createAgent();
    for (const [file, content] of Object.entries(wrong())) agent.repository.write(file, content);
    agent.repository.commit();
    expect(await agent.start()).toMatchObject({
      type: 'inform',
      text: expect.stringContaining('[checkpoint-range]') as string,
    });
  });

  it('does not hold up another change', async () => {
    const agent = await atWork(wrong());
    const { before } = await agent.edit(STATE, '"status": "active"', '"status": "paused"');
    expect(before).toEqual(PASS);
  });

  it('is mentioned once when the file is touched', async () => {
    const agent = await atWork(wrong());
    const first = await agent.bash(`sed -i 's/"status": "active"/"status": "paused"/' ${STATE}`);
    expect(first).toMatchObject({ type: 'inform', text: expect.stringContaining('[checkpoint-range]') as string });
    expect(await agent.bash(`sed -i 's/"status": "paused"/"status": "active"/' ${STATE}`)).toEqual(PASS);
  });

  it('is mentioned once when a write is let pass, after it has been made', async () => {
    const agent = await atWork(wrong());
    const { after } = await agent.edit(STATE, '"status": "active"', '"status": "paused"');
    expect(after).toMatchObject({ type: 'inform', text: expect.stringContaining('[checkpoint-range]') as string });
    expect(await agent.edit(STATE, '"status": "paused"', '"status": "active"')).toEqual({ before: PASS, after: PASS });
    expect(await agent.bash(`sed -i 's/"status": "active"/"status": "paused"/' ${STATE}`)).toEqual(PASS);
  });

  it('is not what the agent has brought itself, where that waits for the stop', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { consistency: 'stop' } });
    const total = /"checkpoints_total": \d+/u.exec(agent.read(STATE))?.[0] ?? '';
    expect(await agent.edit(STATE, total, '"checkpoints_total": 1')).toEqual({ before: PASS, after: PASS });
    expect(await agent.edit(STATE, '"active"', '"paused"')).toEqual({ before: PASS, after: PASS });
    expect(await agent.stop()).toMatchObject({
      type: 'block',
      text: expect.stringContaining('[checkpoint-range]') as string,
    });
  });

  it('is not mentioned when the write mends it', async () => {
    const agent = await atWork(wrong());
    const total = /"checkpoints_total": \d+/u.exec(agent.read(STATE))?.[0] ?? '';
    expect(await agent.edit(STATE, total, '"checkpoints_total": 99')).toEqual({ before: PASS, after: PASS });
  });

  it('is mentioned after a write though the call before it was never made', async () => {
    const agent = await atWork(wrong());
    const input = {
      file_path: path.join(agent.repository.root, STATE),
      old_string: '"active"',
      new_string: '"paused"',
    };
    await agent.event('PreToolUse', { tool_name: 'Edit', tool_input: input });
    expect(await agent.edit(STATE, '"active"', '"paused"')).toMatchObject({ after: { type: 'inform' } });
  });
});

describe('the end', () => {
  it('does not wait for what is only a warning, unless the configuration makes an error of it', async () => {
    const raised = { 'stategate.config.json': { rules: { 'note-references': 'error' } } };
    const scope = { type: 'task', ref: '9.9.9' };
    const note = { id: 'dn-001', timestamp: '2026-03-05T12:00:00Z', scope, category: 'discovery', content: 'x' };
    const ends: Reply[] = [];
    for (const config of [{}, raised]) {
      const agent = await atWork({ ...sessionOf('v2', {}, {}), ...config });
      const after = await agent.write(`${FOLDER}/dev-notes.json`, {
        session_id: path.basename(FOLDER),
        notes: [note],
      });
      expect(after).toEqual({ before: PASS, after: PASS });
      ends.push(await agent.stop());
    }
    expect(ends).toEqual([PASS, { type: 'block', text: expect.stringContaining('[note-references]') as string }]);
  });

  it('waits while state and plan do not agree', async () => {
    const agent = await atWork();
    const total = /"checkpoints_total": \d+/u.exec(agent.read(STATE))?.[0] ?? '';
    const { before } = await agent.edit(STATE, total, '"checkpoints_total": 9');
    expect(before).toEqual(PASS);
    expect(await agent.stop()).toMatchObject({
      type: 'block',
      text: expect.stringContaining('[state-agrees-with-plan]') as string,
    });
    expect(await agent.stop(true)).toEqual(PASS);
  });

  it('does not wait for what did not agree before', async () => {
    const agent = await atWork(sessionOf('v2', { '/build_progress/checkpoints_total': 9 }, {}));
    await agent.edit(STATE, '"status": "active"', '"status": "paused"');
    expect(await agent.stop()).toEqual(PASS);
  });
});

describe('what the gate could be switched off with', () => {
  const SETTINGS = '.claude/settings.json';
  const hooks = { PreToolUse: [{ matcher: 'Write', hooks: [{ type: 'command', command: 'stategate-hook' }] }] };

  async function wired(): Promise<Agent> {
    return atWork({
      ...sessionOf('v2', {}, {}),
      [SETTINGS]: { model: 'x', hooks },
      'stategate.config.json': { rules: {} },
    });
  }

  it.each([
    ['the configuration', 'stategate.config.json', { rules: { schema: 'off' } }],
    ['a baseline', 'stategate-baseline.json', {}],
    ['the ledger', '.git/stategate/ledger.json', {}],
    ['the hooks in the settings', SETTINGS, { model: 'x', hooks: {} }],
    ['the switch for all hooks', SETTINGS, { model: 'x', hooks, disableAllHooks: true }],
  ])('is kept from the agent: %s', async (_name, file, content) => {
    const agent = await wired();
    expect((await agent.write(file, content)).before).toMatchObject({ type: 'deny' });
  });

  it('is kept from the agent: the ledger of a linked working tree', async () => {
    const agent = await wired();
    agent.repository.git('worktree', 'add', '-q', 'linked', '-b', 'linked');
    const cwd = path.join(agent.repository.root, 'linked');
    const input = { file_path: path.join(agent.repository.root, '.git/worktrees/linked/stategate/x'), content: '' };
    const call = { cwd, tool_name: 'Write', tool_input: input };
    expect(await agent.event('PreToolUse', call)).toMatchObject({ type: 'deny' });
  });

  it('is kept from the agent: the compiled code, wherever the user keeps caches', async () => {
    const agent = await wired();
    const { root } = agent.repository;
    for (const [env, folder] of [
      [{ XDG_CACHE_HOME: `${root}-caches` }, `${root}-caches`],
      [{ XDG_CACHE_HOME: 'caches', NODE_DISABLE_COMPILE_CACHE: '1' }, `${root}-home/.cache`],
    ] as const) {
      const write = (file: string): object => ({
        hook_event_name: 'PreToolUse',
        cwd: root,
        tool_name: 'Write',
        tool_input: { file_path: file, content: '' },
      });
      const asked = async (file: string): Promise<string> =>
        (await hook(JSON.stringify(write(file)), { HOME: `${root}-home`, ...env })).stdout;
      expect(await asked(`${folder}/stategate/code/gate-1x2y3z`)).toContain('"permissionDecision":"deny"');
      expect(await asked(`${folder}/stategate/code-review.md`)).toBe('');
    }
  });

  it('is told without a way back that restore does not have: the user’s own settings', async () => {
    const agent = await wired();
    const folder = path.join(`${agent.repository.root}-home`, '.claude');
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => {
      rmSync(path.dirname(folder), { recursive: true });
    });
    writeFileSync(path.join(folder, 'settings.json'), '{"disableAllHooks": true}');
    const reply = await agent.bash('true');
    expect(reply).toMatchObject({ type: 'block', text: expect.stringContaining('settings.json') as string });
    expect(reply).not.toMatchObject({ text: expect.stringContaining('stategate restore') as string });
  });

  it('leaves the other settings to the agent', async () => {
    const agent = await wired();
    expect(await agent.write(SETTINGS, { model: 'y', hooks })).toEqual({ before: PASS, after: PASS });
  });

  it.each([
    ['the configuration', `echo '{"protect": false}' > stategate.config.json`],
    ['its removal', 'rm stategate.config.json'],
    ['the hooks', `echo '{}' > ${SETTINGS}`],
    ['a configuration of another sort', `echo '{"rules": {}}' > stategate-baseline.json`],
  ])('is watched when a command changes it: %s', async (_name, command) => {
    const agent = await wired();
    expect(await agent.bash(command)).toMatchObject({ type: 'block' });
    expect(await agent.bash('true')).toEqual(PASS);
    expect(await agent.stop()).toMatchObject({ type: 'block' });
  });

  it('is put back by restore', async () => {
    const agent = await wired();
    const before = agent.read('stategate.config.json');
    await agent.bash(`echo '{"protect": false}' > stategate.config.json; echo '{}' > stategate-baseline.json`);
    const { root } = agent.repository;
    const { code, stdout } = await runCommand(['restore', '--all'], { cwd: root });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'removed stategate-baseline.json\nrestored stategate.config.json\n',
    });
    expect(agent.read('stategate.config.json')).toBe(before);
    expect(await agent.stop()).toEqual(PASS);
  });

  it.each([
    ['the hooks are gone', SETTINGS, '{}'],
    ['the file is gone', SETTINGS, undefined],
    ['the file is broken', SETTINGS, '{'],
    ['another file switches them off', '.claude/settings.local.json', '{"disableAllHooks": true}'],
  ])('keeps the client from taking settings in which %s', async (_name, file, text) => {
    const agent = await wired();
    if (text === undefined) agent.repository.remove(file);
    else agent.repository.write(file, text);
    const changed = { source: 'project_settings', file_path: path.join(agent.repository.root, file) };
    expect(await agent.event('ConfigChange', changed)).toMatchObject({ type: 'block' });
    expect(await agent.event('ConfigChange', changed)).toMatchObject({ type: 'block' });
    expect(await agent.bash('true')).toMatchObject({
      type: 'block',
      text: expect.stringContaining('settings') as string,
    });
  });

  it('lets the client take settings that keep the hooks', async () => {
    const agent = await wired();
    agent.repository.write(SETTINGS, { model: 'z', hooks });
    const changed = { source: 'project_settings', file_path: path.join(agent.repository.root, SETTINGS) };
    expect(await agent.event('ConfigChange', changed)).toEqual(PASS);
  });

  it.each([
    ['switches rules off', { rules: { 'illegal-transition': 'off' } }],
    ['is broken', '{'],
  ])('does not count when the agent has made one that %s', async (_name, config) => {
    const agent = await atWork();
    agent.repository.write('stategate.config.json', config);
    expect(await agent.bash('true')).toMatchObject({ type: 'block' });
    const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
    expect(before).toMatchObject({ type: 'deny' });
  });

  it('is the agent’s as well where the user says so', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { protect: false } });
    expect((await agent.write('stategate.config.json', { protect: false, rules: {} })).before).toEqual(PASS);
  });

  it('is accepted as the user has made it when a session begins, though the last one was told of it', async () => {
    const agent = await atWork(sessionOf('v2', {}, {}));
    await agent.bash(`echo '{"rules": {"schema": "warning"}}' > stategate.config.json`);
    expect((await agent.stop()).type).toBe('block');
    await agent.start();
    expect(await agent.stop()).toEqual(PASS);
    expect((await agent.bash('rm stategate.config.json')).type).toBe('block');
  });

  it('does not stand in the way of its own mending', async () => {
    const agent = await atWork(sessionOf('v2', {}, {}));
    agent.repository.write('stategate.config.json', '{ "rulez": 1 }');
    expect((await agent.start()).type).toBe('fault');
    await agent.bash('rm stategate.config.json');
    for (const [file, content] of Object.entries(sessionOf('v2', { '/topic': 'Another' }, {}))) {
      agent.repository.write(file, content);
    }
    expect((await agent.start()).type).toBe('inform');
    expect(await agent.stop()).toEqual(PASS);
  });
});

describe('what the configuration extends', () => {
  const PACKAGE = 'node_modules/house/stategate.config.json';
  const off = { rules: { 'illegal-transition': 'off', 'phase-order': 'off' } };

  async function extending(): Promise<Agent> {
    return atWork({
      ...sessionOf('v2', {}, {}),
      'stategate.config.json': { extends: ['./shared/base.json', 'house'] },
      'shared/base.json': { extends: './more.json' },
      'shared/more.json': {},
      [PACKAGE]: {},
    });
  }

  it.each(['shared/base.json', 'shared/more.json', PACKAGE])('is kept from the agent: %s', async (file) => {
    const agent = await extending();
    expect((await agent.write(file, off)).before).toMatchObject({
      type: 'deny',
      text: expect.stringContaining("stategate's configuration") as string,
    });
  });

  it.each(['shared/base.json', 'shared/more.json', PACKAGE])(
    'is judged by as it was accepted, when a command changes it: %s',
    async (file) => {
      const agent = await extending();
      expect(await agent.bash(`echo '${JSON.stringify(off)}' > ${file}`)).toMatchObject({
        type: 'block',
        text: expect.stringContaining(`${file} is`) as string,
      });
      const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
      expect(before).toMatchObject({ type: 'deny' });
      expect(await agent.stop()).toMatchObject({ type: 'block' });
    },
  );

  it('is judged by as it was accepted, when it is removed', async () => {
    const agent = await extending();
    expect(await agent.bash('rm -r shared node_modules')).toMatchObject({ type: 'block' });
    const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
    expect(before).toMatchObject({ type: 'deny' });
  });

  it('is put back by restore', async () => {
    const agent = await extending();
    const before = agent.read('shared/more.json');
    await agent.bash(`echo '${JSON.stringify(off)}' > shared/more.json`);
    const { stdout } = await runCommand(['restore', '--all'], { cwd: agent.repository.root });
    expect(stdout).toBe('restored shared/more.json\n');
    expect(agent.read('shared/more.json')).toBe(before);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('is accepted as the user has made it when a session begins', async () => {
    const agent = await extending();
    agent.repository.write('shared/more.json', off);
    await agent.start();
    const { before } = await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "spec"');
    expect(before).toEqual(PASS);
    expect((await agent.bash(`echo '{}' > shared/more.json`)).type).toBe('block');
  });

  it('is not guarded any more when the user has taken it out', async () => {
    const agent = await extending();
    agent.repository.write('stategate.config.json', {});
    await agent.start();
    expect((await agent.write('shared/base.json', off)).before).toEqual(PASS);
  });

  it('may be installed by the agent where a package was nowhere', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { extends: 'house' } });
    const { before } = await agent.edit(STATE, '"status": "active"', '"status": "paused"');
    expect(before.type).toBe('fault');
    expect(await agent.bash(`mkdir -p node_modules/house; echo '{}' > ${PACKAGE}`)).toEqual(PASS);
    expect((await agent.bash(`echo '${JSON.stringify(off)}' > ${PACKAGE}`)).type).toBe('block');
  });

  it('may not be made by the agent where a file was missing', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': { extends: './base.json' } });
    expect((await agent.write('base.json', off)).before).toMatchObject({ type: 'deny' });
  });
});

describe('a ledger', () => {
  it('that is begun in the middle holds nobody up for what nobody has seen otherwise', async () => {
    const agent = createAgent();
    const wrong = sessionOf('v2', { '/build_progress/checkpoints_completed': [1, 99] }, {});
    for (const [file, content] of Object.entries(wrong)) agent.repository.write(file, content);
    expect(await agent.bash('true')).toMatchObject({
      type: 'inform',
      text: expect.stringContaining('[checkpoint-range]') as string,
    });
    expect(await agent.bash('true')).toEqual(PASS);
  });

  it('that was lost is made anew from what is committed, and hides nothing', async () => {
    const agent = await atWork();
    const command = `sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}; rm -rf .git/stategate`;
    expect(await agent.bash(command)).toMatchObject({ type: 'block', text: expect.stringContaining(STATE) as string });
  });

  it('in which the rest is damaged still says what a write is judged by', async () => {
    const agent = await atWork();
    await agent.bash(`sed -i 's/"current_phase": "build"/"current_phase": "spec"/' ${STATE}`);
    const file = path.join(agent.repository.root, '.git/stategate/ledger.json');
    const bytes = readFileSync(file);
    bytes.write('X', bytes.length - 10);
    writeFileSync(file, bytes);
    // From "spec" it would be legal.
    const { before } = await agent.edit(STATE, '"current_phase": "spec"', '"current_phase": "plan"');
    expect(before).toMatchObject({ type: 'deny', text: expect.stringContaining('from "build"') as string });
  });

  it('that is damaged is made anew, which is told', async () => {
    const agent = await atWork();
    writeFileSync(path.join(agent.repository.root, '.git/stategate/ledger.json'), 'x');
    expect(await agent.bash('true')).toMatchObject({
      type: 'inform',
      text: expect.stringContaining('damaged') as string,
    });
    expect(await agent.bash('true')).toEqual(PASS);
  });

  it('that is damaged before a write is told of after it', async () => {
    const agent = await atWork();
    writeFileSync(path.join(agent.repository.root, '.git/stategate/ledger.json'), 'x');
    expect(await agent.edit(STATE, '"status": "active"', '"status": "paused"')).toMatchObject({
      before: PASS,
      after: { type: 'inform', text: expect.stringContaining('damaged') as string },
    });
    expect(await agent.stop()).toEqual(PASS);
  });
});

describe('a fault of the gate’s own', () => {
  it('is shown to the user, and the agent goes on', async () => {
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': '{' });
    expect(
      await agent.edit(STATE, '"status": "active"', '"status": "paused"').then(({ before }) => before),
    ).toMatchObject({
      type: 'fault',
      text: expect.stringMatching(
        /^stategate: nothing was checked: stategate\.config\.json:1:\d+: [^\n]+\n$/u,
      ) as string,
    });
  });

  it('holds the agent up where the user wants that', async () => {
    const config = { onFault: 'block', rules: { nonsense: 'off' } };
    const agent = await atWork({ ...sessionOf('v2', {}, {}), 'stategate.config.json': config });
    expect((await agent.edit(STATE, '"status": "active"', '"status": "paused"')).before).toMatchObject({
      type: 'deny',
    });
    agent.repository.write(STATE, '{');
    expect(await agent.stop()).toMatchObject({ type: 'block' });
    expect(await agent.stop(true)).toMatchObject({ type: 'fault' });
  });
});

describe('what is no payload of this client', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another client’s payload', '{"hookEventName":"PreToolUse"}'],
    ['no event', '{}'],
  ])('is noted and passes: %s', async (_name, text) => {
    const { hook } = await import('../../src/cli/hook.js');
    const { stdout, stderr, code } = await hook(text, {});
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    expect(stderr).toMatch(/^stategate: [^\n]+; nothing was checked\n$/u);
  });

  it('passes in silence where only the event is new', async () => {
    expect(await createAgent().event('TeaTime')).toEqual(PASS);
  });
});
