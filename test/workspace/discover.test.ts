import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { discover, type DiscoverOptions, type Discovery } from '../../src/workspace/discover.js';
import { lookThrough } from '../../src/workspace/tree.js';
import { addFiles, folderWith, gitIn, repositoryWith, temporaryFolder } from './temporary-folder.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

/** Runs discovery in a folder; whatever a test does not ask about must be empty. */
async function find(cwd: string, paths: string[] = [], options: Partial<DiscoverOptions> = {}): Promise<Discovery> {
  return discover({ cwd, paths, ...options });
}

/** The names of the files found, where nothing else was to be told. */
async function filesIn(cwd: string, paths: string[] = [], options: Partial<DiscoverOptions> = {}): Promise<string[]> {
  const { files, ...rest } = await find(cwd, paths, options);
  expect(rest).toEqual({ skipped: [], missing: [], refused: [], unreadable: [], unaskable: [], isIgnoring: false });
  return files.map(({ display }) => display);
}

const TREE = {
  'agents/sessions/tide-tables/state.json': '{}',
  'agents/sessions/tide-tables/plan.json': '{}',
  'agents/sessions/tide-tables/dev-notes.json': '{}',
  'agents/sessions/tide-tables/spec.md': '',
  'agents/sessions/tide-tables/context/notes.json': '{}',
  'agents/sessions/tide-tables/research/depths/state.json': '{}',
  'agents/sessions/tide-tables/research/depths/subagents/subagent_001.json': '{}',
  'agents/logging/hook_logs/9d0c/Stop.jsonl': '',
  'agents/1a2b3c4d/adw_state.json': '{}',
  'packages/harbour/.spectre/sessions/buoys/state.json': '{}',
  'package.json': '{}',
  'src/state.json': '{}',
};

describe('without paths', () => {
  test('finds the governed files of every kind below the working directory, in order', async () => {
    const cwd = folderWith(TREE);
    const { files } = await find(cwd);
    expect(files.map(({ display, kind }) => [display, kind])).toEqual([
      ['agents/1a2b3c4d/adw_state.json', 'adw-state'],
      ['agents/logging/hook_logs/9d0c/Stop.jsonl', 'hook-log'],
      ['agents/sessions/tide-tables/dev-notes.json', 'dev-notes'],
      ['agents/sessions/tide-tables/plan.json', 'plan'],
      ['agents/sessions/tide-tables/research/depths/state.json', 'research-state'],
      ['agents/sessions/tide-tables/research/depths/subagents/subagent_001.json', 'research-subagent'],
      ['agents/sessions/tide-tables/state.json', 'session-state'],
      ['packages/harbour/.spectre/sessions/buoys/state.json', 'session-state'],
    ]);
    expect(files.every(({ path: file, display, root }) => file === path.join(cwd, display) && root === cwd)).toBe(true);
  });

  test('finds nothing in an empty folder', async () => {
    expect(await filesIn(temporaryFolder())).toEqual([]);
  });

  test('works from inside a session folder', async () => {
    const cwd = path.join(folderWith(TREE), 'agents/sessions/tide-tables/research');
    expect(await filesIn(cwd)).toEqual(['depths/state.json', 'depths/subagents/subagent_001.json']);
  });

  test('keeps the files of a session together', async () => {
    const cwd = folderWith({
      'agents/sessions/a/state.json': '{}',
      'agents/sessions/a/plan.json': '{}',
      'agents/sessions/a-b/state.json': '{}',
      'agents/sessions/a.c/state.json': '{}',
    });
    expect((await filesIn(cwd)).map((file) => file.split('/')[2])).toEqual(['a-b', 'a.c', 'a', 'a']);
  });

  test('does not enter node_modules and .git, repository or not', async () => {
    const files = {
      'node_modules/one/agents/sessions/a/state.json': '{}',
      'deep/node_modules/one/agents/sessions/a/state.json': '{}',
      '.git/agents/sessions/a/state.json': '{}',
      'agents/sessions/b/state.json': '{}',
    };
    expect(await filesIn(folderWith(files))).toEqual(['agents/sessions/b/state.json']);
    expect(await filesIn(repositoryWith(files))).toEqual(['agents/sessions/b/state.json']);
  });
});

