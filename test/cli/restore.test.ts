import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ledger, openLedger } from '../../src/gate/ledger/ledger.js';
import { lookAt } from '../../src/gate/look.js';
import { type Ran, runCommand } from '../support/command.js';
import { createRepository } from '../support/repository.js';
import { temporaryFolder } from '../workspace/temporary-folder.js';

const STATE = 'agents/sessions/x/state.json';
const PLAN = 'agents/sessions/x/plan.json';
const GONE = 'agents/sessions/x/dev-notes.json';
const UNWANTED = 'agents/sessions/y/state.json';

interface Scene {
  readonly root: string;
  readonly ledger: Ledger;
  /** Where a file stands. */
  readonly at: (file: string) => string;
  readonly run: (...args: string[]) => Promise<Ran>;
}

/** A repository whose ledger has accepted a state and a plan, notes that are there, and that nothing is in `y`. */
async function scene(): Promise<Scene> {
  const repository = createRepository();
  const { root } = repository;
  repository.write(STATE, '{"v":1}\n');
  repository.write(PLAN, '{"plan":1}\n');
  repository.write(GONE, '{"notes":[]}\n');
  repository.commit();
  const ledger = openLedger(path.join(root, '.git/stategate'));
  await ledger.update(({ files }) => {
    for (const file of [STATE, PLAN, GONE]) {
      files[file] = { accepted: ledger.keep(readFileSync(path.join(root, file))) };
    }
    files[UNWANTED] = { accepted: null };
  });
  return {
    root,
    ledger,
    at: (file) => path.join(root, file),
    run: (...args) => runCommand(['restore', ...args], { cwd: root }),
  };
}

/** As an agent may leave it: the state refused, the notes removed, a session that must not be. */
async function disorder(): Promise<Scene> {
  const opened = await scene();
  const { at, ledger } = opened;
  writeFileSync(at(STATE), '{"v":2}\n');
  unlinkSync(at(GONE));
  mkdirSync(path.dirname(at(UNWANTED)));
  writeFileSync(at(UNWANTED), '{}');
  await ledger.update(({ files }) => {
    files[STATE]!.refused = ledger.keep(readFileSync(at(STATE)));
    files[GONE]!.refused = null;
    files[UNWANTED]!.refused = ledger.keep(readFileSync(at(UNWANTED)));
  });
  return opened;
}

const done = (stdout: string): Ran => ({ code: 0, stdout, stderr: '' });
const fault = (words: string): Ran => ({ code: 2, stdout: '', stderr: `stategate: ${words}\n` });

describe('--list', () => {
  test('tells which files differ from what was accepted, and how, and exits with 1', async () => {
    const { run, at } = await disorder();
    const stdout = `removed  ${GONE}\nchanged  ${STATE}\nadded    ${UNWANTED}\n`;
    expect(await run('--list')).toEqual({ code: 1, stdout, stderr: '' });
    expect(readFileSync(at(STATE), 'utf8')).toBe('{"v":2}\n');
  });

  test('tells of the named ones alone', async () => {
    const { run } = await disorder();
    expect(await run('--list', STATE, PLAN)).toEqual({ code: 1, stdout: `changed  ${STATE}\n`, stderr: '' });
    expect(await run('--list', PLAN)).toEqual(done(`nothing differs: ${PLAN} is as it was last accepted\n`));
  });

  test('exits with 0 where none differs', async () => {
    const { run } = await scene();
    expect(await run('--list')).toEqual(done('nothing differs: every file is as it was last accepted\n'));
  });

  test('sees through a look that was noted for refused content', async () => {
    const { run, at, ledger } = await disorder();
    const look = lookAt(at(STATE), Date.now() + 60_000);
    await ledger.update(({ files }) => Object.assign(files[STATE]!, { look }));
    expect((await run('--list')).stdout).toContain(`changed  ${STATE}\n`);
  });

  test('shows names from where one stands, and harmless for a terminal', async () => {
    const { root, ledger } = await scene();
    await ledger.update(({ files }) => (files['agents/a\u001b[31m/state.json'] = { accepted: 'f'.repeat(64) }));
    const { stdout } = await runCommand(['restore', '--list'], { cwd: path.join(root, 'agents/sessions') });
    expect(stdout).toBe('removed  ../a\\u{1b}[31m/state.json\n');
  });
});

