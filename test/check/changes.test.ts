import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type CheckOptions, type CheckResult } from '../../src/check/check.js';
import { runCommand } from '../support/command.js';
import { createRepository, type Repository } from '../support/repository.js';

const ID = '2026-03-04_export-to-csv_k3m9q2';
const STATE = `agents/sessions/${ID}/state.json`;

/** A session's state in a phase, which began an hour ago, as it was at an hour of the day. */
function stateAt(phase: string, hour: number): object {
  return {
    $schema: 'Session state manifest v2 - programmatic updates only',
    session_id: ID,
    topic: 'Export to CSV',
    description: 'Let a reader take the table of orders away.',
    session_type: 'full',
    created_at: '2026-03-04T08:00:00Z',
    updated_at: `2026-03-04T${String(hour)}:00:00Z`,
    current_phase: phase,
    status: 'active',
    phase_history: {
      ...NEVER,
      spec_started_at: '2026-03-04T08:00:00Z',
      [`${phase}_started_at`]: '2026-03-04T09:00:00Z',
    },
    build_progress: { checkpoints_total: null, checkpoints_completed: [], current_checkpoint: null },
    git: { branch: null, worktree: null, base_branch: null },
    commits: [],
    artifacts: { spec: 'spec.md', plan: null, plan_readable: null },
  };
}

const NEVER = Object.fromEntries(
  ['spec', 'plan', 'build', 'docs'].flatMap((phase) => [
    [`${phase}_started_at`, null],
    [`${phase}_completed_at`, null],
  ]),
);

describe('the history of a repository', () => {
  test('a phase that goes back is an error of the commit that takes it back, with both sides', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.commit();
    repository.write(STATE, stateAt('plan', 11));
    const before = repository.commit();
    repository.write(STATE, stateAt('spec', 12));
    const commit = repository.commit();
    const { diagnostics, summary } = await checkIn(repository, { changes: { type: 'history' } });
    expect(summary).toMatchObject({ files: 1, documents: 3, steps: 3, errors: 1, warnings: 0 });
    expect(diagnostics).toMatchObject([
      {
        ruleId: 'illegal-transition',
        severity: 'error',
        message: `commit ${commit.slice(0, 7)}: current_phase goes from "plan" to "spec"; from "plan" only "build" is legal`,
        file: STATE,
        pointer: '/current_phase',
        step: {
          from: 'plan',
          to: 'spec',
          granularity: 'sampled',
          source: { type: 'git', commit, parent: before, date: '2026-03-04T10:00:00+01:00' },
        },
        related: [{ pointer: '/current_phase', commit: before, date: '2026-03-04T10:00:00+01:00' }],
      },
    ]);
  });

  test('of a range only its steps are looked at', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.commit();
    repository.write(STATE, stateAt('plan', 11));
    repository.commit();
    const { summary } = await checkIn(repository, { changes: { type: 'history', range: 'HEAD~1..HEAD' } });
    expect(summary).toMatchObject({ steps: 1 });
  });

  test('of named paths only the files below them are looked at', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.write(`other/${STATE}`, stateAt('spec', 10));
    repository.commit();
    const { summary } = await checkIn(repository, { changes: { type: 'history' }, paths: ['other'] });
    expect(summary).toMatchObject({ files: 1, steps: 1 });
  });
});

describe('what is staged', () => {
  test('an illegal change is an error, whatever the working tree holds by now', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    repository.write(STATE, stateAt('spec', 11));
    repository.git('add', '--all');
    repository.write(STATE, stateAt('plan', 12));
    const { diagnostics } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(diagnostics.map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ['illegal-transition', 'staged: current_phase goes from "plan" to "spec"; from "plan" only "build" is legal'],
    ]);
  });

  test('what a staged file is, is checked as well, and told once', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    repository.write(STATE, stateAt('biuld', 11));
    repository.git('add', '--all');
    const { diagnostics } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(diagnostics.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([['schema', '/current_phase']]);
  });

  test('a staged state is held against the plan as it is staged, not as it is on disk', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('plan', 10));
    repository.write(`agents/sessions/${ID}/plan.json`, { session_id: 'another', status: 'draft', checkpoints: [] });
    repository.commit();
    repository.write(STATE, stateAt('build', 11));
    repository.git('add', '--all');
    repository.remove(`agents/sessions/${ID}/plan.json`);
    const { summary } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(summary).toMatchObject({ files: 1, documents: 1, steps: 1 });
  });

  test('nothing staged is nothing wrong', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    expect((await checkIn(repository, { changes: { type: 'staged' } })).summary).toMatchObject({ steps: 0, errors: 0 });
  });
});

