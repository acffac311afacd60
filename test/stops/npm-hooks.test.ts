import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { writeTree } from '../support/tree.js';
import { exampleOf } from './page.js';
import { run } from './shell.js';
import { expectStops, expectStopsCommitAll, projectWith, removeState } from './trial.js';

const installed = inject('installed');

/** Puts the page's example of a file into the project. */
function place(project: string, file: string): void {
  writeTree(project, { [file]: exampleOf(file, 'stop-commits.md') });
}

const WAYS: Readonly<Record<string, (project: string) => void>> = {
  lefthook: (project) => {
    place(project, 'lefthook.yml');
    run(project, 'npx', ['lefthook', 'install']);
  },
  husky: (project) => {
    place(project, '.husky/pre-commit');
    run(project, 'npx', ['husky']);
  },
  'a plain hook': (project) => {
    place(project, '.git/hooks/pre-commit');
    chmodSync(path.join(project, '.git/hooks/pre-commit'), 0o755);
  },
};

describe.each(Object.entries(WAYS))('%s, as the page has it', (_name, arrange) => {
  test('refuses an illegal change that is staged, and accepts it when mended', () => {
    expectStops(projectWith(arrange, { installed }));
  });

  test('refuses an illegal change that git stages for the commit', () => {
    expectStopsCommitAll(projectWith(arrange, { installed }));
  });

  test('tells of a commit that only removes a file', () => {
    const { code, output } = removeState(projectWith(arrange, { installed, status: 'active' }));
    expect(output).toContain('file-deleted');
    expect(code).toBe(0);
  });
});
