import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { VERSION } from '../../src/version.js';
import { exampleOf } from '../stops/page.js';
import { runCommand, type Ran } from '../support/command.js';
import { addFiles, folderWith, gitIn, repositoryWith, temporaryFolder } from '../workspace/temporary-folder.js';

const PACKAGE = { 'package.json': '{ "devDependencies": { "stategate": "^0.1.0" } }\n' };
const SETTINGS = '.claude/settings.json';
const HOOK = '.git/hooks/pre-commit';
const WORKFLOW = '.github/workflows/stategate.yml';
/** Of the user who runs init: the server's token is kept there. */
const HOME_FOLDER = mkdtempSync(path.join(tmpdir(), 'stategate-home-'));
afterAll(() => {
  rmSync(HOME_FOLDER, { recursive: true });
});

const CHECK = 'npx --no -- stategate check --staged';

const init = (cwd: string, ...args: string[]): Promise<Ran> =>
  runCommand(['init', ...args], { cwd, env: { PATH: '', HOME: HOME_FOLDER } });
const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** Every file of a folder with its text and permissions, git's own but for its hooks left out. */
function picture(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(folder, file), file] as const)
    .filter(([name]) => !/^\.git\/(?!hooks\/pre-commit$|stategate)/u.test(name));
  return Object.fromEntries(
    files.map(([name, file]) => {
      const stats = lstatSync(file);
      return [
        name,
        stats.isSymbolicLink() ? 'link' : `${(stats.mode & 0o777).toString(8)} ${readFileSync(file, 'utf8')}`,
      ];
    }),
  );
}

describe('in a repository with nothing in it', () => {
  test('init writes the hooks, the hook for commits and the workflow, and says so', async () => {
    const folder = repositoryWith(PACKAGE);
    const { code, stdout, stderr } = await init(folder);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      `created    ${SETTINGS}`,
      `created    ${HOOK}`,
      `created    ${WORKFLOW}`,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { hooks } = JSON.parse(read(folder, SETTINGS)) as { hooks: Record<string, unknown> };
    expect(Object.keys(hooks)).toEqual([
      'PreToolUse',
      'PostToolUse',
      'PostToolUseFailure',
      'PostToolBatch',
      'Stop',
      'SubagentStop',
      'ConfigChange',
      'SessionStart',
    ]);
    expect(statSync(path.join(folder, HOOK)).mode & 0o111).toBe(0o111);
  });

  test('a second run changes nothing and says so', async () => {
    const folder = repositoryWith(PACKAGE);
    await init(folder);
    const before = picture(folder);
    const { code, stdout } = await init(folder);
    expect(stdout).toBe(
      `unchanged  ${SETTINGS}\nunchanged  ${HOOK}\nunchanged  ${WORKFLOW}\nNothing to change: everything is wired.\n`,
    );
    expect(code).toBe(0);
    expect(picture(folder)).toEqual(before);
  });

  test('--dry-run shows what git can apply, and writes nothing', async () => {
    const folder = repositoryWith(PACKAGE);
    const before = picture(folder);
    const { code, stdout } = await init(folder, '--dry-run');
    expect(code).toBe(0);
    expect(picture(folder)).toEqual(before);
    expect(stdout).toContain(`--- /dev/null\n+++ b/${SETTINGS}\n@@ -0,0 +1,`);
    expect(stdout).toContain(`+exec ${CHECK}\n`);
    expect(stdout).toContain(`\nwould create   ${SETTINGS}\n`);
    expect(stdout).toContain('Nothing was written.');
    expect(stdout).not.toContain('created ');
  });

  test('--dry-run advises what the real run does', async () => {
    const [folder, other] = [repositoryWith({}), repositoryWith({})];
    const next = ({ stdout }: Ran): string => stdout.slice(stdout.indexOf('\n', stdout.indexOf('\nNext') + 1));
    const real = next(await init(other));
    expect(next(await init(folder, '--dry-run'))).toBe(real);
    expect(real).toContain('make stategate a development dependency of this project');
  });

  test('--remove leaves it as it was', async () => {
    const folder = repositoryWith(PACKAGE);
    const before = picture(folder);
    await init(folder);
    const { code, stdout } = await init(folder, '--remove');
    expect(stdout).toBe(`removed    ${SETTINGS}\nremoved    ${HOOK}\nremoved    ${WORKFLOW}\n`);
    expect(code).toBe(0);
    expect(picture(folder)).toEqual(before);
    expect([existsSync(path.join(folder, '.claude')), existsSync(path.join(folder, '.github'))]).toEqual([
      false,
      false,
    ]);
    expect(await init(folder, '--remove')).toEqual({ code: 0, stdout: 'Nothing to take out.\n', stderr: '' });
  });

  test.each([
    [['--only', 'claude'], [SETTINGS]],
    [
      ['--only', 'commit,ci'],
      [HOOK, WORKFLOW],
    ],
    [['--no-claude', '--no-ci'], [HOOK]],
  ])('%j chooses the parts', async (args, files) => {
    const folder = repositoryWith(PACKAGE);
    await init(folder, ...args);
    expect([SETTINGS, HOOK, WORKFLOW].filter((file) => existsSync(path.join(folder, file)))).toEqual(files);
  });

  test('it is wired at its top from any folder below', async () => {
    const folder = repositoryWith({ ...PACKAGE, 'src/a.ts': '' });
    const { stdout } = await init(path.join(folder, 'src'));
    expect(stdout).toContain(`created    ../${SETTINGS}`);
    expect(existsSync(path.join(folder, SETTINGS))).toBe(true);
  });
});