describe('a named file', () => {
  test('gets back its last accepted content, and is not refused any more', async () => {
    const { run, at, ledger } = await disorder();
    expect(await run(STATE)).toEqual(done(`restored ${STATE}\n`));
    expect(readFileSync(at(STATE), 'utf8')).toBe('{"v":1}\n');
    expect(ledger.read().state.files[STATE]).not.toHaveProperty('refused');
    expect(ledger.read().state.files[GONE]).toHaveProperty('refused');
    expect(readdirSync(path.dirname(at(STATE))).sort()).toEqual(['plan.json', 'state.json']);
  });

  test('keeps its mode, whatever the mask of the process', async () => {
    const { run, at } = await disorder();
    chmodSync(at(STATE), 0o666);
    expect((await run(STATE)).code).toBe(0);
    expect(statSync(at(STATE)).mode & 0o777).toBe(0o666);
  });

  test('no longer has the look of its refused content', async () => {
    const { run, at, ledger } = await disorder();
    const look = lookAt(at(STATE), Date.now() + 60_000);
    await ledger.update(({ files }) => Object.assign(files[STATE]!, { look }));
    await run(STATE);
    expect(ledger.read().state.files[STATE]!.look).not.toEqual(look);
    expect(await run('--list', STATE)).toMatchObject({ code: 0 });
  });

  test('comes back with its folders', async () => {
    const { run, at } = await disorder();
    rmSync(at('agents'), { recursive: true });
    expect(await run(GONE)).toEqual(done(`restored ${GONE}\n`));
    expect(readFileSync(at(GONE), 'utf8')).toBe('{"notes":[]}\n');
    expect(existsSync(at(STATE))).toBe(false);
  });

  test('is removed where it was accepted that there is none', async () => {
    const { run, at, ledger } = await disorder();
    expect(await run(UNWANTED)).toEqual(done(`removed ${UNWANTED}\n`));
    expect(existsSync(at(UNWANTED))).toBe(false);
    expect(ledger.read().state.files[UNWANTED]).toEqual({ accepted: null });
  });

  test('may be named from elsewhere, absolutely, or by a folder it is in', async () => {
    const { root, run, at } = await disorder();
    const cwd = path.join(root, 'agents/sessions/x');
    expect(await runCommand(['restore', 'state.json'], { cwd })).toEqual(done('restored state.json\n'));
    const away = await runCommand(['restore', at(UNWANTED)], { cwd: temporaryFolder() });
    expect({ code: away.code, there: existsSync(at(UNWANTED)) }).toEqual({ code: 0, there: false });
    rmSync(at('agents/sessions/x'), { recursive: true });
    expect((await run('agents/sessions/x')).stdout).toBe(`restored ${GONE}\nrestored ${PLAN}\nrestored ${STATE}\n`);
  });

  test('that is as it was accepted is left alone', async () => {
    const { run, at } = await disorder();
    const { ino } = statSync(at(PLAN));
    expect(await run(PLAN)).toEqual(done(`nothing to restore: ${PLAN} is as it was last accepted\n`));
    expect(statSync(at(PLAN)).ino).toBe(ino);
  });
});

test('--all puts back all that differ; then nothing does', async () => {
  const { run } = await disorder();
  expect(await run('--all')).toEqual(done(`restored ${GONE}\nrestored ${STATE}\nremoved ${UNWANTED}\n`));
  expect(await run('--all')).toEqual(done('nothing to restore: every file is as it was last accepted\n'));
});

