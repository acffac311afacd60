import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Agent, createAgent, type Reply } from './agent.js';

const FOLDER = SESSIONS.v2;
const STATE = `${FOLDER}/state.json`;
const PASS: Reply = { type: 'pass' };

const GIT = 'git -c user.name=Ada -c user.email=ada@example.org';
const phase = (from: string, to: string): string =>
  `sed -i 's/"current_phase": "${from}"/"current_phase": "${to}"/' ${STATE}`;

/** An agent in a repository with a session that is being built. */
async function atWork(isCommitted = true): Promise<Agent> {
  const agent = createAgent();
  agent.repository.write('README.md', 'A lamp post.\n');
  agent.repository.commit();
  for (const [file, content] of Object.entries(sessionOf('v2', {}, {}))) agent.repository.write(file, content);
  if (isCommitted) agent.repository.commit();
  await agent.start();
  return agent;
}

describe('work that git has put elsewhere in one call is not lost', () => {
  it.each([
    ['committed to another branch', `git checkout -q -b docs && ${GIT} commit -qam docs && git checkout -q main`],
    ['committed, and the commit left', `${GIT} commit -qam docs && git reset -q --hard HEAD~1`],
    ['stashed before a switch', `${GIT} stash -q && git checkout -q -b other`],
    ['stashed before a commit', `${GIT} stash -q && ${GIT} commit -q --allow-empty -m other`],
    [
      'carried along by a rebase',
      `git branch -q other && ${GIT} commit -qam docs && git checkout -q other && echo more >> README.md && ${GIT} commit -qam more && git checkout -q main && ${GIT} rebase -q other`,
    ],
    [
      'merged with a conflict that was resolved',
      `${GIT} commit -qam docs; git checkout -q -b other HEAD~1; sed -i 's/"active"/"paused"/' ${STATE}; ${GIT} commit -qam paused; git checkout -q main; ${GIT} merge -q other || git checkout -q --ours ${STATE}; git add -A; ${GIT} commit -qm merged --allow-empty`,
    ],
  ])('%s', async (_name, command) => {
    const agent = await atWork();
    expect(await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"')).toEqual({
      before: PASS,
      after: PASS,
    });
    expect(await agent.bash(command)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });

  it('a session that git did not know, committed to another branch', async () => {
    const agent = await atWork(false);
    const command = `git checkout -q -b work && git add -A && ${GIT} commit -qm work && git checkout -q main`;
    expect(await agent.bash(command)).toEqual(PASS);
    expect(await agent.stop()).toEqual(PASS);
  });
});

describe('a commit that has nothing to do with it', () => {
  const COMMIT = `${GIT} commit -q --allow-empty -m other`;

  it('does not cover a session that git did not know and that was removed', async () => {
    const agent = await atWork(false);
    expect(await agent.bash(`rm -r ${FOLDER} && ${COMMIT}`)).toMatchObject({ type: 'block' });
  });

  it('does not cover a step back to what is committed', async () => {
    const agent = await atWork();
    await agent.edit(STATE, '"current_phase": "build"', '"current_phase": "docs"');
    expect(await agent.bash(`git checkout -q -- ${STATE} && ${COMMIT}`)).toMatchObject({ type: 'block' });
  });
});

describe('a commit of what was refused', () => {
  it('does not make it right by being left and checked out again', async () => {
    const agent = await atWork();
    const back = `${phase('build', 'spec')} && ${GIT} commit -qam back`;
    expect(await agent.bash(back)).toMatchObject({ type: 'block' });
    // By then nothing of it has been made just now.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect(await agent.bash('git checkout -q HEAD~1')).toEqual(PASS);
    expect(await agent.bash('git checkout -q main')).toMatchObject({ type: 'block' });
    expect(await agent.start()).toMatchObject({ type: 'inform' });
    expect(await agent.bash('git checkout -q HEAD~1')).toEqual(PASS);
    expect(await agent.bash('git checkout -q main')).toEqual(PASS);
  });
});

it('what was committed in a working tree that was removed is no work of others', async () => {
  const agent = await atWork();
  const there = `git worktree add -q ../there-$$ -b there && (cd ../there-$$ && ${phase('build', 'spec')} && ${GIT} commit -qam back)`;
  expect(await agent.bash(`${there} && git merge -q there && git worktree remove ../there-$$`)).toMatchObject({
    type: 'block',
  });
});