const BUSY = {
  ...PACKAGE,
  [SETTINGS]: '{\n\t// mine\n\t"hooks": { "Stop": [] },\n\t"model": "opus"\n}',
  '.pre-commit-config.yaml': 'repos:\n- repo: local\n  hooks: [] # none yet\nfail_fast: true\n',
  [WORKFLOW.replace('stategate', 'test')]: 'on: push\n',
};

describe('in a repository with files of its own', () => {
  test('what is there stays, and --remove gives back every byte', async () => {
    const folder = repositoryWith(BUSY);
    chmodSync(path.join(folder, SETTINGS), 0o600);
    const before = picture(folder);
    const { stdout } = await init(folder);
    expect(stdout).toContain(`merged     ${SETTINGS}\nmerged     .pre-commit-config.yaml\ncreated    ${WORKFLOW}\n`);
    expect(read(folder, SETTINGS)).toContain('\t// mine\n');
    expect(statSync(path.join(folder, SETTINGS)).mode & 0o777).toBe(0o600);
    await init(folder, '--http');
    await init(folder, '--remove');
    expect(picture(folder)).toEqual(before);
  });

  test('--remove takes out the entries only, where somebody has gone on with a file', async () => {
    const folder = repositoryWith(BUSY);
    await init(folder);
    writeFileSync(path.join(folder, SETTINGS), read(folder, SETTINGS).replace('"opus"', '"sonnet"'));
    const { stdout } = await init(folder, '--remove');
    expect(stdout).toContain(`restored   ${SETTINGS}`);
    expect(read(folder, SETTINGS)).not.toContain('stategate');
    expect(read(folder, SETTINGS)).toContain('"model": "sonnet"');
  });

  test('--remove leaves what somebody has changed of it, and says so', async () => {
    const folder = repositoryWith(PACKAGE);
    await init(folder);
    writeFileSync(path.join(folder, WORKFLOW), `${read(folder, WORKFLOW)}# mine\n`);
    const { code, stdout } = await init(folder, '--remove');
    expect(stdout).toContain(`left       ${WORKFLOW}\n           it has been changed since, and was left\n`);
    expect(read(folder, WORKFLOW)).toMatch(/# mine\n$/u);
    expect(code).toBe(0);
  });

  test('--remove works in another clone, which remembers nothing', async () => {
    const folder = repositoryWith(BUSY);
    await init(folder);
    rmSync(path.join(folder, '.git/stategate'), { recursive: true });
    await init(folder, '--remove');
    expect(read(folder, '.pre-commit-config.yaml')).toBe(BUSY['.pre-commit-config.yaml']);
    expect(read(folder, SETTINGS)).not.toContain('stategate');
  });
});

describe('a file that is not what it should be is named with the place, and nothing at all is written', () => {
  test.each([
    [{ [SETTINGS]: '{ "hooks": [] }' }, `${SETTINGS}:1:12: "hooks" should be an object, and is array`],
    [{ [SETTINGS]: '{\n  "a"' }, `${SETTINGS}:2:6: not well-formed JSON`],
    [{ '.pre-commit-config.yaml': 'repos: {a: 1}\n' }, '.pre-commit-config.yaml:1:8: has no list "repos"'],
    [{ 'lefthook.yml': 'pre-commit: [\n' }, 'lefthook.yml:2:1: not well-formed YAML'],
    [{ [WORKFLOW]: 'on: push\n' }, `${WORKFLOW}: another workflow has this name`],
    [{ '.claude': 'no folder' }, `${SETTINGS}: what should be a folder above it is none`],
    [{ [`${SETTINGS}/x`]: '' }, `${SETTINGS}: a folder`],
    [{ [HOOK]: '#!/usr/bin/python3\n' }, `${HOOK}:1:1: a hook that no shell runs`],
  ])('%j', async (files, message) => {
    const folder = repositoryWith(PACKAGE);
    addFiles(folder, files);
    const before = picture(folder);
    const { code, stdout, stderr } = await init(folder);
    expect(stderr).toContain(`stategate: ${message}`);
    expect(stderr).toContain('stategate: nothing was written\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(picture(folder)).toEqual(before);
  });

  test('bytes that are no UTF-8', async () => {
    const folder = repositoryWith(PACKAGE);
    mkdirSync(path.join(folder, '.claude'));
    writeFileSync(path.join(folder, SETTINGS), Buffer.from([0x7b, 0xff, 0x7d]));
    expect(await init(folder)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${SETTINGS}: not UTF-8`) as string,
    });
  });

  test('and all of them are named at once', async () => {
    const folder = repositoryWith({ ...PACKAGE, [SETTINGS]: '[', '.pre-commit-config.yaml': 'x' });
    const { stderr } = await init(folder);
    expect(stderr.match(/^stategate: \S+:\d+:\d+: /gmu)).toHaveLength(2);
  });
});

describe('symbolic links', () => {
  test.each([
    ['of the file', SETTINGS],
    ['of a folder above it', '.claude'],
  ])('%s that lead out of the tree are not followed', async (_name, link) => {
    const outside = folderWith({ 'settings.json': '{}\n' });
    const folder = repositoryWith(PACKAGE);
    mkdirSync(path.dirname(path.join(folder, link)), { recursive: true });
    symlinkSync(link === SETTINGS ? path.join(outside, 'settings.json') : outside, path.join(folder, link));
    const { code, stderr } = await init(folder);
    expect(stderr).toContain('a symbolic link leads out of the tree');
    expect(code).toBe(2);
    expect(readdirSync(outside)).toEqual(['settings.json']);
    expect(read(outside, 'settings.json')).toBe('{}\n');
  });

  test('inside of the tree stay links', async () => {
    const folder = repositoryWith({ ...PACKAGE, 'shared.json': '{}\n', '.claude/keep': '' });
    symlinkSync('../shared.json', path.join(folder, SETTINGS));
    expect(await init(folder)).toMatchObject({ code: 0 });
    expect(lstatSync(path.join(folder, SETTINGS)).isSymbolicLink()).toBe(true);
    expect(read(folder, 'shared.json')).toContain('SessionStart');
  });
});

describe('the hook for commits goes where the repository has its hooks', () => {
  test('lefthook', async () => {
    const folder = repositoryWith({ ...PACKAGE, 'lefthook.yml': 'pre-push:\n  jobs: []\n' });
    const { stdout } = await init(folder);
    expect(parse(read(folder, 'lefthook.yml'))).toMatchObject(
      parse(exampleOf('lefthook.yml', 'stop-commits.md')) as object,
    );
    expect(stdout).toContain('  npx lefthook install   (puts the hook for commits in place)\n');
    expect(existsSync(path.join(folder, HOOK))).toBe(false);
  });

  test("a format of lefthook's that init does not write is left to the user", async () => {
    const folder = repositoryWith({ ...PACKAGE, 'lefthook.toml': '' });
    const { stdout } = await init(folder);
    expect(stdout).toContain(`by hand    lefthook.toml\n           add a command to pre-commit that runs: ${CHECK}\n`);
    expect(read(folder, 'lefthook.toml')).toBe('');
  });

  test('husky', async () => {
    const folder = repositoryWith({ ...PACKAGE, '.husky/pre-commit': 'npm test\n' });
    gitIn(folder, 'config', 'core.hooksPath', '.husky/_');
    const { stdout } = await init(folder);
    expect(read(folder, '.husky/pre-commit')).toBe(
      `# >>> stategate >>>\n${CHECK} || exit $?\n# <<< stategate <<<\nnpm test\n`,
    );
    expect(stdout).not.toContain('npx husky');
  });

  test('a folder of the repository that core.hooksPath names', async () => {
    const folder = repositoryWith(PACKAGE);
    gitIn(folder, 'config', 'core.hooksPath', 'tools/hooks');
    await init(folder);
    expect(read(folder, 'tools/hooks/pre-commit')).toBe(`#!/bin/sh\nexec ${CHECK}\n`);
    expect(existsSync(path.join(folder, HOOK))).toBe(false);
  });

  test('but not into a folder that other repositories share', async () => {
    const shared = temporaryFolder();
    const folder = repositoryWith(PACKAGE);
    gitIn(folder, 'config', 'core.hooksPath', shared);
    const { code, stdout } = await init(folder);
    expect(stdout).toContain('core.hooksPath names a folder outside of this repository');
    expect(code).toBe(0);
    expect(readdirSync(shared)).toEqual([]);
  });

  test('of a linked working tree, which shares them with the main one', async () => {
    const folder = repositoryWith(PACKAGE);
    gitIn(folder, 'add', '.');
    gitIn(folder, 'commit', '--quiet', '--message', 'x');
    const linked = path.join(temporaryFolder(), 'linked');
    gitIn(folder, 'worktree', 'add', '--quiet', linked);
    await init(linked);
    expect(read(folder, HOOK)).toContain(CHECK);
    expect(existsSync(path.join(linked, SETTINGS))).toBe(true);
    expect(existsSync(path.join(folder, SETTINGS))).toBe(false);
  });

  test('a plain hook of others is extended, and made executable', async () => {
    const folder = repositoryWith(PACKAGE);
    addFiles(folder, { [HOOK]: '#!/bin/sh\nnpm test\n' });
    chmodSync(path.join(folder, HOOK), 0o644);
    const { stdout } = await init(folder);
    expect(stdout).toContain(`merged     ${HOOK}`);
    expect(statSync(path.join(folder, HOOK)).mode & 0o777).toBe(0o755);
    await init(folder, '--remove');
    expect(read(folder, HOOK)).toBe('#!/bin/sh\nnpm test\n');
    expect(statSync(path.join(folder, HOOK)).mode & 0o777).toBe(0o644);
  });
});

test.each([
  ['a hook of its own', {}],
  ['one that ends well whatever happens', { [HOOK]: '#!/bin/sh\nexit 0\n' }],
])('git makes no commit that the check refuses, with %s', async (_name, files) => {
  const bin = folderWith({ npx: '#!/bin/sh\necho "npx $*" >&2\nexit 1\n' });
  chmodSync(path.join(bin, 'npx'), 0o755);
  const folder = repositoryWith(PACKAGE);
  addFiles(folder, files);
  await init(folder, '--only', 'commit');
  const commit = spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x', 'commit', '--allow-empty', '-m', 'x'], {
    cwd: folder,
    env: { PATH: `${bin}:${String(process.env['PATH'])}`, HOME: folder },
    encoding: 'utf8',
  });
  expect(commit.stderr).toContain(CHECK);
  expect(commit.status).toBe(1);
});

