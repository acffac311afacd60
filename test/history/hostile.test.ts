import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/document/document.js';
import { openSnapshot } from '../../src/history/snapshot.js';
import { sinceSteps } from '../../src/history/since.js';
import { stagedSteps } from '../../src/history/staged.js';
import { addFiles, gitIn, temporaryFolder } from '../workspace/temporary-folder.js';
import { collect, historyOf, opened, optionsIn, told } from './collected.js';
import { commit, emptyRepository, STATE, state } from './repositories.js';

beforeEach(() => () => {
  vi.unstubAllEnvs();
});

describe('a repository whose configuration starts programs', () => {
  interface Hostile {
    readonly folder: string;
    /** Whether a program was started since this was asked last. */
    readonly started: () => boolean;
    readonly set: (name: string, value: string) => void;
    readonly script: string;
  }

  /** Two versions, a third that is staged, and a script that leaves a trace. */
  function hostile(): Hostile {
    const folder = emptyRepository();
    commit(folder, { [STATE]: state(1), '.gitattributes': '*.json diff=evil filter=evil\n' });
    gitIn(folder, 'branch', 'older');
    commit(folder, { [STATE]: state(2) });
    addFiles(folder, { [STATE]: state(3) });
    gitIn(folder, 'add', '--all');
    const place = temporaryFolder();
    const trace = path.join(place, 'trace');
    const script = path.join(place, 'script');
    writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> '${trace}'\nexit 1\n`);
    chmodSync(script, 0o755);
    return {
      folder,
      script,
      set: (name, value) => gitIn(folder, 'config', name, value),
      started: () => {
        const was = existsSync(trace);
        if (was) execFileSync('rm', [trace]);
        return was;
      },
    };
  }

  async function lookAtAll(folder: string): Promise<void> {
    const repository = await opened(folder);
    const options = optionsIn(folder);
    await historyOf(folder);
    await collect(stagedSteps(repository, options));
    const since = await sinceSteps(repository, 'older', options);
    if ('reason' in since) throw new Error(since.reason);
    await collect(since);
    const snapshot = openSnapshot(repository, DEFAULT_LIMITS);
    await snapshot.read(path.posix.join(folder, STATE));
    snapshot.end();
  }

  /** What is configured, and a command of git that starts it: what proves that the trace works. */
  const WAYS: readonly (readonly [string, (hostile: Hostile) => void, readonly string[]])[] = [
    [
      'core.fsmonitor',
      ({ set, script }) => {
        set('core.fsmonitor', script);
      },
      ['status'],
    ],
    [
      'diff.external',
      ({ set, script }) => {
        set('diff.external', script);
      },
      ['diff', 'HEAD~1', 'HEAD'],
    ],
    [
      'a text conversion',
      ({ set, script }) => {
        set('diff.evil.textconv', script);
      },
      ['show', '--textconv', `HEAD:${STATE}`],
    ],
    [
      'a diff driver',
      ({ set, script }) => {
        set('diff.evil.command', script);
      },
      ['diff', 'HEAD~1', 'HEAD'],
    ],
    [
      'a filter',
      ({ set, script }) => {
        set('filter.evil.smudge', script);
      },
      ['cat-file', '--filters', `HEAD:${STATE}`],
    ],
    [
      'an alias',
      ({ set, script }) => {
        set('alias.evil', `!${script}`);
      },
      ['evil'],
    ],
    [
      'log.showSignature',
      ({ folder, set, script }) => {
        set('log.showSignature', 'true');
        set('gpg.program', script);
        // A commit that says that it is signed.
        const unsigned = gitIn(folder, 'cat-file', 'commit', 'HEAD');
        const signed = unsigned.replace(
          '\n\n',
          '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n',
        );
        const file = path.join(folder, '.git/signed');
        writeFileSync(file, signed);
        gitIn(folder, 'update-ref', 'HEAD', gitIn(folder, 'hash-object', '-t', 'commit', '-w', file).trim());
      },
      ['log', '-1'],
    ],
    [
      'hooks',
      ({ folder, set, script }) => {
        addFiles(folder, { 'hooks/post-index-change': `#!/bin/sh\nexec ${script}\n` });
        chmodSync(path.join(folder, 'hooks/post-index-change'), 0o755);
        set('core.hooksPath', path.join(folder, 'hooks'));
      },
      ['reset', '--quiet'],
    ],
    [
      'a remote that lacking objects are fetched from',
      ({ folder, set, script }) => {
        set('remote.evil.url', `ext::${script}`);
        set('remote.evil.promisor', 'true');
        set('protocol.ext.allow', 'always');
        set('extensions.partialClone', 'evil');
        const blob = gitIn(folder, 'rev-parse', `HEAD~1:${STATE}`).trim();
        execFileSync('rm', ['-f', path.join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2))]);
      },
      ['cat-file', 'blob', `HEAD~1:${STATE}`],
    ],
    [
      'ssh',
      ({ set, script }) => {
        set('core.sshCommand', script);
        set('remote.evil.url', 'ssh://localhost/evil');
      },
      ['fetch', 'evil'],
    ],
    [
      'an included file',
      ({ folder, set, script }) => {
        const included = path.join(folder, '.git/included');
        writeFileSync(included, `[core]\n\tfsmonitor = ${script}\n`);
        set('include.path', included);
      },
      ['status'],
    ],
  ];

  test.each(WAYS)('starts nothing: %s', async (_what, configure, command) => {
    const repository = hostile();
    configure(repository);
    repository.started();
    await lookAtAll(repository.folder);
    expect(repository.started()).toBe(false);
    // A plain git does start it.
    try {
      gitIn(repository.folder, ...command);
    } catch {
      // The script fails, and some commands with it.
    }
    expect(repository.started()).toBe(true);
  });

  test('does not make it wait: an order of files in a pipe that nobody writes to', async () => {
    const { folder, set } = hostile();
    const pipe = path.join(folder, '.git/pipe');
    execFileSync('mkfifo', [pipe]);
    set('diff.orderFile', pipe);
    await lookAtAll(folder);
    expect(told(await historyOf(folder))).toHaveLength(2);
  });

  test.each([['mailmap.file'], ['core.attributesFile']])(
    'does not make it wait: %s is a pipe that nobody writes to',
    async (setting) => {
      const { folder, set } = hostile();
      // Attributes are asked for when a file was renamed and changed.
      addFiles(folder, { 'agents/sessions/b/state.json': state(3) });
      gitIn(folder, 'rm', '--quiet', '--cached', STATE);
      commit(folder);
      const pipe = path.join(folder, '.git/pipe');
      execFileSync('mkfifo', [pipe]);
      set(setting, pipe);
      await lookAtAll(folder);
      expect((await historyOf(folder)).steps.length).toBeGreaterThan(2);
    },
  );

  test('does not make it wait: its own mailmap is a pipe that nobody writes to', async () => {
    const { folder } = hostile();
    execFileSync('mkfifo', [path.join(folder, '.mailmap')]);
    await lookAtAll(folder);
    expect(told(await historyOf(folder))).toHaveLength(2);
  });

  test('has its files where it stands, though it says that they are elsewhere', async () => {
    const { folder, set } = hostile();
    set('core.worktree', temporaryFolder());
    const { steps } = await historyOf(folder);
    expect(steps[0]?.after?.path).toBe(path.posix.join(folder, STATE));
  });
});

