import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Changes, check, type CheckOptions, type CheckResult } from '../../src/check/check.js';
import { runCommand } from '../support/command.js';
import { createRepository, type Repository } from '../support/repository.js';

const ID = '2026-03-04_export-to-csv_k3m9q2';
const STATE = `agents/sessions/${ID}/state.json`;
const PLAN = `agents/sessions/${ID}/plan.json`;

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

  test('a session that is archived as another begins is no renamed one', async () => {
    const repository = createRepository();
    const other = STATE.replace(ID, '2026-03-09_import-of-csv_m2n4p6');
    repository.write(STATE, stateAt('spec', 9));
    repository.commit();
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    repository.remove('agents/sessions');
    repository.write(other, {
      ...stateAt('spec', 9),
      session_id: '2026-03-09_import-of-csv_m2n4p6',
      created_at: '2026-03-09T08:00:00Z',
      updated_at: '2026-03-09T09:00:00Z',
    });
    repository.commit();
    expect(repository.git('show', '--name-status', '--format=', 'HEAD')).toMatch(/^R\d+/u);
    const { diagnostics } = await checkIn(repository, { changes: { type: 'history' } });
    expect(diagnostics.map(({ ruleId, file }) => [ruleId, file])).toEqual([['file-deleted', STATE]]);
  });

  test('a log is only added to', async () => {
    const repository = createRepository();
    const log = 'agents/logging/hook_logs/4e6b8d10-93a2-4f57-8c1e-70d2b5a9f364/Stop.jsonl';
    const line = (second: number): string =>
      `{"timestamp": "2026-03-04T10:00:0${String(second)}.000", "payload": {}}\n`;
    const versions = [line(1), line(1) + line(2), line(1) + line(3)];
    const commits = versions.map((version) => {
      repository.write(log, version);
      return repository.commit();
    });
    const { diagnostics, summary, excerpt } = await checkIn(repository, { changes: { type: 'history' } });
    expect(summary.steps).toBe(3);
    expect(diagnostics).toMatchObject([
      {
        ruleId: 'append-only-broken',
        severity: 'warning',
        file: log,
        line: 2,
        related: [{ line: 2, commit: commits[1] }],
      },
    ]);
    expect(diagnostics[0]?.message).toContain('line 2 is not what it was');
    expect(excerpt(diagnostics[0]!)?.text).toBe(line(3).trim());
  });

  test('what git itself put together out of two branches need not have a time of its own', async () => {
    const repository = createRepository();
    const commit = (changes: object): void => {
      repository.write(STATE, { ...stateAt('spec', 10), ...changes });
      repository.commit();
    };
    commit({});
    repository.git('checkout', '--quiet', '-b', 'work');
    commit({ topic: 'Export of orders to CSV' });
    repository.git('checkout', '--quiet', 'main');
    commit({
      commits: [{ sha: 'a1b2c3d', message: 'Write rows', checkpoint: null, created_at: '2026-03-04T10:30:00Z' }],
    });
    repository.git('merge', '--quiet', '--no-edit', 'work');
    const { diagnostics, summary } = await checkIn(repository, { changes: { type: 'history' } });
    expect(summary.steps).toBe(5);
    const stays = diagnostics.filter(({ ruleId }) => ruleId === 'updated-at-not-touched');
    const own = ['work', 'main^1'].map((rev) => repository.git('rev-parse', rev));
    const commits = stays.map(({ step }) => (step?.source.type === 'git' ? step.source.commit : undefined));
    expect(new Set(commits)).toEqual(new Set(own));
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

describe('the names of files', () => {
  function withStaged(): Repository {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.git('add', '--all');
    return repository;
  }

  test.each([
    ['the folder of a session', `agents/sessions/${ID}`, 1],
    ['a glob', 'agents/**/state.json', 1],
    ['a glob for other files', 'agents/**/plan.json', 0],
  ])('may be %s', async (_what, name, files) => {
    const { summary } = await checkIn(withStaged(), { changes: { type: 'staged' }, paths: [name] });
    expect(summary.files).toBe(files);
  });

  test.each([
    ['a folder', ''],
    ['a glob', '/**/state.json'],
  ])('mean nothing in another repository: %s', async (_what, rest) => {
    const elsewhere = createRepository();
    elsewhere.write(STATE, stateAt('spec', 10));
    const named = `${elsewhere.root}${rest}`;
    const asked = checkIn(withStaged(), { changes: { type: 'staged' }, paths: [named] });
    await expect(asked).rejects.toThrow(`no file, folder or match for "${named}"`);
  });

  test('may lead there by links', async () => {
    const repository = withStaged();
    const link = path.join(createRepository().root, 'link');
    symlinkSync(repository.root, link);
    const changes = { type: 'staged' } as const;
    expect((await check({ cwd: link, changes, paths: [path.join(link, 'agents')] })).summary.files).toBe(1);
    expect((await check({ cwd: link, changes })).summary.files).toBe(1);
  });

  test('may be of what a commit has removed', async () => {
    const repository = withStaged();
    repository.commit();
    repository.remove('agents');
    repository.git('add', '--all');
    const { summary } = await checkIn(repository, { changes: { type: 'staged' }, paths: ['agents'] });
    expect(summary).toMatchObject({ files: 1, steps: 1 });
  });

  test.each([
    ['agnets', 'no file, folder or match for "agnets"'],
    ['', 'no file, folder or match for ""'],
    ['agents/!(!(a))', 'the glob "agents/!(!(a))" is not taken: '],
  ])('mean something: %j', async (name, message) => {
    await expect(checkIn(withStaged(), { changes: { type: 'staged' }, paths: [name] })).rejects.toThrow(message);
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
    repository.write(PLAN, {
      $schema: 'Plan schema for session checkpoint-based planning (v2)',
      session_id: ID,
      status: 'complete',
      checkpoints: [{ id: 1, title: 'Write rows', status: 'pending', task_groups: [] }],
    });
    repository.commit();
    const build_progress = { checkpoints_total: 2, checkpoints_completed: [1], current_checkpoint: 2 };
    repository.write(STATE, { ...stateAt('build', 11), build_progress });
    repository.git('add', '--all');
    repository.remove(PLAN);
    const { diagnostics, summary } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(summary).toMatchObject({ files: 1, documents: 1, steps: 1 });
    expect(diagnostics.filter(({ ruleId }) => ruleId === 'state-agrees-with-plan')).not.toEqual([]);
    repository.write('stategate.config.json', { ignores: ['**/plan.json'] });
    const without = await checkIn(repository, { changes: { type: 'staged' } });
    expect(without.diagnostics.filter(({ ruleId }) => ruleId === 'state-agrees-with-plan')).toEqual([]);
  });

  test('of a file that git-lfs keeps nothing is said but that it was not looked at', async () => {
    const repository = createRepository();
    repository.write(STATE, `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`);
    repository.git('add', '--all');
    const { diagnostics, untold } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(diagnostics).toEqual([]);
    expect(untold).toEqual([{ display: STATE, reason: 'git has only a pointer of git-lfs, not the contents' }]);
  });

  test('nothing staged is nothing wrong', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    expect((await checkIn(repository, { changes: { type: 'staged' } })).summary).toMatchObject({ steps: 0, errors: 0 });
  });

  test('an id that changes without its folder is one mistake, and told once', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.commit();
    repository.write(STATE, { ...stateAt('spec', 11), session_id: '2026-03-04_export-to-xml_k3m9q2' });
    repository.git('add', '--all');
    const { diagnostics } = await checkIn(repository, { changes: { type: 'staged' } });
    expect(diagnostics.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([['id-changed', '/session_id']]);
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

  test('the later one is checked as well', async () => {
    const repository = createRepository();
    repository.write('old.json', stateAt('spec', 10));
    repository.write('new.json', { ...stateAt('spec', 11), session_type: 'medium' });
    const changes = { type: 'files', before: 'old.json', after: 'new.json' } as const;
    const { diagnostics, summary, excerpt } = await checkIn(repository, { changes, kind: 'session-state' });
    expect(summary).toMatchObject({ files: 1, documents: 1, steps: 1, errors: 1 });
    expect(diagnostics).toMatchObject([{ ruleId: 'schema', file: 'new.json', pointer: '/session_type' }]);
    expect(excerpt(diagnostics[0]!)?.text).toContain('medium');
  });

  test('the later one is held against the plan that lies beside it', async () => {
    const repository = createRepository();
    repository.write('old.json', stateAt('spec', 10));
    repository.write(STATE, stateAt('spec', 11));
    repository.write(STATE.replace('state.json', 'plan.json'), { session_id: 'another', checkpoints: [] });
    const { diagnostics } = await checkIn(repository, { changes: { type: 'files', before: 'old.json', after: STATE } });
    const alone = await checkIn(repository, { paths: [STATE] });
    expect(diagnostics).toEqual(alone.diagnostics);
  });

  test('the later one that does not parse is told with its place, and that there is no change to look at', async () => {
    const repository = createRepository();
    repository.write('old.json', stateAt('spec', 10));
    repository.write('new.json', '{"current_phase": ');
    const flags = ['--before', 'old.json', '--after', 'new.json', '--kind', 'session-state'];
    const { code, stdout, stderr } = await runCommand(['check', ...flags], { cwd: repository.root });
    expect([code, stderr]).toEqual([2, 'stategate: new.json: it does not parse\n']);
    expect(stdout).toMatch(/^new\.json:1:19 {2}error {2}.* {2}syntax$/mu);
  });

  test.each([
    ['old.json', 'new.json', 'there is no file "new.json"'],
    ['older.json', 'old.json', 'there is no file "older.json"'],
    ['older.json', '', 'there is no file "older.json"\nstategate: there is no file ""'],
    ['/dev/null', '/dev/null', 'both files are named as not there; there is nothing to compare'],
  ])('that are not there are told, and nothing else: %j and %j', async (before, after, message) => {
    const repository = createRepository();
    repository.write('old.json', stateAt('spec', 10));
    const flags = ['--before', before, '--after', after, '--kind', 'session-state'];
    expect(await runCommand(['check', ...flags], { cwd: repository.root })).toEqual({
      code: 2,
      stdout: '',
      stderr: `stategate: ${message}\n`,
    });
  });

  test('of which the earlier is /dev/null are a file that is new', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('build', 10));
    const changes = { type: 'files', before: '/dev/null', after: STATE } as const;
    const { diagnostics, summary, untold } = await checkIn(repository, { changes });
    expect(diagnostics.map(({ ruleId, file }) => [ruleId, file])).toContainEqual(['not-initial', STATE]);
    expect({ summary, untold }).toMatchObject({ summary: { files: 1, documents: 1, steps: 1 }, untold: [] });
  });

  test('of which the later is /dev/null are a file that was removed', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('build', 10));
    const changes = { type: 'files', before: STATE, after: '/dev/null' } as const;
    const { diagnostics, summary, untold } = await checkIn(repository, { changes });
    expect(diagnostics.map(({ ruleId, file }) => [ruleId, file])).toEqual([['file-deleted', STATE]]);
    expect({ summary, untold }).toMatchObject({ summary: { files: 1, documents: 0, steps: 1 }, untold: [] });
  });
});

