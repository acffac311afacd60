import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { sessionOf } from '../support/sessions.js';
import { writeTree, type Tree } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';
import { exampleOf } from './page.js';
import { actionIn, type Result, runSteps } from './runner.js';
import { attempt, environment, git } from './shell.js';

/** The action's own checkout, as the runner makes it. */
const action = inject('repository');

/** A pull request's repository: `main` and a branch off it, checked out. */
let workspace: string;
let temp: string;
let base: string;

beforeAll(() => {
  const { code, output } = runSteps(action, { workspace: action, event: {}, temp: `${action}.temp` }, {}, isBuild);
  expect(output).toContain('::group::npm ci');
  expect(code).toBe(0);
});

beforeEach(() => {
  const folder = temporaryFolder();
  workspace = path.join(folder, 'workspace');
  temp = path.join(folder, 'temp');
  mkdirSync(workspace);
  git(workspace, 'init', '--quiet');
  commit(sessionOf('v2', { '/status': 'complete' }), 'Finish the export');
  base = git(workspace, 'rev-parse', 'HEAD').trim();
  git(workspace, 'switch', '--quiet', '--create', 'topic');
});

const isBuild = ({ id }: { readonly id?: string }): boolean => id === undefined;
const isCheck = ({ id }: { readonly id?: string }): boolean => id === 'check';

function commit(tree: Tree, message: string): void {
  writeTree(workspace, tree);
  git(workspace, 'add', '--all');
  git(workspace, 'commit', '--quiet', '--message', message);
}

/** A status that is final is left again, and later entered again: both ends are right, and so is each version. */
function commitDetour(): void {
  commit(sessionOf('v2', { '/status': 'active', '/updated_at': '2026-03-04T16:00:00+00:00' }), 'Reopen');
  commit(sessionOf('v2', { '/status': 'complete', '/updated_at': '2026-03-04T17:00:00+00:00' }), 'Finish again');
}

function onPullRequest(inputs: Readonly<Record<string, string>> = {}): Result {
  return runSteps(action, { workspace, temp, event: { pull_request: { base: { sha: base } } } }, inputs, isCheck);
}

function onPush(inputs: Readonly<Record<string, string>> = {}): Result {
  return runSteps(action, { workspace, temp, event: { before: base } }, inputs, isCheck);
}

