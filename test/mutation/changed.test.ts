import { expect, test } from 'vitest';
import { createRepository, type Repository } from '../support/repository.js';
import { changedSince } from './changed.js';

const IDS = ['adw-ports', 'commit-hash', 'cut-line', 'plan-ids'];

/** A repository with the files of some rules, all of them committed. */
function committed(): Repository {
  const repository = createRepository();
  for (const id of IDS) {
    repository.write(`rules/${id}.ts`, 'a rule');
    repository.write(`test/rules/${id}.test.ts`, 'its tests');
    repository.write(`fixtures/rules/${id}/fails/agents/a1/adw_state.json`, {});
  }
  repository.write('rules/index.ts', 'all rules');
  repository.commit('first');
  return repository;
}

test('a rule has changed when its module, its tests or its fixtures have, be that committed or not', () => {
  const repository = committed();
  repository.write('rules/plan-ids.ts', 'another rule');
  repository.commit('second');
  repository.write('test/rules/commit-hash.test.ts', 'other tests');
  repository.write('fixtures/rules/adw-ports/passes/agents/a2/adw_state.json', {});
  expect(changedSince('HEAD~1', IDS, repository.root)).toEqual(['adw-ports', 'commit-hash', 'plan-ids']);
  expect(changedSince('HEAD', IDS, repository.root)).toEqual(['adw-ports', 'commit-hash']);
});

test('no rule has changed when other files have', () => {
  const repository = committed();
  repository.write('rules/index.ts', 'all rules, and more');
  repository.write('rules/plan-ids.md', 'a page');
  repository.write('src/plan-ids.ts', 'no rule');
  expect(changedSince('HEAD', IDS, repository.root)).toEqual([]);
});

test('a commit that is not there is an error', () => {
  expect(() => changedSince('gone', IDS, committed().root)).toThrow(/gone/u);
});
