import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import migrationReport from '../../schemas/migration-report.schema.json' with { type: 'json' };
import { runCommand } from '../support/command.js';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { type Tree, treeOnDisk } from '../support/tree.js';

const STATE = `${SESSIONS.v1}/state.json`;
const PLAN = `${SESSIONS.v1}/plan.json`;

test('migrate tells what became of each file, and what was decided', async () => {
  const cwd = treeOnDisk(sessionOf('v1', {}, {}));
  const { code, stdout, stderr } = await runCommand(['migrate', '--to', '2'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`migrated  ${PLAN} (version 1 to 2)\n`);
  expect(stdout).toContain(
    `migrated  ${STATE} (version 1 to 2)\n          session_type: "full": a session of the first version passes through all phases\n`,
  );
  expect(stdout).toMatch(/\n2 files migrated\n$/u);
  expect((await runCommand(['migrate', '--to', '2'], { cwd })).stdout).toBe(
    '0 files migrated, 2 files of the version already\n',
  );
});

test('migrate --dry-run prints a diff that git makes the same of', async () => {
  const cwd = treeOnDisk(sessionOf('v1', {}, {}));
  const { code, stdout } = await runCommand(['migrate', '--to', '3', '--dry-run'], { cwd });
  expect(JSON.parse(readFileSync(path.join(cwd, STATE), 'utf8'))).toHaveProperty('phases');
  writeFileSync(path.join(cwd, 'a.patch'), stdout);
  execFileSync('git', ['apply', 'a.patch'], { cwd });
  expect(JSON.parse(readFileSync(path.join(cwd, STATE), 'utf8'))).toHaveProperty('spec.status');
  expect(stdout).toMatch(/\n2 files would be migrated; nothing was written\n$/u);
  expect(code).toBe(0);
});

test('migrate --format json has decisions by their pointers, and the diff of a dry run', async () => {
  const cwd = treeOnDisk(sessionOf('v1', {}));
  const { stdout } = await runCommand(['migrate', '--to', '2', '--format', 'json', '--dry-run'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    to: 2,
    dryRun: true,
    migrated: [
      {
        file: STATE,
        from: 1,
        to: 2,
        decisions: expect.arrayContaining([
          {
            schema: 'session-state-v2',
            pointer: '/status',
            message: '"active": the session is neither complete nor failed',
          },
        ]) as unknown,
        diff: expect.stringContaining(`+++ b/${STATE}\n`) as unknown,
      },
    ],
    refused: [],
  });
});

test('migrate ends with 1 where a session has an error, and tells it', async () => {
  const cwd = treeOnDisk(sessionOf('v1', { '/plan_state/checkpoints_completed': [9] }));
  const { code, stdout } = await runCommand(['migrate', '--to', '2'], { cwd });
  expect(stdout).toMatch(
    /^refused {3}\S+\/state\.json: its session has an error\n {10}\S+\/state\.json:\d+:\d+ {2}checkpoint 9 is out of range; .* {2}checkpoint-range\n0 files migrated, 1 session not, because of errors\n$/u,
  );
  expect(code).toBe(1);
});

test('migrate tells the errors of a session in the order of their lines', async () => {
  const cwd = treeOnDisk(
    sessionOf('v2', {
      '/current_phase': 'plan',
      '/phase_history/build_completed_at': '2026-03-06T17:45:00Z',
      '/build_progress/checkpoints_completed': [9],
    }),
  );
  const { stdout } = await runCommand(['migrate', '--to', '3'], { cwd });
  expect([...stdout.matchAll(/ {2}([a-z-]+)$/gmu)].map(([, ruleId]) => ruleId)).toEqual([
    'phase-order',
    'checkpoint-range',
  ]);
});

describe('wrong use is a fault', () => {
  test.each([
    [[], "required option '--to <version>' not specified"],
    [['--to', '1'], "option '--to <version>' argument '1' is invalid: allowed choices are 2, 3"],
    [['--to', '2', 'nowhere'], 'no file, folder or match for "nowhere"'],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await runCommand(['migrate', ...args], { cwd: treeOnDisk({}) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`stategate: ${words}\n`);
  });
});

test.each<[what: string, tree: Tree, flags: string[]]>([
  ['sessions that are migrated', sessionOf('v1', {}, {}), []],
  ['a dry run', sessionOf('v1', {}, {}), ['--dry-run']],
  ['a session that is refused', sessionOf('v1', { '/plan_state/checkpoints_completed': [9] }, {}), []],
  ['sessions of the version, and of a later one', { ...sessionOf('v2', {}), ...sessionOf('v3', {}) }, []],
  ['no sessions', {}, []],
])('migrate --format json fits its schema: %s', async (_what, tree, flags) => {
  const cwd = treeOnDisk(tree);
  const { stdout } = await runCommand(['migrate', '--to', '2', '--format', 'json', ...flags], { cwd });
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile({
    ...migrationReport,
    additionalProperties: false,
  });
  validate(JSON.parse(stdout));
  expect(validate.errors ?? []).toEqual([]);
});

test('migrate tells of a configuration that is a program and was not named', async () => {
  const cwd = treeOnDisk({ ...sessionOf('v1', {}), 'stategate.config.mjs': 'throw new Error("run");' });
  const { code, stderr } = await runCommand(['migrate', '--to', '2'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'stategate: stategate.config.mjs was found but not loaded, since a program is run only where it is asked for; name it with --config\n',
  });
});