describe('what changed since a branch left', () => {
  test('each commit of the branch is looked at, and the files as they are now', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.commit();
    repository.git('checkout', '--quiet', '-b', 'work');
    repository.write(STATE, stateAt('build', 11));
    repository.commit();
    repository.write(STATE, stateAt('plan', 12));
    repository.commit();
    repository.write(STATE, stateAt('spce', 13));
    repository.commit();
    const { diagnostics, summary } = await checkIn(repository, { changes: { type: 'since', rev: 'main' } });
    expect(summary).toMatchObject({ files: 1, steps: 3 });
    expect(diagnostics.map(({ ruleId, severity }) => `${ruleId} ${severity}`).sort()).toEqual([
      'illegal-transition error',
      'schema error',
      'skipped-states warning',
    ]);
  });
});

describe('two files', () => {
  test('the change from one to the other is looked at', async () => {
    const repository = createRepository();
    repository.write('old.json', stateAt('plan', 10));
    repository.write('new.json', stateAt('spec', 11));
    const changes = { type: 'files', before: 'old.json', after: 'new.json' } as const;
    const { diagnostics } = await checkIn(repository, { changes, kind: 'session-state' });
    expect(diagnostics).toMatchObject([
      {
        ruleId: 'illegal-transition',
        file: 'new.json',
        related: [{ file: 'old.json' }],
        step: { source: { type: 'files' } },
      },
    ]);
  });
});

describe('the command line', () => {
  test('a history without a governed file is no pass', async () => {
    const repository = createRepository();
    repository.write('README', 'text');
    repository.commit();
    expect(await runCommand(['check', '--history'], { cwd: repository.root })).toMatchObject({
      code: 2,
      stderr: 'stategate: no change of a governed file was looked at; that is no pass\n',
    });
  });

  test('a shallow clone is refused, and accepted when that is asked for', async () => {
    const origin = createRepository();
    origin.write(STATE, stateAt('spec', 10));
    origin.commit();
    origin.write(STATE, stateAt('plan', 11));
    origin.commit();
    origin.write(STATE, stateAt('build', 12));
    origin.commit();
    const clone = createRepository();
    clone.git('fetch', '--quiet', '--depth=2', `file://${origin.root}`, 'main');
    clone.git('checkout', '--quiet', 'FETCH_HEAD');
    const refused = await runCommand(['check', '--history'], { cwd: clone.root });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/^stategate: this clone is shallow/u);
    const accepted = await runCommand(['check', '--history', '--allow-shallow'], { cwd: clone.root });
    expect(accepted.code).toBe(0);
    expect(accepted.stderr).toMatch(
      /^stategate: \.: this clone is shallow: what commit \w{7} changed cannot be told\n$/u,
    );
    expect(accepted.stdout).toContain('1 change');
  });

  test('outside of a repository there is no history', async () => {
    const folder = path.join(createRepository().root, '.git');
    expect(await runCommand(['check', '--staged'], { cwd: path.dirname(path.dirname(folder)) })).toMatchObject({
      code: 2,
      stdout: '',
    });
  });

  test.each([
    [['--staged', '--history'], '--history and --staged do not go together'],
    [['--before', 'a.json'], '--before needs --after'],
    [['--after', 'a.json'], '--after needs --before'],
    [['--allow-shallow'], '--allow-shallow needs --history or --since'],
    [['--staged', '--kind', 'plan'], '--kind does not go with --staged; the names of files tell their kinds there'],
    [['--since', 'nowhere'], 'no commit is called "nowhere" here'],
  ])('%j is wrong usage', async (flags, message) => {
    const repository = createRepository();
    repository.commit();
    const { code, stderr } = await runCommand(['check', ...flags], { cwd: repository.root });
    expect({ code, stderr }).toEqual({ code: 2, stderr: `stategate: ${message}\n` });
  });
});

function checkIn(repository: Repository, options: CheckOptions): Promise<CheckResult> {
  return check({ cwd: repository.root, ...options });
}
