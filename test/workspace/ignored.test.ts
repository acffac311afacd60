import { chmodSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { findProgram } from '../../src/workspace/git.js';
import { covers, ignoredBelow } from '../../src/workspace/ignored.js';
import { topOf } from '../../src/workspace/standing.js';
import { folderWith, gitIn, repositoryWith, temporaryFolder } from './temporary-folder.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

async function ignoredIn(repository: string, folder = ''): Promise<string[]> {
  const { paths, fault } = await ignoredBelow(repository, path.join(repository, folder));
  expect(fault).toBeUndefined();
  return [...paths].map((file) => path.relative(repository, file)).sort();
}

describe('topOf', () => {
  test('finds the working tree upwards', () => {
    const repository = repositoryWith({ 'deep/er/a.json': '{}' });
    expect(topOf(path.join(repository, 'deep/er'))).toBe(repository);
    expect(topOf(repository)).toBe(repository);
  });

  test('knows a linked working tree by its .git file', () => {
    const folder = folderWith({ '.git': 'gitdir: elsewhere\n', 'deep/a.json': '{}' });
    expect(topOf(path.join(folder, 'deep'))).toBe(folder);
  });

  test('finds none outside of repositories', () => {
    expect(topOf(temporaryFolder())).toBeUndefined();
  });
});

describe('ignoredBelow', () => {
  test('names ignored files, and ignored folders as a whole', async () => {
    const repository = repositoryWith({
      '.gitignore': 'build/\n*.log\n!kept.log\n',
      'build/deep/a.json': '{}',
      'agents/.gitignore': 'local\n',
      'agents/local/a.json': '{}',
      'agents/a.log': '',
      'agents/kept.log': '',
      '.git/info/exclude': 'private.json\n',
      'private.json': '{}',
    });
    expect(await ignoredIn(repository)).toEqual(['agents/a.log', 'agents/local', 'build', 'private.json']);
  });

  test('does not name what is tracked inside an ignored folder', async () => {
    const repository = repositoryWith({
      '.gitignore': 'build/\n',
      'build/kept/state.json': '{}',
      'build/kept/other.json': '{}',
      'build/other/state.json': '{}',
    });
    gitIn(repository, 'add', '--force', 'build/kept/state.json');
    expect(await ignoredIn(repository)).toEqual(['build/kept/other.json', 'build/other']);
  });

  test('can be asked about a folder only', async () => {
    const repository = repositoryWith({ '.gitignore': '*.log\n', 'one/a.log': '', 'one/a.json': '', 'two/b.log': '' });
    expect(await ignoredIn(repository, 'one')).toEqual(['one/a.log']);
  });

  test('takes the folder’s name literally', async () => {
    const repository = repositoryWith({
      '.gitignore': '*.log\n',
      '[ab]*/a.log': '',
      '[ab]*/a.json': '',
      'a/a.log': '',
      'a/a.json': '',
      ':(top)/a.log': '',
      ':(top)/a.json': '',
    });
    expect(await ignoredIn(repository, '[ab]*')).toEqual(['[ab]*/a.log']);
    expect(await ignoredIn(repository, ':(top)')).toEqual([':(top)/a.log']);
  });

  test('reads names with line breaks and other alphabets', async () => {
    const repository = repositoryWith({ '.gitignore': '*.log\n', 'a\n"b"\t.log': '', '潮汐.log': '' });
    expect(await ignoredIn(repository)).toEqual(['a\n"b"\t.log', '潮汐.log']);
  });

  test('tells when a folder is ignored with the one it stands in', async () => {
    const repository = repositoryWith({ '.gitignore': 'build/\n', 'build/deep/er/a.json': '{}' });
    for (const folder of ['build', 'build/deep', 'build/deep/er']) {
      const ignored = await ignoredBelow(repository, path.join(repository, folder));
      expect(ignored.fault, folder).toBeUndefined();
      expect(covers(ignored, path.join(repository, folder)), folder).toBe(true);
    }
  });

  test('names nothing in a bare repository, nor where .git is no repository', async () => {
    const bare = temporaryFolder();
    gitIn(bare, 'init', '--quiet', '--bare', '.git');
    expect(await ignoredIn(bare)).toEqual([]);
    expect(await ignoredIn(folderWith({ '.git/nothing': '', 'a.log': '' }))).toEqual([]);
  });

  test('says so when there is no git', async () => {
    const repository = repositoryWith({ '.gitignore': '*.log\n', 'a.log': '' });
    vi.stubEnv('PATH', temporaryFolder());
    expect(await ignoredBelow(repository, repository)).toEqual({ paths: new Set(), fault: 'git is not on the PATH' });
  });

  test('says so when git does not trust the repository', async () => {
    const repository = repositoryWith({ '.gitignore': '*.log\n', 'a.log': '' });
    // Git's own tests pretend like this that somebody else owns the repository.
    const foreign = 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null';
    const bin = folderWith({ git: `#!/bin/sh\n${foreign} exec '${String(findProgram('git', process.env))}' "$@"\n` });
    chmodSync(path.join(bin, 'git'), 0o755);
    vi.stubEnv('PATH', bin);
    const { paths, fault } = await ignoredBelow(repository, repository);
    expect(paths.size).toBe(0);
    expect(fault).toContain('dubious ownership');
  });
});