describe('what git ignores', () => {
  const IGNORING = {
    '.gitignore': 'build/\n*.local/\nplan.json\n',
    'build/agents/sessions/a/state.json': '{}',
    'agents/sessions/a/state.json': '{}',
    'agents/sessions/a/plan.json': '{}',
    'agents/sessions/b.local/state.json': '{}',
  };

  test('is left out', async () => {
    expect(await filesIn(repositoryWith(IGNORING))).toEqual(['agents/sessions/a/state.json']);
  });

  test('is left out below a sub-folder too', async () => {
    const repository = repositoryWith(IGNORING);
    expect(await filesIn(repository, ['agents'])).toEqual(['agents/sessions/a/state.json']);
    expect(await filesIn(path.join(repository, 'agents'))).toEqual(['sessions/a/state.json']);
    expect(await filesIn(path.join(repository, 'build'), ['../agents'])).toEqual(['../agents/sessions/a/state.json']);
  });

  test('counts when it is tracked all the same', async () => {
    const repository = repositoryWith(IGNORING);
    gitIn(repository, 'add', '--force', 'build/agents/sessions/a/state.json');
    expect(await filesIn(repository)).toEqual(['agents/sessions/a/state.json', 'build/agents/sessions/a/state.json']);
  });

  test('counts when it is named: a file, a folder, the working directory, the folder of a glob', async () => {
    const repository = repositoryWith(IGNORING);
    expect(await filesIn(repository, ['agents/sessions/a/plan.json'])).toEqual(['agents/sessions/a/plan.json']);
    expect(await filesIn(repository, ['build'])).toEqual(['build/agents/sessions/a/state.json']);
    expect(await filesIn(repository, ['build/agents/sessions'])).toEqual(['build/agents/sessions/a/state.json']);
    expect(await filesIn(path.join(repository, 'build'))).toEqual(['agents/sessions/a/state.json']);
    expect(await filesIn(repository, ['build/**/state.json'])).toEqual(['build/agents/sessions/a/state.json']);
    expect(await filesIn(repository, ['.', 'build'])).toEqual([
      'agents/sessions/a/state.json',
      'build/agents/sessions/a/state.json',
    ]);
  });

  test('is what git itself says of each file', async () => {
    const folders = ['', 'one/', 'one/two/', 'out/', 'out/in/', 'logs/', 'one/keep/', 'dir[x]/', 'a b/', 'é/'];
    const names = ['a.json', 'b.json', 'secret.json', '!c.json', '#d.json', ' e.json', 'line\nbreak.json'];
    const files = folders.flatMap((folder) => names.map((name) => folder + name));
    const repository = repositoryWith({
      ...Object.fromEntries(files.map((file) => [file, '{}'])),
      '.gitignore': 'out/\nsecret.json\n/one/two/*\n!/one/two/b.json\nlogs/*\n\\!c.json\ndir\\[x\\]/a.json\nline*\n',
      'one/.gitignore': '!secret.json\nkeep/\n',
      'out/.gitignore': '!*\n',
      'é/.gitignore': '*\n',
    });
    gitIn(repository, 'add', '--force', 'out/in/a.json', 'one/keep/b.json');
    const told = execFileSync('git', ['check-ignore', '--stdin', '-z'], { cwd: repository, input: files.join('\0') });
    const ignored = new Set(told.toString().split('\0'));
    const expected = files.filter((file) => !ignored.has(file)).sort();
    expect(expected.length).toBeGreaterThanOrEqual(20);
    expect(ignored.size).toBeGreaterThan(20);
    expect(await filesIn(repository, [], { kind: 'plan' })).toEqual(expected);
  });

  test('is not waited for without end: of many repositories all together', async () => {
    const repository = repositoryWith({ 'agents/sessions/a/state.json': '{}' });
    execFileSync('mkfifo', [path.join(repository, '.gitignore')]);
    const start = { named: repository, real: repository, top: repository };
    const search = { names: ['state.json'], leavesOut: () => false, takesFolders: true, onFolder: () => undefined };
    const { findings, unaskable } = await lookThrough([start], search, 100);
    expect(unaskable).toEqual([{ top: repository, reason: 'git did not finish in time' }]);
    expect(findings[0]?.found).toHaveLength(1);
    expect((await lookThrough([start], search, 0)).unaskable).toMatchObject([
      { reason: 'git took too long elsewhere' },
    ]);
  });

  test('is not walked through', async () => {
    const repository = repositoryWith({ '.gitignore': 'build/\n', 'agents/sessions/a/state.json': '{}' });
    // A folder that no path is short enough for: whoever enters it learns so.
    addDeepFolder(path.join(repository, 'build'));
    expect(await filesIn(repository)).toEqual(['agents/sessions/a/state.json']);
  });

  test('is unknown without git, which is told', async () => {
    const repository = repositoryWith(IGNORING);
    vi.stubEnv('PATH', temporaryFolder());
    const { files, unaskable } = await find(repository);
    expect(unaskable).toEqual([{ display: '.', reason: 'git is not on the PATH' }]);
    expect(files).toHaveLength(4);
  });

  test('means nothing outside of working trees', async () => {
    expect(await filesIn(folderWith(IGNORING))).toHaveLength(4);
    const bare = temporaryFolder();
    gitIn(bare, 'init', '--quiet', '--bare');
    addFiles(bare, { 'agents/sessions/a/state.json': '{}' });
    expect(await filesIn(bare)).toEqual(['agents/sessions/a/state.json']);
  });
});

