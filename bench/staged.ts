import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from './tree.js';

/** A repository in which one file is staged. */
export interface Staged {
  /** Its working tree. */
  readonly root: string;
  /** What a check asks for: each list of objects through one `git cat-file`. */
  readonly questions: readonly (readonly string[])[];
}

const HOUR = 3_600_000;

/** Commits a tree, and stages a state of it that was carried on by a legal step. */
export function stageOne({ root, states }: Tree): Staged {
  const [file] = states;
  if (file === undefined) throw new Error('the tree has no state file');
  const git = (...args: string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=someone', '-c', 'user.email=someone@example.org', '-c', 'gc.auto=0', ...args],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
  git('init', '--quiet');
  git('add', 'agents');
  git('commit', '--quiet', '--no-verify', '--message=step');

  const full = path.join(root, file);
  const state = JSON.parse(readFileSync(full, 'utf8')) as { updated_at: string };
  state.updated_at = new Date(Date.parse(state.updated_at) + HOUR).toISOString().replace('.000Z', 'Z');
  writeFileSync(full, `${JSON.stringify(state, null, 2)}\n`);
  git('add', file);

  const objects = git('rev-parse', `HEAD:${file}`, `:${file}`).trim().split('\n');
  const beside = ['plan.json', 'dev-notes.json'].map((name) => `:${path.posix.join(path.posix.dirname(file), name)}`);
  return { root, questions: [objects, [`:${file}`, ...beside]] };
}
