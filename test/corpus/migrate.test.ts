import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, type Diagnostic } from '../../src/index.js';
import { migrate, type Migration } from '../../src/migrate/migrate.js';
import { sessionsRepository } from './corpus.js';

let repository: string;
let commits: string[];

beforeAll(async () => {
  repository = await sessionsRepository();
  commits = git('rev-list', '--reverse', 'main').split('\n');
});

afterAll(async () => {
  await rm(repository, { recursive: true });
});

describe.each([2, 3] as const)('all sessions of every commit, migrated to %d', (to) => {
  let migrated = 0;
  const refused: string[] = [];
  const introduced: string[] = [];
  const staged: string[] = [];
  const again: Migration[] = [];

  beforeAll(async () => {
    for (const commit of commits) {
      git('checkout', '--quiet', '--force', '--detach', commit);
      const before = await found();
      const outcome = await migrate({ cwd: repository, to, config: false, writes: true });
      migrated += outcome.migrated.length;
      refused.push(
        ...outcome.refused.flatMap(({ files, errors }) => [...files, ...errors.map(({ ruleId }) => ruleId)]),
      );
      const known = new Set(before.map(wordsOf));
      introduced.push(...(await found()).map(wordsOf).filter((words) => !known.has(words)));
      git('add', '--all');
      const changed = await check({ cwd: repository, config: false, changes: { type: 'staged' } });
      staged.push(...changed.diagnostics.filter(({ step }) => step).map(wordsOf));
      again.push(await migrate({ cwd: repository, to, config: false, writes: true }));
    }
  });

  it('are many', () => {
    expect(migrated).toBeGreaterThan(20);
  });

  it('have no error and no warning that they had not before', () => {
    expect(introduced).toEqual([]);
  });

  it('have nothing told of the change, when it is staged', () => {
    expect(staged).toEqual([]);
  });

  it('are left as they are only where they contradict themselves', () => {
    const file = 'agents/sessions/2026-02-11_build-initial-management-ui_mn3z2n/state.json';
    expect([...new Set(refused)].sort()).toEqual([file, 'phase-order']);
  });

  it('are not changed by a second run', () => {
    expect(again.flatMap((outcome) => outcome.migrated)).toEqual([]);
  });
});

async function found(): Promise<Diagnostic[]> {
  const { diagnostics } = await check({ cwd: repository, config: false });
  return diagnostics.filter(({ severity }) => severity !== 'info');
}

/** What is said, whatever a version calls the place. */
function wordsOf({ file, ruleId, severity }: Diagnostic): string {
  return `${severity} ${ruleId} ${file}`;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
}