describe('repositories in repositories', () => {
  test('are looked through with what they ignore themselves', async () => {
    const repository = repositoryWith({
      '.gitignore': 'b/\n',
      'agents/sessions/a/state.json': '{}',
      'vendor/inner/.gitignore': 'a/\n',
      'vendor/inner/agents/sessions/a/state.json': '{}',
      'vendor/inner/agents/sessions/b/state.json': '{}',
      'vendor/inner/deeper/agents/sessions/a/state.json': '{}',
      'vendor/inner/deeper/agents/sessions/b/state.json': '{}',
    });
    gitIn(path.join(repository, 'vendor/inner'), 'init', '--quiet');
    gitIn(path.join(repository, 'vendor/inner/deeper'), 'init', '--quiet');
    const { files } = await find(repository);
    expect(files.map(({ display, root }) => [display, root])).toEqual([
      ['agents/sessions/a/state.json', repository],
      ['vendor/inner/agents/sessions/b/state.json', repository],
      ['vendor/inner/deeper/agents/sessions/a/state.json', repository],
      ['vendor/inner/deeper/agents/sessions/b/state.json', repository],
    ]);
  });

  test('count for forced kinds only with what they do not ignore, in their top folder too', async () => {
    const repository = repositoryWith({ 'inner/.gitignore': 'a.json\n', 'inner/a.json': '{}', 'inner/b.json': '{}' });
    gitIn(path.join(repository, 'inner'), 'init', '--quiet');
    expect(await filesIn(repository, [], { kind: 'plan' })).toEqual(['inner/b.json']);
  });

  test('are left out when the outer one ignores them', async () => {
    const repository = repositoryWith({ '.gitignore': 'trees/\n', 'trees/one/agents/sessions/a/state.json': '{}' });
    gitIn(path.join(repository, 'trees/one'), 'init', '--quiet');
    expect(await filesIn(repository)).toEqual([]);
  });

  test('may be linked working trees and submodules', async () => {
    const repository = repositoryWith({ '.gitignore': 'plan.json\n', 'agents/sessions/a/state.json': '{}' });
    gitIn(repository, 'add', '.');
    gitIn(repository, 'commit', '--quiet', '-m', 'first');
    gitIn(repository, 'worktree', 'add', '--quiet', 'trees/one');
    gitIn(repository, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository, 'sub');
    for (const folder of ['trees/one', 'sub'])
      addFiles(path.join(repository, folder), { 'agents/sessions/a/plan.json': '{}' });
    expect(await filesIn(repository)).toEqual([
      'agents/sessions/a/state.json',
      'sub/agents/sessions/a/state.json',
      'trees/one/agents/sessions/a/state.json',
    ]);
    const { files } = await find(path.join(repository, 'trees/one'));
    expect(files.map(({ display, root }) => [display, root])).toEqual([
      ['agents/sessions/a/state.json', path.join(repository, 'trees/one')],
    ]);
  });
});