test('--dry-run says what would be done, does nothing, and exits with 1', async () => {
  const { run, at, ledger } = await disorder();
  const before = ledger.read();
  const stdout = `would restore ${GONE}\nwould restore ${STATE}\nwould remove ${UNWANTED}\n`;
  expect(await run('--all', '--dry-run')).toEqual({ code: 1, stdout, stderr: '' });
  expect(readFileSync(at(STATE), 'utf8')).toBe('{"v":2}\n');
  expect(ledger.read()).toEqual(before);
});

describe('links are not followed', () => {
  test('in the place of the file: the link is replaced, and what it leads to stays', async () => {
    const { run, at } = await disorder();
    const elsewhere = path.join(temporaryFolder(), 'precious');
    // Even with the accepted content.
    for (const text of ['precious', '{"v":1}\n']) {
      writeFileSync(elsewhere, text);
      unlinkSync(at(STATE));
      symlinkSync(elsewhere, at(STATE));
      expect(await run(STATE)).toEqual(done(`restored ${STATE}\n`));
      expect(lstatSync(at(STATE)).isFile()).toBe(true);
      expect(readFileSync(elsewhere, 'utf8')).toBe(text);
    }
  });

  test('in the place of a file that is to be removed', async () => {
    const { run, at } = await disorder();
    const elsewhere = path.join(temporaryFolder(), 'precious');
    writeFileSync(elsewhere, '');
    unlinkSync(at(UNWANTED));
    symlinkSync(elsewhere, at(UNWANTED));
    expect((await run(UNWANTED)).code).toBe(0);
    expect({ link: lstatSync(at(UNWANTED), { throwIfNoEntry: false }), target: existsSync(elsewhere) }).toEqual({
      link: undefined,
      target: true,
    });
  });

  test('in the place of a folder: nothing is written through it, and the others are put back', async () => {
    const { run, at } = await disorder();
    const elsewhere = temporaryFolder();
    renameSync(at('agents/sessions/x'), path.join(elsewhere, 'x'));
    symlinkSync(path.join(elsewhere, 'x'), at('agents/sessions/x'));
    const { code, stdout, stderr } = await run('--all');
    expect(stderr).toContain(
      `stategate: ${STATE}: a symbolic link stands in the place of agents/sessions/x; remove it first\n`,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: `removed ${UNWANTED}\n` });
    expect(readFileSync(path.join(elsewhere, 'x/state.json'), 'utf8')).toBe('{"v":2}\n');
  });
});

