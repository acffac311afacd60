import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeTree } from '../support/tree.js';
import { exampleOf } from './page.js';
import { attempt, git, type Outcome } from './shell.js';
import { commit, expectStops, expectStopsCommitAll, projectWith, removeState, setStatus } from './trial.js';

const repository = inject('repository');
const revision = git(repository, 'rev-parse', 'HEAD').trim();

/** Where pre-commit keeps what it builds: once for all tests here, as on a user's machine. */
let home: string;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'stategate-pre-commit-'));
  process.env['PRE_COMMIT_HOME'] = home;
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  delete process.env['PRE_COMMIT_HOME'];
});

function preCommit(project: string, ...args: string[]): Outcome {
  return attempt(project, 'pre-commit', args);
}

/** The page's example with this repository for its address, and more below the first hook's id. */
function configuration(more = ''): string {
  const example = exampleOf('.pre-commit-config.yaml', 'stop-commits.md');
  const config = example
    .replace(/repo: .*/u, `repo: ${repository}`)
    .replace(/rev: .*/u, `rev: ${revision}`)
    .replace(/- id: stategate\n/u, (hook) => hook + more);
  expect(config).toContain(revision);
  return config;
}

function arrange(more?: string): (project: string) => void {
  return (project) => {
    writeTree(project, { '.pre-commit-config.yaml': configuration(more) });
    expect(preCommit(project, 'install')).toMatchObject({ code: 0 });
  };
}

describe('pre-commit, as the page has it', () => {
  test('takes the hooks of this repository for well-formed', () => {
    expect(preCommit(repository, 'validate-manifest', '.pre-commit-hooks.yaml')).toMatchObject({ code: 0 });
  });

  test('refuses an illegal change that is staged, and accepts it when mended', () => {
    expectStops(projectWith(arrange()));
  });

  test('refuses an illegal change that git stages for the commit', () => {
    expectStopsCommitAll(projectWith(arrange()));
  });

  test('judges a commit that only removes a file', () => {
    const project = projectWith(arrange('        args: [--fail-on, warning]\n'), { status: 'active' });
    const { code, output } = removeState(project);
    expect(output).toContain('file-deleted');
    expect(code).not.toBe(0);
  });

  test('replays the history when asked to, and finds what passed by the hook', () => {
    const project = projectWith(arrange());
    const replay = ['run', 'stategate-history', '--hook-stage', 'manual'];
    expect(readFileSync(path.join(import.meta.dirname, '../../docs/stop-commits.md'), 'utf8')).toContain(
      `\npre-commit ${replay.join(' ')}\n`,
    );
    expect(preCommit(project, ...replay)).toMatchObject({ code: 0 });

    setStatus(project, 'active');
    expect(commit(project, ['--all', '--no-verify'])).toMatchObject({ code: 0 });
    const { code, output } = preCommit(project, ...replay);
    expect(output).toContain('illegal-transition');
    expect(code).not.toBe(0);
  });
});