describe('a named file', () => {
  test('is taken as it is', async () => {
    const cwd = folderWith(TREE);
    expect(await filesIn(cwd, ['agents/sessions/tide-tables/plan.json'])).toEqual([
      'agents/sessions/tide-tables/plan.json',
    ]);
  });

  test('is skipped, with the reason, if no kind governs it', async () => {
    const { files, skipped } = await find(folderWith(TREE), ['src/state.json', 'package.json']);
    expect(files).toEqual([]);
    expect(skipped).toEqual([
      { display: 'package.json', reason: 'no kind governs it; name one with --kind' },
      {
        display: 'src/state.json',
        reason: 'no kind governs it; name one with --kind (session-state, research-state, …)',
      },
    ]);
  });

  test('is of the forced kind, whatever its name', async () => {
    const { files } = await find(folderWith(TREE), ['package.json'], { kind: 'hook-event' });
    expect(files).toMatchObject([{ display: 'package.json', kind: 'hook-event' }]);
  });

  test('belongs to its own tree', async () => {
    const cwd = repositoryWith({});
    const other = repositoryWith(TREE);
    const loose = folderWith(TREE);
    const name = 'agents/sessions/tide-tables/plan.json';
    const roots = async (...paths: string[]): Promise<string[]> =>
      (await find(cwd, paths)).files.map(({ root }) => root);
    expect(await roots(path.join(other, name))).toEqual([other]);
    expect(await roots(path.join(loose, name))).toEqual([path.join(loose, path.dirname(name))]);
    expect(new Set(await roots(loose))).toEqual(new Set([loose]));
  });

  test('that is not there is missing', async () => {
    const cwd = folderWith(TREE);
    const absent = [
      'agents/sessions/none/state.json',
      'none',
      '',
      'package.json/none',
      'nul\0',
      `${'x'.repeat(5000)}.json`,
    ];
    const { files, missing } = await find(cwd, absent);
    expect(files).toEqual([]);
    expect(missing).toEqual(absent);
  });
});

describe('a named folder', () => {
  test('gives the governed files below it, each once', async () => {
    const cwd = folderWith(TREE);
    expect(
      await filesIn(cwd, [
        'packages',
        'packages/',
        './packages/harbour',
        'packages/harbour/.spectre/sessions/buoys/state.json',
      ]),
    ).toEqual(['packages/harbour/.spectre/sessions/buoys/state.json']);
  });

  test('gives every JSON and JSONL file for a forced kind', async () => {
    const cwd = folderWith({
      'a.json': '',
      'b/c.jsonl': '',
      'b/.d.ndjson': '',
      'b/e.txt': '',
      'b/json': '',
      'd.json/e.json': '',
    });
    expect(await filesIn(cwd, ['.'], { kind: 'hook-event' })).toEqual([
      'a.json',
      'b/.d.ndjson',
      'b/c.jsonl',
      'd.json/e.json',
    ]);
  });

  test('may stand inside node_modules', async () => {
    const cwd = folderWith({ 'node_modules/one/agents/sessions/a/state.json': '{}' });
    expect(await filesIn(cwd, ['node_modules/one'])).toEqual(['node_modules/one/agents/sessions/a/state.json']);
  });

  test('may be a link outside of repositories, and is shown as named', async () => {
    const cwd = temporaryFolder();
    const store = repositoryWith({
      '.gitignore': 'b/\n',
      'sessions/a/state.json': '{}',
      'sessions/b/state.json': '{}',
    });
    symlinkSync(store, path.join(cwd, 'agents'));
    const { files } = await find(cwd, ['agents']);
    expect(files).toMatchObject([
      { display: 'agents/sessions/a/state.json', path: path.join(cwd, 'agents/sessions/a/state.json'), root: store },
    ]);
  });
});