describe('CI', () => {
  test('takes stategate from the repository that is named, as the page has it', async () => {
    const folder = repositoryWith({ 'README.md': '' });
    gitIn(folder, 'symbolic-ref', 'HEAD', 'refs/heads/main');
    await init(folder, '--repository', 'https://github.com/OWNER/stategate');
    const page = exampleOf(WORKFLOW, 'ci.md').replace('@v0.1.0', `@v${VERSION}`);
    expect(`# ${WORKFLOW}\n${read(folder, WORKFLOW)}`).toBe(page);
  });

  test.each([
    ['file:../stategate-0.1.0.tgz', true],
    ['file:/opt/stategate-0.1.0.tgz', true],
    ['file:vendor/stategate-0.1.0.tgz', false],
    ['^0.1.0', false],
  ])('could not install stategate from %s: %s', async (from, isTold) => {
    const folder = repositoryWith({ 'package.json': JSON.stringify({ devDependencies: { stategate: from } }) });
    const { stdout } = await init(folder);
    const note = `note  CI cannot install stategate: package.json has it from ${from.slice(5)}, outside of this repository\n`;
    expect(stdout.includes(note)).toBe(isTold);
    expect(stdout.includes('CI cannot install')).toBe(isTold);
  });

  test('is left out, and that is told, where it could not find stategate', async () => {
    const folder = repositoryWith({ 'README.md': '' });
    const { stdout } = await init(folder);
    expect(stdout).toContain('note  no workflow for CI: stategate is no dependency of this project');
    expect(existsSync(path.join(folder, WORKFLOW))).toBe(false);
  });

  test.each([
    ['package-lock.json', ['npm ci']],
    ['pnpm-lock.yaml', ['corepack enable', 'pnpm install --frozen-lockfile']],
    ['yarn.lock', ['corepack enable', 'yarn install']],
  ])('installs by %s', async (lock, lines) => {
    const folder = repositoryWith({ ...PACKAGE, [lock]: '' });
    await init(folder);
    const { jobs } = parse(read(folder, WORKFLOW)) as { jobs: { state: { steps: { run?: string }[] } } };
    const runs = jobs.state.steps.flatMap(({ run }) => run ?? []);
    expect(runs.slice(0, -2)).toEqual(lines);
    expect(runs.slice(-2)).toEqual([
      'npx --no -- stategate check --since "$BASE" --format github',
      'npx --no -- stategate check --format github',
    ]);
  });

  test('of another workflow that checks already is enough', async () => {
    const folder = repositoryWith({ ...PACKAGE, '.github/workflows/ci.yml': 'run: npx stategate check\n' });
    const { stdout } = await init(folder);
    expect(stdout).toContain('unchanged  .github/workflows/ci.yml (checks already)\n');
    expect(existsSync(path.join(folder, WORKFLOW))).toBe(false);
  });

  test("GitLab's is printed as the page has it, and not written", async () => {
    const folder = repositoryWith({ ...PACKAGE, 'package-lock.json': '', '.gitlab-ci.yml': 'stages: []\n' });
    const { stdout } = await init(folder);
    const printed = stdout
      .split('\n')
      .filter((line) => line.startsWith('           '))
      .map((line) => line.slice(11));
    expect(`# .gitlab-ci.yml\n${printed.join('\n')}\n`).toBe(exampleOf('.gitlab-ci.yml', 'ci.md'));
    expect(read(folder, '.gitlab-ci.yml')).toBe('stages: []\n');
  });

  test('checks pushes to the branch that others come from', async () => {
    const folder = repositoryWith(PACKAGE);
    gitIn(folder, 'checkout', '--quiet', '-b', 'trunk');
    await init(folder);
    expect(read(folder, WORKFLOW)).toContain('    branches: [trunk]\n');
  });
});

