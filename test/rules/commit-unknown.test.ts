import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { lintTree } from '../support/lint-fixture.js';
import { createRepository, type Repository } from '../support/repository.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const RULE = 'commit-unknown';
const GONE = '4b825dc642cb6eb9a060e54bf8d69288fbee4905';

test('commits that the repository has have no finding, be they abbreviated', async () => {
  expect(await lintTree('rules/commit-unknown/passes')).toEqual([]);
});

test('tells of a commit that the repository does not have', async () => {
  const found = await lintTree('rules/commit-unknown/fails');
  expect(found.map(({ rule, severity, pointer }) => [rule, severity, pointer])).toEqual([
    [RULE, 'warning', '/commits/1/sha'],
  ]);
});

/** A repository with a session whose state lists commits; `own` is the first one there. */
function sessionWith(shas: (own: string) => readonly string[]): Repository {
  const repository = createRepository();
  const own = repository.commit('first');
  const commits = shas(own).map((sha) => ({ sha, message: 'Work', checkpoint: 1, created_at: '2026-03-04T13:00:00Z' }));
  const tree = sessionOf('v2', { '/commits': commits, '/artifacts': undefined });
  for (const [file, content] of Object.entries(tree)) repository.write(file, content);
  repository.commit('second');
  return repository;
}

async function told(cwd: string): Promise<string[]> {
  const { diagnostics } = await check({ cwd, config: false });
  return diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ pointer }) => pointer);
}

test.each<[string, (own: string) => readonly string[], readonly string[]]>([
  ['a hash in capitals', (own) => [own.toUpperCase()], []],
  ['a hash of a file', (own) => [own, 'ce013625030ba8dba906f756967f9e9ca394464a'], ['/commits/1/sha']],
  ['no hash at all', (own) => [own, 'HEAD', 'main', '--all', 'x\ny'], []],
  ['too few digits to prove anything', (own) => [own, 'ffffff'], []],
  ['as many digits as git prints', (own) => [own, 'fffffff'], ['/commits/1/sha']],
  ['none of them here: another repository', () => [GONE, 'deadbeef'], []],
  ['several that are gone', (own) => [GONE, own, 'deadbeef'], ['/commits/0/sha', '/commits/2/sha']],
])('%s', async (_description, shas, pointers) => {
  expect(await told(sessionWith(shas).root)).toEqual(pointers);
});

test('a commit that no branch leads to any more is still there', async () => {
  const repository = sessionWith((own) => [own]);
  repository.git('commit', '--quiet', '--amend', '--message', 'rewritten');
  expect(await told(repository.root)).toEqual([]);
});

test('a shallow clone says nothing, the same clone made whole does', async () => {
  const { root } = sessionWith((own) => [own, GONE]);
  const clone = temporaryFolder();
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone]);
  expect(await told(clone)).toEqual([]);
  execFileSync('git', ['fetch', '--quiet', '--unshallow'], { cwd: clone });
  expect(await told(clone)).toEqual(['/commits/1/sha']);
});

test('a partial clone says nothing', async () => {
  const repository = sessionWith((own) => [own, GONE]);
  repository.git('config', 'remote.origin.promisor', 'true');
  expect(await told(repository.root)).toEqual([]);
});

test('outside of a repository nothing is said', async () => {
  const { root } = sessionWith((own) => [own, GONE]);
  execFileSync('rm', ['-r', `${root}/.git`]);
  expect(await told(root)).toEqual([]);
});

test('each of many sessions is answered for itself, by whatever thread', async () => {
  const repository = sessionWith((own) => [own, GONE]);
  const [state] = Object.values(sessionOf('v2', { '/artifacts': undefined })) as [Record<string, unknown>];
  const own = repository.git('rev-parse', 'HEAD~1');
  for (let index = 0; index < 50; index += 1) {
    const id = `s${String(index)}`;
    const commits = [
      { sha: own },
      ...(index % 2 === 0 ? [{ sha: `${String(index).padStart(2, '0')}${GONE.slice(2)}` }] : []),
    ];
    repository.write(`agents/sessions/${id}/state.json`, { ...state, session_id: id, commits });
  }
  expect(await told(repository.root)).toHaveLength(26);
});

test('what is staged is judged by the commits that there are', async () => {
  const repository = sessionWith((own) => [own]);
  const file = `${SESSIONS.v2}/state.json`;
  const own = repository.git('rev-parse', 'HEAD~1');
  const [state] = Object.values(
    sessionOf('v2', { '/commits': [{ sha: own }, { sha: GONE }], '/artifacts': undefined }),
  );
  repository.write(file, state);
  repository.git('add', '--all');
  const { diagnostics } = await check({ cwd: repository.root, config: false, changes: { type: 'staged' } });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE).map(({ pointer }) => pointer)).toEqual(['/commits/1/sha']);
});

test('of a text on standard input nothing is said', async () => {
  const repository = sessionWith((own) => [own, GONE]);
  const file = `${SESSIONS.v2}/state.json`;
  const bytes = Buffer.from(repository.git('show', `HEAD:${file}`));
  const { diagnostics } = await check({ cwd: repository.root, config: false, stdin: { bytes, file } });
  expect(diagnostics.filter(({ ruleId }) => ruleId === RULE)).toEqual([]);
});