describe('a user’s configuration', () => {
  const SETTINGS: readonly (readonly [string, string])[] = [
    ['diff.renames', 'copies'],
    ['diff.renames', 'false'],
    ['diff.renameLimit', '1'],
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.relative', 'true'],
    ['diff.algorithm', 'histogram'],
    ['diff.submodule', 'log'],
    ['diff.ignoreSubmodules', 'none'],
    ['diff.context', '0'],
    ['log.date', 'relative'],
    ['log.decorate', 'full'],
    ['log.follow', 'true'],
    ['log.mailmap', 'true'],
    ['log.showRoot', 'false'],
    ['log.showSignature', 'true'],
    ['log.diffMerges', 'first-parent'],
    ['log.abbrevCommit', 'true'],
    ['color.ui', 'always'],
    ['core.quotePath', 'true'],
    ['core.abbrev', '4'],
    ['core.bigFileThreshold', '1'],
    ['core.commentChar', ':'],
    ['core.ignoreCase', 'true'],
    ['core.precomposeUnicode', 'true'],
    ['core.useReplaceRefs', 'true'],
    ['core.autocrlf', 'true'],
    ['format.pretty', 'fuller'],
    ['i18n.logOutputEncoding', 'UTF-16'],
    ['i18n.commitEncoding', 'ISO-8859-1'],
    ['submodule.recurse', 'true'],
    ['status.relativePaths', 'true'],
    ['feature.manyFiles', 'true'],
  ];

  /** Merges, renames, a root, names that are quoted, and something staged. */
  function manySided(): string {
    const folder = emptyRepository();
    const text = Array.from({ length: 30 }, (_, line) => `what line ${line} says`);
    commit(folder, { [STATE]: state(1, { text }), 'agents/sessions/größe/state.json': state('ö') });
    gitIn(folder, 'checkout', '--quiet', '-b', 'side');
    commit(folder, { [STATE]: state('side', { text }) });
    gitIn(folder, 'checkout', '--quiet', 'main');
    commit(folder, { [STATE]: state('main', { text }) });
    gitIn(folder, 'merge', '--quiet', '--no-commit', '--strategy=ours', 'side');
    commit(folder, { [STATE]: state('merged', { text }) });
    gitIn(folder, 'mv', 'agents/sessions/a', 'agents/sessions/b');
    commit(folder, { 'agents/sessions/b/state.json': state(5, { text }), 'agents/sessions/c/plan.json': state(5) });
    gitIn(folder, 'mv', 'agents/sessions/b', 'agents/sessions/d');
    addFiles(folder, { 'agents/sessions/d/state.json': state(6, { text }) });
    gitIn(folder, 'add', '--all');
    return folder;
  }

  async function stepsIn(folder: string): Promise<unknown> {
    const repository = await opened(path.join(folder, 'agents'));
    const history = await historyOf(path.join(folder, 'agents'));
    const staged = await collect(stagedSteps(repository, optionsIn(folder)));
    return [told(history), history.steps.map(({ source }) => source), told(staged)];
  }

  test('changes nothing', async () => {
    const folder = manySided();
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    const plain = await stepsIn(folder);
    expect(plain).toMatchObject([{ length: 8 }, { length: 8 }, { length: 1 }]);
    const config = path.join(temporaryFolder(), 'config');
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    for (const [name, value] of SETTINGS) {
      const [section = '', key = ''] = name.split('.');
      writeFileSync(config, `[${section}]\n\t${key} = ${value}\n`);
      expect(await stepsIn(folder), `${name}=${value}`).toEqual(plain);
    }
    writeFileSync(
      config,
      SETTINGS.map(([name, value]) => `[${name.split('.')[0] ?? ''}]\n\t${name.split('.')[1] ?? ''} = ${value}\n`).join(
        '',
      ),
    );
    expect(await stepsIn(folder)).toEqual(plain);
  }, 60_000);
});
