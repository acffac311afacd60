import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import { SESSIONS, sessionOf } from '../support/sessions.js';
import { writeTree } from '../support/tree.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';
import { attempt, environment, git, type Outcome } from './shell.js';

const STATE = `${SESSIONS.v2}/state.json`;

type Status = 'active' | 'paused' | 'complete';

/** A repository in which an agent keeps state; its hook is put in place by `arrange`, and committed with the rest. */
export function projectWith(
  arrange: (project: string) => void,
  { installed, status = 'complete' }: { readonly installed?: string; readonly status?: Status } = {},
): string {
  const project = temporaryFolder();
  git(project, 'init', '--quiet');
  if (installed !== undefined) cpSync(installed, project, { recursive: true, verbatimSymlinks: true });
  writeTree(project, { '.gitignore': 'node_modules/\n' });
  setStatus(project, status);
  arrange(project);
  git(project, 'add', '--all');
  expect(commit(project)).toMatchObject({ code: 0 });
  return project;
}

export function setStatus(project: string, status: Status): void {
  const minute = { active: 30, paused: 40, complete: 20 }[status];
  writeTree(project, sessionOf('v2', { '/status': status, '/updated_at': `2026-03-04T15:${minute}:00+00:00` }));
}

export function commit(project: string, args: readonly string[] = [], env = environment()): Outcome {
  return attempt(project, 'git', ['commit', '--message', 'Go on', ...args], env);
}

/**
 * A status that is final is left again: valid in both versions, illegal as a change. It is refused when staged, stays
 * refused while the mended file is not staged, and the mended file is accepted.
 */
export function expectStops(project: string): void {
  const before = git(project, 'rev-parse', 'HEAD');

  setStatus(project, 'active');
  git(project, 'add', '--all');
  const refused = commit(project);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain('status goes from "complete" to "active"');
  expect(refused.output).toContain('illegal-transition');

  setStatus(project, 'complete');
  writeTree(project, { 'notes.txt': 'an ordinary file\n' });
  expect(commit(project)).not.toMatchObject({ code: 0 });
  expect(git(project, 'rev-parse', 'HEAD')).toBe(before);

  git(project, 'add', '--all');
  expect(commit(project)).toMatchObject({ code: 0 });
  expect(git(project, 'diff', '--name-only', before.trim(), 'HEAD')).toBe('notes.txt\n');
}

/** `git commit --all` stages into an index of its own, which only the hook is told of. */
export function expectStopsCommitAll(project: string): void {
  const before = git(project, 'rev-parse', 'HEAD');
  setStatus(project, 'active');
  expect(commit(project, ['--all']).code).not.toBe(0);
  expect(commit(project, ['--', STATE]).code).not.toBe(0);
  expect(git(project, 'rev-parse', 'HEAD')).toBe(before);
}

/** A commit that does nothing but remove a governed file. */
export function removeState(project: string): Outcome {
  git(project, 'rm', '--quiet', STATE);
  return commit(project);
}
