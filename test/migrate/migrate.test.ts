import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { migrate, type MigrateOptions, type Migration } from '../../src/migrate/migrate.js';
import type { Changes } from '../support/edit.js';
import { createRepository } from '../support/repository.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { treeOnDisk, type Tree } from '../support/tree.js';

const STATE = `${SESSIONS.v1}/state.json`;
const PLAN = `${SESSIONS.v1}/plan.json`;

function run(cwd: string, options: Partial<MigrateOptions> = {}): Promise<Migration> {
  return migrate({ cwd, to: 2, config: false, writes: true, ...options });
}

function read(cwd: string, file: string): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

function names({ migrated }: Migration): string[] {
  return migrated.map(({ file, from, to }) => `${file} ${String(from)} ${String(to)}`).sort();
}

/** A session of the first version with its plan. */
function session(state: Changes = {}, plan: Changes = {}): Tree {
  return sessionOf('v1', state, plan);
}

describe('the state and the plan of a session', () => {
  test('go together, whichever is named', async () => {
    for (const file of [STATE, PLAN]) {
      const outcome = await run(treeOnDisk(session()), { paths: [file] });
      expect(names(outcome)).toEqual([`${PLAN} 1 2`, `${STATE} 1 2`]);
    }
  });

  test('stay as they are where one of them has an error', async () => {
    const cwd = treeOnDisk(session({ '/plan_state/checkpoints_completed': [9] }));
    const [state, plan] = [read(cwd, STATE), read(cwd, PLAN)];
    const { migrated, refused } = await run(cwd);
    expect(migrated).toEqual([]);
    expect(refused).toMatchObject([{ files: [PLAN, STATE], after: false, errors: [{ ruleId: 'checkpoint-range' }] }]);
    expect([read(cwd, STATE), read(cwd, PLAN)]).toEqual([state, plan]);
  });

  test('stay as they are where one of them does not parse', async () => {
    const cwd = treeOnDisk({ ...session(), [PLAN]: '{' });
    expect((await run(cwd)).refused).toMatchObject([{ files: [STATE], errors: [{ ruleId: 'syntax' }] }]);
    expect(JSON.parse(read(cwd, STATE))).toHaveProperty('phases');
  });

  test('hold back no other session', async () => {
    const cwd = treeOnDisk({ ...session(), 'agents/sessions/x/state.json': { phases: {} } });
    const { migrated, refused } = await run(cwd);
    expect([migrated.length, refused.length]).toEqual([2, 1]);
  });

  test('reach as far as they can: there is no third version of a plan', async () => {
    const cwd = treeOnDisk(session());
    expect(names(await run(cwd, { to: 3 }))).toEqual([`${PLAN} 1 2`, `${STATE} 1 3`]);
    expect((await check({ cwd, config: false })).summary.errors).toBe(0);
  });
});

describe('a second run', () => {
  test.each([2, 3] as const)('changes nothing (--to %d)', async (to) => {
    const cwd = treeOnDisk(session());
    await run(cwd, { to });
    const before = [read(cwd, STATE), read(cwd, PLAN)];
    expect(await run(cwd, { to })).toMatchObject({ migrated: [], refused: [], current: 2 });
    expect([read(cwd, STATE), read(cwd, PLAN)]).toEqual(before);
  });
});

describe('a later version', () => {
  const V3 = sessionOf('v3', {});
  const [file = ''] = Object.keys(V3);

  test('is left alone where it is found, and a fault where it is named', async () => {
    const cwd = treeOnDisk({ ...session(), ...V3 });
    await expect(run(cwd, { paths: [file] })).rejects.toThrow(
      `${file} is of version 3; --to 2 would take it back, and what is new in it would be lost`,
    );
    const { migrated, later } = await run(cwd);
    expect([migrated.length, later]).toEqual([2, [file]]);
  });

  test('that is named holds up everything before anything is written', async () => {
    const cwd = treeOnDisk({ ...session(), ...V3 });
    await expect(run(cwd, { paths: ['.', file] })).rejects.toThrow(file);
    expect(JSON.parse(read(cwd, STATE))).toHaveProperty('phases');
  });
});

describe('files', () => {
  test('keep their permissions, and nothing is left beside them', async () => {
    const cwd = treeOnDisk(session());
    chmodSync(path.join(cwd, STATE), 0o640);
    await run(cwd);
    expect(statSync(path.join(cwd, STATE)).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.join(cwd, SESSIONS.v1)).sort()).toEqual(['plan.json', 'state.json']);
  });

  test('are written where a link leads, and the link stays', async () => {
    const cwd = treeOnDisk({ 'agents/real.json': session()[STATE], [PLAN]: session()[PLAN] });
    symlinkSync('../../real.json', path.join(cwd, STATE));
    await run(cwd);
    expect(lstatSync(path.join(cwd, STATE)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(read(cwd, 'agents/real.json'))).toHaveProperty('phase_history');
  });

  test('that the configuration ignores are no part of it', async () => {
    const cwd = treeOnDisk({ ...session(), 'stategate.config.json': { ignores: ['**/plan.json'] } });
    const outcome = await migrate({ cwd, to: 2, writes: true });
    expect(names(outcome)).toEqual([`${STATE} 1 2`]);
  });

  test('of no version, and logs, are left alone', async () => {
    const cwd = treeOnDisk({ 'agents/sessions/x/state.json': {}, 'agents/logging/hook_logs/s/Stop.jsonl': '{}\n' });
    expect(await run(cwd)).toMatchObject({ migrated: [], refused: [], current: 0 });
  });
});

test.each([2, 3] as const)('what is staged after a migration has no finding (--to %d)', async (to) => {
  const repository = createRepository();
  for (const [file, content] of Object.entries(session())) repository.write(file, content);
  repository.commit();
  await run(repository.root, { to });
  repository.git('add', '--all');
  const { diagnostics, summary } = await check({ cwd: repository.root, config: false, changes: { type: 'staged' } });
  expect(diagnostics).toEqual([]);
  expect(summary.steps).toBe(2);
});

test('a preview writes nothing', async () => {
  const cwd = treeOnDisk(session());
  const before = read(cwd, STATE);
  const { migrated } = await run(cwd, { writes: false });
  expect(migrated.map((one) => one.before === read(cwd, one.file))).toEqual([true, true]);
  expect(read(cwd, STATE)).toBe(before);
});