describe('what cannot be put back is told, with exit code 2', () => {
  test('as there is no ledger yet', async () => {
    const { root } = createRepository();
    expect(await runCommand(['restore', '--list'], { cwd: root })).toEqual(
      fault(`there is no ledger yet for ${root}; the gate begins it when a hook first calls it`),
    );
  });

  test('as the ledger is damaged', async () => {
    const { root, run } = await disorder();
    const file = path.join(root, '.git/stategate/ledger.json');
    truncateSync(file, 0);
    expect(await run('--all')).toEqual(
      fault(
        `the ledger ${file} is damaged: it is empty; what was accepted is not known any more, but git has what was committed`,
      ),
    );
  });

  test.each([
    ['agents/sessions/x/stat.json', `; did you mean ${STATE}?`],
    ['state.json', `; did you mean ${STATE}?`],
    ['README.md', ''],
    ['constructor', ''],
  ])('as the file is not known: %s', async (file, hint) => {
    const { run, at } = await disorder();
    expect(await run(UNWANTED, file)).toEqual(fault(`${file}: the ledger knows no such file${hint}`));
    expect(existsSync(at(UNWANTED))).toBe(true);
  });

  test('as its content is lost', async () => {
    const { root, run, ledger, at } = await disorder();
    const { accepted } = ledger.read().state.files[STATE]!;
    writeFileSync(path.join(root, '.git/stategate/objects', accepted!.slice(0, 2), accepted!.slice(2)), 'x');
    expect(await run(STATE)).toEqual(
      fault(`${STATE}: the content that was accepted is lost; git may have it: git checkout HEAD -- ${STATE}`),
    );
    expect(readFileSync(at(STATE), 'utf8')).toBe('{"v":2}\n');
  });

  test('as something stands in the way', async () => {
    const { run, at } = await disorder();
    unlinkSync(at(STATE));
    mkdirSync(at(STATE));
    expect(await run(STATE)).toEqual(fault(`${STATE}: a folder stands in its place; remove it first`));
    rmSync(at('agents/sessions'), { recursive: true });
    writeFileSync(at('agents/sessions'), '');
    expect(await run(STATE)).toEqual(fault(`${STATE}: a file stands in the place of agents/sessions; remove it first`));
  });

  test.each(['../outside/state.json', 'agents/../../outside.json', '.git/hooks/pre-commit', '/etc/state.json'])(
    'as the ledger leads out of the tree: %s',
    async (file) => {
      const { root, run, ledger } = await scene();
      const accepted = ledger.keep(Buffer.from('x'));
      await ledger.update(({ files }) => (files[file] = { accepted }));
      const { code, stderr } = await run('--all');
      expect({ code, stderr }).toEqual({ code: 2, stderr: `stategate: ${file}: no file of the tree\n` });
      expect(existsSync(path.join(root, file))).toBe(false);
    },
  );

  test.each([
    [[], 'name the files to put back, or use --all; --list shows which differ'],
    [['--all', 'x'], '--all takes no files'],
    [['--list', '--all'], '--list and --all do not go together'],
    [['--list', '--dry-run'], '--list and --dry-run do not go together'],
  ])('as the flags are wrong: %j', async (args, words) => {
    const { run } = await scene();
    expect(await run(...args)).toEqual(fault(words));
  });
});

describe('the ledger is found', () => {
  test('of a linked working tree', async () => {
    const repository = committed();
    const { root } = repository;
    const tree = path.join(temporaryFolder(), 'tree');
    repository.git('worktree', 'add', '--quiet', tree);
    await accept(path.join(root, '.git/worktrees/tree/stategate'), tree);
    writeFileSync(path.join(tree, STATE), 'wrong');
    expect(await runCommand(['restore', STATE], { cwd: tree })).toEqual(done(`restored ${STATE}\n`));
  });

  test('of a submodule', async () => {
    const { root } = committed();
    const outer = createRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'inner');
    await accept(path.join(outer.root, '.git/modules/inner/stategate'), path.join(outer.root, 'inner'));
    writeFileSync(path.join(outer.root, 'inner', STATE), 'wrong');
    expect(await runCommand(['restore', `inner/${STATE}`], { cwd: outer.root })).toEqual(
      done(`restored inner/${STATE}\n`),
    );
  });

  test('outside of git: of the project folder, from below it and by CLAUDE_PROJECT_DIR', async () => {
    const root = temporaryFolder();
    mkdirSync(path.dirname(path.join(root, STATE)), { recursive: true });
    writeFileSync(path.join(root, STATE), '{"v":1}\n');
    await accept(path.join(root, '.stategate'), root);
    writeFileSync(path.join(root, STATE), 'wrong');
    const listed = await runCommand(['restore', '--list'], {
      cwd: temporaryFolder(),
      env: { CLAUDE_PROJECT_DIR: root },
    });
    expect(listed.stdout).toMatch(/^changed {2}\S*state\.json\n$/u);
    const cwd = path.join(root, 'agents/sessions');
    expect(await runCommand(['restore', 'x/state.json'], { cwd })).toEqual(done('restored x/state.json\n'));
  });

  function committed(): ReturnType<typeof createRepository> {
    const repository = createRepository();
    repository.write(STATE, '{"v":1}\n');
    repository.commit();
    return repository;
  }

  async function accept(folder: string, root: string): Promise<void> {
    const ledger = openLedger(folder);
    const accepted = ledger.keep(readFileSync(path.join(root, STATE)));
    await ledger.update(({ files }) => (files[STATE] = { accepted }));
  }
});