describe('a link out of the repository that it stands in', () => {
  /** A repository in which `agents/sessions/away` leads to a folder elsewhere. */
  function repositoryWithLink(): { cwd: string; target: string; reason: string } {
    const cwd = repositoryWith({ 'agents/sessions/a/state.json': '{}' });
    const target = folderWith({ 'state.json': '{}', 'research/r/state.json': '{}' });
    symlinkSync(target, path.join(cwd, 'agents/sessions/away'));
    return { cwd, target, reason: `a link leads to "${target}", out of the tree that the link stands in` };
  }

  test('is not followed when it is named, be it by a shell, and that is told', async () => {
    const { cwd, reason } = repositoryWithLink();
    const { files, unreadable } = await find(cwd, ['agents/sessions/a', 'agents/sessions/away']);
    expect(files.map(({ display }) => display)).toEqual(['agents/sessions/a/state.json']);
    expect(unreadable).toEqual([{ display: 'agents/sessions/away', reason }]);
  });

  test.each(['agents/sessions/away/research', 'agents/sessions/away/**/state.json'])(
    'is not followed on the way to %s',
    async (argument) => {
      const { cwd, reason } = repositoryWithLink();
      const { files, unreadable } = await find(cwd, [argument]);
      expect({ files, reasons: unreadable.map((obstacle) => obstacle.reason) }).toEqual({
        files: [],
        reasons: [reason],
      });
    },
  );

  test('makes a file below it belong to the repository, out of which no link is read', async () => {
    const { cwd } = repositoryWithLink();
    const { files } = await find(cwd, ['agents/sessions/away/state.json']);
    expect(files).toMatchObject([{ root: cwd }]);
  });

  test('is told when it leads to a repository too', async () => {
    const { cwd, target } = repositoryWithLink();
    gitIn(target, 'init', '--quiet');
    expect((await find(cwd, ['agents/sessions/away'])).unreadable).toHaveLength(1);
    expect((await find(cwd, ['agents/sessions/away/state.json'])).files).toMatchObject([{ root: cwd }]);
  });

  test('is followed when the working directory lies behind it', async () => {
    const { cwd } = repositoryWithLink();
    const files = ['research/r/state.json', 'state.json'];
    expect(await filesIn(path.join(cwd, 'agents/sessions/away'))).toEqual(files);
  });
});

describe('a glob', () => {
  test.each([
    ['agents/**/state.json', ['tide-tables/research/depths/state.json', 'tide-tables/state.json']],
    ['agents/sessions/*/{plan,state}.json', ['tide-tables/plan.json', 'tide-tables/state.json']],
    ['**/sessions/t*/[pq]lan.json', ['tide-tables/plan.json']],
    ['*/sessions/tide-tables/@(plan|none).json', ['tide-tables/plan.json']],
    [
      'agents/sessions/*/research',
      ['tide-tables/research/depths/state.json', 'tide-tables/research/depths/subagents/subagent_001.json'],
    ],
  ])('%s gives the governed files it matches, and those in folders it matches', async (glob, expected) => {
    expect(await filesIn(folderWith(TREE), [glob])).toEqual(expected.map((file) => `agents/sessions/${file}`));
  });

  test('may be absolute or lead out of the working directory', async () => {
    const folder = folderWith(TREE);
    const cwd = path.join(folder, 'src');
    const expected = ['../agents/sessions/tide-tables/plan.json'];
    expect(await filesIn(cwd, [`${folder}/**/plan.json`])).toEqual(expected);
    expect(await filesIn(cwd, ['../agents/**/plan.json'])).toEqual(expected);
  });

  test.each(['agents/**/none.json', 'none/**', '**/package.json', 'package.json/*'])(
    '%s that matches nothing governed is missing',
    async (glob) => {
      const { files, missing } = await find(folderWith(TREE), [glob]);
      expect(files).toEqual([]);
      expect(missing).toEqual([glob]);
    },
  );

  test('is told missing by itself when another one matches in the same folder', async () => {
    const { files, missing } = await find(folderWith(TREE), [
      'agents/**/plan.json',
      'agents/**/none.json',
      'agents/**/dev-notes.json',
    ]);
    expect(files.map(({ kind }) => kind)).toEqual(['dev-notes', 'plan']);
    expect(missing).toEqual(['agents/**/none.json']);
  });
});

