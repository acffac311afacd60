import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A repository in a temporary folder, gone when the test is over. */
export interface Repository {
  readonly root: string;
  /** Runs git there, and returns what it printed, without the line feed at its end. */
  git(...args: string[]): string;
  /** Writes a file: text as it is, other values as JSON. */
  write(file: string, content: unknown): void;
  remove(file: string): void;
  /** Stages all there is and commits it; returns the commit. */
  commit(message?: string): string;
}

/** Nothing of the machine's own configuration counts. */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '2026-03-04T10:00:00+01:00',
  // After all times in the files that tests commit.
  GIT_COMMITTER_DATE: '2027-03-04T10:00:00+01:00',
};

export function createRepository(): Repository {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'stategate-repository-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      env: ENVIRONMENT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  git('init', '--quiet', '--initial-branch=main');
  return {
    root,
    git,
    write(file, content) {
      const full = path.join(root, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
    },
    remove(file) {
      rmSync(path.join(root, file), { recursive: true });
    },
    commit(message = 'change') {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