describe('the hooks of Claude Code', () => {
  const commands = (folder: string): unknown[] => {
    const { hooks } = JSON.parse(read(folder, SETTINGS)) as {
      hooks: Record<string, [{ hooks: [Record<string, unknown>] }]>;
    };
    return Object.values(hooks).map(
      ([
        {
          hooks: [handler],
        },
      ]) => handler['command'] ?? handler['url'],
    );
  };

  test('call what the project has installed, or else what is on the PATH', async () => {
    const own = repositoryWith(PACKAGE);
    await init(own, '--only', 'claude');
    expect(new Set(commands(own))).toEqual(
      new Set(['node "$CLAUDE_PROJECT_DIR/node_modules/stategate/dist/cli/hook.cjs"']),
    );
    const bin = folderWith({ 'stategate-hook': '#!/bin/sh\n' });
    chmodSync(path.join(bin, 'stategate-hook'), 0o755);
    const other = repositoryWith({});
    const { stdout } = await runCommand(['init', '--only', 'claude'], { cwd: other, env: { PATH: bin } });
    expect(new Set(commands(other))).toEqual(new Set(['stategate-hook']));
    expect(stdout).toContain('make stategate a development dependency of this project');
  });

  test('--http has all but SessionStart ask the server, and stays as it is', async () => {
    const folder = repositoryWith(PACKAGE);
    const { stdout } = await init(folder, '--http', '--port', '5000');
    const first = commands(folder);
    expect(
      first.filter((command) => /^http:\/\/127\.0\.0\.1:5000\/hook\/[\w-]{43}\?project=/u.test(String(command))),
    ).toHaveLength(7);
    expect(first.at(-1)).toMatch(/hook\.cjs"$/u);
    expect(stdout).toContain('stategate serve --port 5000');
    expect((await init(folder, '--http', '--port', '5000')).stdout).toContain('Nothing to change');
    await init(folder, '--http');
    expect(commands(folder)).toEqual(first.map((command) => String(command).replace(':5000', ':27417')));
    await init(folder);
    expect(commands(folder).filter((command) => String(command).startsWith('http'))).toEqual([]);
  });

  test('leave PostToolBatch out where the client would drop the settings for it', async () => {
    const bin = folderWith({ claude: '#!/bin/sh\necho "2.1.100 (Claude Code)"\n' });
    chmodSync(path.join(bin, 'claude'), 0o755);
    const folder = repositoryWith(PACKAGE);
    const { stdout } = await runCommand(['init'], { cwd: folder, env: { PATH: `${bin}:/usr/bin:/bin` } });
    expect(read(folder, SETTINGS)).not.toContain('PostToolBatch');
    expect(stdout).toContain('note  PostToolBatch is left out: claude 2.1.100 would drop settings that name it\n');
  });

  test('outside of git keep the memory of the gate out of a later repository', async () => {
    const folder = folderWith({ ...PACKAGE, '.gitignore': 'node_modules/' });
    const before = picture(folder);
    const { stdout } = await init(folder);
    expect(read(folder, '.gitignore')).toBe('node_modules/\n.stategate/');
    expect(stdout).toContain('note  no git repository here, so no hook for commits\n');
    await init(folder, '--remove');
    expect(picture(folder)).toEqual(before);
  });
});

test.each([
  [['--port', '4185'], '--port needs --http'],
  [['--remove', '--http'], '--remove and --http do not go together'],
  [['--only', 'ci', '--no-ci'], 'no part is left to do'],
  [['--only', 'claud'], 'it must be some of claude, commit, ci, with commas between'],
  [['--http', '--port', '70000'], 'it must be a whole number from 1 to 65535'],
])('%j is told as wrong usage', async (args, words) => {
  const { code, stderr } = await init(repositoryWith({}), ...args);
  expect(stderr).toContain(words);
  expect(code).toBe(2);
});

test('colours are those of a terminal that has them', async () => {
  const folder = repositoryWith(PACKAGE);
  expect((await init(folder, '--dry-run', '--color')).stdout).toContain('\u001b[32m+  "hooks": {\u001b[0m');
  expect((await init(folder, '--dry-run')).stdout).not.toContain('\u001b');
});

test('the help fits into 80 columns and tells every exit code', async () => {
  const { stdout } = await runCommand(['init', '--help'], { cwd: temporaryFolder() });
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/Exit codes\n {2}0 {2}\S.*\n {2}2 {2}\S/u);
});