describe('the findings of a file', () => {
  /** What is wrong by itself stands below and above what changed illegally. */
  const WRONG = { ...stateAt('spec', 11), session_type: 'medium', created_at: '2026-03-04T08:30:00Z', commits: {} };

  function withWrong(): Repository {
    const repository = createRepository();
    repository.write('old.json', stateAt('plan', 10));
    repository.write(STATE, stateAt('plan', 10));
    repository.commit();
    repository.write(STATE, WRONG);
    repository.git('add', '--all');
    return repository;
  }

  test.each<[string, Changes]>([
    ['what is staged', { type: 'staged' }],
    ['two files', { type: 'files', before: 'old.json', after: STATE }],
  ])('are told by place, whether they are of the change or of what it came to: %s', async (_what, changes) => {
    const { diagnostics } = await checkIn(withWrong(), { changes });
    const lines = diagnostics.map(({ line }) => line);
    expect(new Set(diagnostics.map(({ step }) => step !== undefined)).size).toBe(2);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test('are told commit by commit, each by place, and then what they came to', async () => {
    const repository = withWrong();
    const first = repository.commit();
    repository.write(STATE, { ...WRONG, topic: 'Another', created_at: '2026-03-04T07:30:00Z', current_phase: 'build' });
    const second = repository.commit();
    const changes = { type: 'since', rev: 'HEAD~2' } as const;
    const { diagnostics } = await checkIn(repository, { changes });
    const places = diagnostics.map(({ step, line }) => {
      const at = step?.source.type === 'git' ? [first, second].indexOf(step.source.commit) : 2;
      return at * 1000 + line;
    });
    expect(new Set(places.map((place) => Math.floor(place / 1000)))).toEqual(new Set([0, 1, 2]));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBeGreaterThan(4);
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

  test('a path that is taken for a range is told apart from one', async () => {
    const repository = createRepository();
    repository.write(STATE, stateAt('spec', 10));
    repository.commit();
    expect(await runCommand(['check', '--history', 'agents'], { cwd: repository.root })).toMatchObject({
      code: 2,
      stderr: 'stategate: "agents" names no commits of this repository; a path is named after --\n',
    });
    expect(await runCommand(['check', '--history', '--', 'agents'], { cwd: repository.root })).toMatchObject({
      code: 0,
    });
  });

  test('outside of a repository there is no history', async () => {
    const { root } = createRepository();
    rmSync(path.join(root, '.git'), { recursive: true });
    expect(await runCommand(['check', '--staged'], { cwd: root })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^stategate: there is no history to read: not a git repository/u) as string,
    });
  });

  test.each([
    [['--staged', '--history'], '--history and --staged do not go together'],
    [['--before', 'a.json'], '--before needs --after'],
    [['--after', 'a.json'], '--after needs --before'],
    [['--allow-shallow'], '--allow-shallow needs --history or --since'],
    [['--staged', '--kind', 'plan'], '--kind does not go with --staged; the names of files tell their kinds there'],
    [['--history', 'nope..'], '"nope.." names no commits of this repository'],
    [['--history', 'nope...HEAD'], '"nope...HEAD" names no commits of this repository'],
    [['--history', 'deadbeef'], '"deadbeef" names no commits of this repository'],
    [['--history', 'dead'.repeat(10)], `"${'dead'.repeat(10)}" names no commits of this repository`],
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