describe('a pull request', () => {
  test('in which a state goes where it may not fails, with the finding at its line', () => {
    commitDetour();
    const { code, stdout, outputs, summary } = onPullRequest();
    expect(code).toBe(1);
    const [finding] = stdout.split('\n');
    expect(finding).toMatch(
      /^::error file=agents\/sessions\/[^/]+\/state\.json,line=\d+,.*title=illegal-transition \(stategate\)::.*status goes from "complete" to "active"/u,
    );
    expect(outputs['exit-code']).toBe('1');
    expect(readFileSync(outputs['report']!, 'utf8')).toBe(stdout);
    expect(summary).toMatch(/^### stategate\n\n.*1 error/u);
  });

  test('that changes nothing wrongly passes', () => {
    commit({ 'notes.txt': 'x' }, 'Note');
    const { code, outputs } = onPullRequest();
    expect(outputs['exit-code']).toBe('0');
    expect(code).toBe(0);
  });

  test('is judged by what it changes, and a push by all that is there', () => {
    git(workspace, 'switch', '--quiet', 'main');
    commit({ 'agents/sessions/broken/plan.json': '{' }, 'Break something else');
    base = git(workspace, 'rev-parse', 'HEAD').trim();
    git(workspace, 'switch', '--quiet', '--create', 'later');
    commit({ 'notes.txt': 'x' }, 'Note');
    expect(onPullRequest()).toMatchObject({ code: 0 });
    expect(onPush()).toMatchObject({ code: 1 });
  });

  test('in a clone without its history is not passed, and the way out is told', () => {
    commitDetour();
    const full = `${workspace}.full`;
    renameSync(workspace, full);
    git(path.dirname(full), 'clone', '--quiet', '--depth', '1', `file://${full}`, workspace);
    const { code, output, outputs } = onPullRequest();
    expect(code).toBe(2);
    expect(outputs['exit-code']).toBe('2');
    expect(output).toContain('::error title=stategate::the check could not be done');
    expect(output).toContain(
      '::error title=stategate::this clone lacks the older commits; give actions/checkout fetch-depth: 0',
    );
    expect(output).not.toContain('bug in stategate');
  });
});

describe('inputs', () => {
  test('since wins over the base of the pull request', () => {
    commitDetour();
    expect(onPullRequest({ since: 'HEAD' })).toMatchObject({ code: 0 });
    expect(onPush({ since: 'main' })).toMatchObject({ code: 1 });
  });

  test('paths, one a line, narrow what is checked', () => {
    const broken = (name: string): Tree => ({ [`agents/sessions/${name}/plan.json`]: '{' });
    commit({ ...broken('a b'), ...broken('c'), ...broken('d') }, 'Break three');
    const { stdout } = onPush({ paths: 'agents/sessions/a b\nagents/sessions/c\n' });
    expect([...stdout.matchAll(/file=agents\/sessions\/([^/]+)/gu)].map(([, name]) => name)).toEqual(['a b', 'c']);
  });

  test('fail-on lowers what makes the step fail', () => {
    commit({ 'agents/sessions/y/state.json': {} }, 'A state of no version');
    expect(onPush()).toMatchObject({ code: 0 });
    expect(onPush({ 'fail-on': 'warning' })).toMatchObject({ code: 1 });
  });

  test('working-directory moves the check, and paths still begin at the top of the repository', () => {
    commit({ 'api/agents/sessions/x/plan.json': '{', 'agents/sessions/y/plan.json': '{' }, 'Break two');
    const { stdout } = onPush({ 'working-directory': 'api' });
    expect([...stdout.matchAll(/file=([^,]+)/gu)].map(([, file]) => file)).toEqual(['api/agents/sessions/x/plan.json']);
  });

  test('format json leaves the report in a file for the steps after it', () => {
    const { outputs, summary } = onPush({ format: 'json' });
    expect(JSON.parse(readFileSync(outputs['report']!, 'utf8'))).toMatchObject({ version: 1 });
    expect(summary).toBe('');
  });

  const HOSTILE = [
    '$(touch owned)',
    '`touch owned`',
    '"; touch owned; "',
    "'; touch owned; '",
    'a\ntouch owned',
    '${{ touch }}',
  ];
  const DASHES = ['--help', '-', '--config=owned.json', '--stdin', '*', '~', '-n'];

  test.each(['paths', 'since', 'fail-on', 'format'].flatMap((input) => HOSTILE.map((value) => [input, value])))(
    '%s %j runs nothing',
    (input, value) => {
      const { code } = onPush({ [input]: value });
      expect(code).toBe(2);
      expect([workspace, temp, action].filter((folder) => existsSync(path.join(folder, 'owned')))).toEqual([]);
    },
  );

  test.each(DASHES)('paths %j is a path, no flag', (value) => {
    const { code, stdout } = onPush({ paths: value });
    expect(stdout).not.toContain('Usage');
    // The one that is a glob is there.
    expect(code).toBe(value === '*' ? 0 : 2);
  });

  test.each(['--help', '-', '--output=owned', '-n'])('since %j is a name, no flag', (value) => {
    const { code, stdout } = onPush({ since: value });
    expect(stdout).not.toContain('Usage');
    expect(code).toBe(2);
    expect(existsSync(path.join(workspace, 'owned'))).toBe(false);
  });

  test('reach scripts as variables only', () => {
    for (const { run, shell } of actionIn(action).runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });
});

describe('a hostile pull request', () => {
  test.each(['github', 'pretty', 'json'])('gives the runner no command in the format %s', (format) => {
    commit(
      {
        'agents/sessions/\n::add-mask::owned\n/plan.json': '{',
        'agents/sessions/##[add-path]owned/plan.json': '{',
        'agents/sessions/x/dev-notes.json': {
          session_id: '\n::set-env name=OWNED::1 ##[set-env name=OWNED]1',
          notes: [],
        },
      },
      'Speak to the runner',
    );
    const { code, output } = onPush({ format });
    expect(code).toBe(1);
    const heard = commandsHeard(output);
    expect(heard.length).toBeGreaterThan(0);
    expect(
      [...new Set(heard)].filter((name) => !['error', 'warning', 'notice', 'stop-commands'].includes(name)),
    ).toEqual([]);
  });

  test('runs nothing of its own: packages, settings of npm and of git, hooks', () => {
    const touch = `touch ${path.join(temp, 'owned')}`;
    commit(
      {
        '.npmrc': `script-shell=./owned.sh\nnode-options=--require=./owned.cjs\n`,
        'owned.cjs': `require('node:child_process').execSync(${JSON.stringify(touch)})`,
        'package.json': { name: 'stategate', scripts: { prepare: touch }, bin: { stategate: 'owned.cjs' } },
        'node_modules/stategate/index.js': `require('../../owned.cjs')`,
        'tsconfig.json': { compilerOptions: { paths: { '*': ['./owned.cjs'] } } },
        '.env': 'NODE_OPTIONS=--require=./owned.cjs',
      },
      'Bring programs',
    );
    git(workspace, 'config', 'core.fsmonitor', touch);
    git(workspace, 'config', 'core.pager', touch);
    expect(onPullRequest()).toMatchObject({ code: 0 });
    expect(readdirSync(temp)).not.toContain('owned');
  });
});

test('a runner with an old Node is told what is missing', () => {
  const bin = temporaryFolder();
  writeTree(bin, { node: '#!/bin/sh\nexit 1\n' });
  attempt(bin, 'chmod', ['+x', 'node']);
  for (const name of ['bash', 'mktemp']) symlinkSync(`/bin/${name}`, path.join(bin, name));
  const [build] = actionIn(action).runs.steps;
  writeTree(bin, { 'script.sh': build!.run });
  const env = { ...environment(), PATH: bin, GITHUB_ACTION_PATH: action };
  const { code, output } = attempt(bin, '/bin/bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'script.sh'], env);
  expect(output).toContain('::error title=stategate::stategate needs Node 20.19 or newer');
  expect(code).toBe(2);
});

describe('the page', () => {
  test('names every input and output of the action, and their defaults', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/ci.md'), 'utf8');
    const { inputs, outputs } = actionIn(action);
    const rows = [...page.matchAll(/^\| `([\w-]+)`/gmu)].map(([, name]) => name);
    expect(rows).toEqual([...Object.keys(inputs), ...Object.keys(outputs)]);
    for (const { default: usual } of Object.values(inputs)) {
      if (usual !== undefined && usual !== '') expect(page).toContain(`| \`${usual}\``);
    }
  });

  test("GitHub's example gives the action all of the history, and what it needs no more", () => {
    const { jobs, permissions } = parse(exampleOf('.github/workflows/stategate.yml', 'ci.md')) as {
      jobs: Record<string, { steps: { uses: string; with?: object }[] }>;
      permissions: object;
    };
    const [checkout, ours] = Object.values(jobs)[0]!.steps;
    expect(checkout).toMatchObject({
      uses: expect.stringMatching(/^actions\/checkout@/u) as string,
      with: { 'fetch-depth': 0 },
    });
    expect(ours?.uses).toMatch(/\/stategate@/u);
    expect(permissions).toEqual({ contents: 'read' });
  });

  test("GitLab's example stops a bad merge request", () => {
    const { stategate } = parse(exampleOf('.gitlab-ci.yml', 'ci.md')) as {
      stategate: { script: string[]; variables: Record<string, string> };
    };
    expect(stategate.variables).toEqual({ GIT_DEPTH: '0' });
    symlinkSync(path.join(inject('installed'), 'node_modules'), path.join(workspace, 'node_modules'));
    const script = (): number | null =>
      attempt(workspace, 'bash', ['-eo', 'pipefail', '-c', stategate.script.join('\n')], {
        ...environment(),
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      }).code;
    expect(script()).toBe(0);
    rmSync(path.join(workspace, 'node_modules'));
    commitDetour();
    symlinkSync(path.join(inject('installed'), 'node_modules'), path.join(workspace, 'node_modules'));
    expect(script()).toBe(1);
  });
});

/** The commands that the runner hears in a log: any line that begins with one, or has one of the old form in it. */
function commandsHeard(log: string): string[] {
  const heard: string[] = [];
  let until: string | undefined;
  for (const line of log.split('\n')) {
    const name = /^\s*::([\w-]+)[ :]/u.exec(line)?.[1] ?? /##\[([\w-]+)/u.exec(line)?.[1];
    if (until !== undefined) {
      if (line.trim() === `::${until}::`) until = undefined;
      continue;
    }
    if (name === undefined) continue;
    heard.push(name);
    if (name === 'stop-commands') until = line.split('::')[2];
  }
  expect(until).toBeUndefined();
  return heard;
}
