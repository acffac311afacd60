import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { git, run } from './shell.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** This project as a git repository with one commit, from which others clone it. */
    repository: string;
    /** A folder in which stategate and the managers of git hooks are installed, as npm leaves it. */
    installed: string;
  }
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Makes of the working tree, as it stands, what users get: a repository, and an installed package. */
export default function setup({ provide }: TestProject): () => void {
  const folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'stategate-stops-')));
  provide('repository', makeRepository(path.join(folder, 'stategate')));
  provide('installed', install(path.join(folder, 'installed'), folder));
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

function makeRepository(repository: string): string {
  const names = git(ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  for (const name of names) {
    const file = path.join(ROOT, name);
    if (name !== '' && existsSync(file)) cpSync(file, path.join(repository, name));
  }
  git(repository, 'init', '--quiet');
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', 'As it stands');
  return repository;
}

function install(folder: string, packed: string): string {
  mkdirSync(folder);
  for (const name of ['package.json', 'package-lock.json']) {
    cpSync(path.join(import.meta.dirname, name), path.join(folder, name));
  }
  // As `npm install` in a clone would, hook managers want to put their hooks into the repository around them.
  run(folder, 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', packed];
  const [{ filename }] = JSON.parse(run(ROOT, 'npm', pack)) as [{ filename: string }];
  const tarball = path.join(packed, filename);
  run(folder, 'npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', tarball]);
  return folder;
}