describe('configured ignores', () => {
  const options = { ignores: ['packages', '**/research/**', 'agents/*/adw_state.json'] };

  test('leave files and folders out', async () => {
    const { files, ...rest } = await find(folderWith(TREE), [], options);
    expect(rest).toMatchObject({ skipped: [], missing: [], isIgnoring: true });
    expect(files.map(({ display }) => display)).toEqual([
      'agents/logging/hook_logs/9d0c/Stop.jsonl',
      'agents/sessions/tide-tables/dev-notes.json',
      'agents/sessions/tide-tables/plan.json',
      'agents/sessions/tide-tables/state.json',
    ]);
  });

  test('hold for what is named too', async () => {
    const { files, skipped } = await find(
      folderWith(TREE),
      ['packages/harbour', 'agents/1a2b3c4d/adw_state.json'],
      options,
    );
    expect(files).toEqual([]);
    expect(skipped).toEqual([
      { display: 'agents/1a2b3c4d/adw_state.json', reason: 'the configuration ignores it' },
      { display: 'packages/harbour', reason: 'the configuration ignores it' },
    ]);
  });

  test('of what could not be governed anyway are of no account', async () => {
    const tree = { 'docs/a.json': '', 'agents/sessions/tide-tables/plan.json': '' };
    expect(await filesIn(folderWith(tree), [], { ignores: ['docs'] })).toHaveLength(1);
  });

  test('are relative to the configuration’s folder', async () => {
    const folder = folderWith(TREE);
    const cwd = path.join(folder, 'packages');
    expect((await find(cwd, [], { ...options, ignoresFrom: cwd })).files).toHaveLength(1);
    expect((await find(cwd, [], { ...options, ignoresFrom: folder })).files).toEqual([]);
  });
});

describe('hostile trees', () => {
  test('names with glob characters, line breaks and other alphabets are names', async () => {
    const sessions = [
      '[x]',
      '{a,b}',
      '*',
      '!a',
      '(b)',
      'a\\b',
      'line\nbreak',
      '\nfirst',
      'Gezeiten-übersicht',
      '潮汐',
      'Caf\u00e9',
      'Cafe\u0301',
      '-rf',
      ' ',
    ];
    const cwd = repositoryWith(
      Object.fromEntries(sessions.map((name) => [`agents/sessions/${name}/state.json`, '{}'])),
    );
    const expected = sessions.map((name) => `agents/sessions/${name}/state.json`).sort();
    expect(await filesIn(cwd)).toEqual(expected);
    expect(await filesIn(cwd, expected)).toEqual(expected);
    expect(
      await filesIn(
        cwd,
        sessions.map((name) => `agents/sessions/${name}`),
      ),
    ).toEqual(expected);
    expect(await filesIn(cwd, ['**/state.json'])).toEqual(expected);
  });

  test('a working directory with such a name is entered', async () => {
    const cwd = path.join(folderWith({ '[a]*\n{b}/agents/sessions/a/state.json': '{}' }), '[a]*\n{b}');
    expect(await filesIn(cwd)).toEqual(['agents/sessions/a/state.json']);
    expect(await filesIn(cwd, ['agents/*/a'])).toEqual(['agents/sessions/a/state.json']);
  });

  test('folders, FIFOs and links that bear a governed name are listed once', async () => {
    const cwd = folderWith({
      'agents/sessions/folder/state.json/inner.txt': '',
      'agents/sessions/linked/real.json': '{}',
      'agents/sessions/fifo/spec.md': '',
    });
    execFileSync('mkfifo', [path.join(cwd, 'agents/sessions/fifo/state.json')]);
    symlinkSync('real.json', path.join(cwd, 'agents/sessions/linked/state.json'));
    symlinkSync('nowhere', path.join(cwd, 'agents/sessions/linked/plan.json'));
    symlinkSync('.', path.join(cwd, 'agents/sessions/linked/dev-notes.json'));
    const expected = [
      'agents/sessions/fifo/state.json',
      'agents/sessions/folder/state.json',
      'agents/sessions/linked/dev-notes.json',
      'agents/sessions/linked/plan.json',
      'agents/sessions/linked/state.json',
    ];
    expect(await filesIn(cwd)).toEqual(expected);
    expect(await filesIn(cwd, expected)).toEqual(expected);
    expect(await filesIn(cwd, ['.', ...expected, 'agents/**/*.json'])).toEqual(expected);
  });

  test('linked folders are not entered, so that a loop ends', async () => {
    const cwd = folderWith({ 'agents/sessions/a/state.json': '{}', 'elsewhere/b/state.json': '{}' });
    symlinkSync('../..', path.join(cwd, 'agents/sessions/loop'));
    symlinkSync('../../elsewhere/b', path.join(cwd, 'agents/sessions/b'));
    const reason = 'links to folders are not followed';
    const { files, skipped } = await find(cwd);
    expect(files.map(({ display }) => display)).toEqual(['agents/sessions/a/state.json']);
    expect(skipped).toEqual([
      { display: 'agents/sessions/b', reason },
      { display: 'agents/sessions/loop', reason },
    ]);
    expect((await find(cwd, ['agents/**/b/*.json', 'agents/**/state.json'])).skipped).toMatchObject([
      { display: 'agents/sessions/b' },
      { display: 'agents/sessions/loop' },
    ]);
  });

  test('linked folders are not told of where they hide nothing', async () => {
    const cwd = repositoryWith({
      '.gitignore': 'ignored\n',
      'agents/sessions/a/state.json': '{}',
      'elsewhere/b/state.json': '{}',
    });
    symlinkSync('a', path.join(cwd, 'agents/sessions/latest'));
    symlinkSync('nowhere', path.join(cwd, 'agents/sessions/broken'));
    symlinkSync('../../elsewhere', path.join(cwd, 'agents/sessions/ignored'));
    symlinkSync('../elsewhere', path.join(cwd, 'elsewhere/docs'));
    symlinkSync('../../elsewhere/b', path.join(cwd, 'agents/sessions/configured'));
    const options = { ignores: ['**/configured'] };
    const { files, skipped } = await find(cwd, [], options);
    expect(files.map(({ display }) => display)).toEqual(['agents/sessions/a/state.json']);
    expect(skipped).toEqual([]);
    expect((await find(cwd, ['agents/*/a/*', '.'], { ...options, kind: 'plan' })).skipped).toEqual([]);
  });

  test('folders may be nested as deep as paths can be long', async () => {
    const cwd = repositoryWith({ 'agents/sessions/a/state.json': '{}' });
    const deep = `${'x/'.repeat(1500)}agents/sessions/b`;
    addFiles(cwd, { [`${deep}/state.json`]: '{}' });
    expect(await filesIn(cwd)).toEqual(['agents/sessions/a/state.json', `${deep}/state.json`]);
    expect(await filesIn(cwd, [`${deep}/state.json`])).toEqual([`${deep}/state.json`]);
  });

  test('a folder deeper than any path is told unreadable', async () => {
    const cwd = folderWith({ 'agents/sessions/a/state.json': '{}' });
    addDeepFolder(path.join(cwd, 'deep'));
    const { files, unreadable } = await find(cwd);
    expect(files).toHaveLength(1);
    expect(unreadable).toMatchObject([
      { display: expect.stringMatching(/^deep\/x/u) as string, reason: 'ENAMETOOLONG' },
    ]);
  });

  test('a folder whose name is not UTF-8 is told unreadable', async () => {
    const cwd = temporaryFolder();
    const name = Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from([0x61, 0xff])]);
    mkdirSync(name);
    expect(existsSync(name)).toBe(true);
    expect((await find(cwd)).unreadable).toEqual([{ display: 'a\uFFFD', reason: 'its name is not UTF-8' }]);
  });

  test('a vanished working directory is told unreadable', async () => {
    const cwd = path.join(temporaryFolder(), 'gone');
    expect((await find(cwd)).missing).toEqual(['.']);
  });
});

/** Nests folders until their path is longer than the system takes in one go. */
function addDeepFolder(folder: string): void {
  onTestFinished(() => {
    execFileSync('rm', ['-rf', folder]);
  });
  mkdirSync(folder);
  const nest = `for (let i = 0; i < 30; i++) { fs.mkdirSync('${'x'.repeat(200)}'); process.chdir('${'x'.repeat(200)}'); }`;
  execFileSync(process.execPath, ['-e', nest], { cwd: folder });
}
