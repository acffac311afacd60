import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildCommandLine } from '../../scripts/build/command-line.js';
import { serve, userToken } from '../../src/gate/serve/index.js';
import { TRIED_CLIENTS } from '../../src/gate/wiring/client.js';
import { runCommand, type Ran } from '../support/command.js';
import { addFiles, folderWith, repositoryWith } from '../workspace/temporary-folder.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PACKAGE = { 'package.json': '{ "devDependencies": { "stategate": "^0.1.0" } }\n' };
const SETTINGS = '.claude/settings.json';
const HOOK = 'node_modules/stategate/dist/cli/hook.cjs';
const INSTALLED = 'node_modules/stategate/package.json';

const env = { PATH: process.env['PATH'] };
const doctor = (cwd: string, ...args: string[]): Promise<Ran> => runCommand(['doctor', ...args], { cwd, env });

/** The environment of a user whose own folder is in a project. */
const at = (folder: string): NodeJS.ProcessEnv => ({ ...env, XDG_CONFIG_HOME: path.join(folder, '.git/config-home') });

/** A hook that denies what goes back to the phase "spec". */
const RIGHT = `
const text = require('node:fs').readFileSync(0, 'utf8');
const { hook_event_name: event, tool_input: input } = JSON.parse(text);
if (event === 'PreToolUse' && input.content.includes('"current_phase": "spec"')) {
  console.log(JSON.stringify({ hookSpecificOutput: { hookEventName: event, permissionDecision: 'deny', permissionDecisionReason: 'no' } }));
}`;

/** A project wired by init, whose installed hook is a program of the test's. */
async function projectWith(hook: string | undefined): Promise<string> {
  const folder = repositoryWith({
    ...PACKAGE,
    [INSTALLED]: '{ "name": "stategate", "version": "0.1.0" }',
    ...(hook !== undefined && { [HOOK]: hook }),
  });
  expect(await runCommand(['init'], { cwd: folder, env })).toMatchObject({ code: 0 });
  return folder;
}

test('a wired project is well, and every event is told', async () => {
  const { code, stdout, stderr } = await doctor(await projectWith(RIGHT));
  const lines = stdout.split('\n');
  for (const event of [
    'PreToolUse',
    'PostToolUse',
    'PostToolUseFailure',
    'PostToolBatch',
    'Stop',
    'SubagentStop',
    'ConfigChange',
    'SessionStart',
  ]) {
    expect(lines).toContain(`  ✔ ${event} calls node "$CLAUDE_PROJECT_DIR/${HOOK}"`);
  }
  expect(lines).toContain(`  ✔ ${HOOK} is there, stategate 0.1.0`);
  expect(lines).toContain('  ✔ an illegal write was tried, and denied');
  expect(lines).toContain('  ✔ a legal write was tried, and passed');
  expect(lines).toContain('  ✔ .git/hooks/pre-commit checks what is committed');
  expect(lines).toContain('  ✔ .github/workflows/stategate.yml checks');
  expect(stdout).toMatch(/^ {2}✔ Node v\d+.*\n {2}✔ git \d+/mu);
  expect(stdout).toMatch(/\nAll well\.\n$/u);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe("stategate's own hook", () => {
  let dist: string;

  beforeAll(async () => {
    const folder = path.join(ROOT, 'node_modules/.cache/stategate-doctor');
    rmSync(folder, { recursive: true, force: true });
    dist = path.join(folder, 'dist/cli');
    await buildCommandLine(ROOT, dist, { bundle: true, platform: 'node', target: 'node20.19', logLevel: 'silent' });
    return () => {
      rmSync(folder, { recursive: true, force: true });
    };
  });

  test('denies the illegal write and passes the legal one, and the project stays as it is', async () => {
    const folder = await projectWith(`require(${JSON.stringify(path.join(dist, 'hook.cjs'))});`);
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain('✔ an illegal write was tried, and denied\n  ✔ a legal write was tried, and passed\n');
    expect(code).toBe(0);
    expect(readdirSync(path.join(folder, '.git/stategate'))).toEqual(['init.json']);
  });
});

describe('a hook that does not work is found', () => {
  test.each([
    ['passes everything', '', 'an illegal write was tried, and not denied'],
    ['denies everything', "console.error('no'); process.exit(2);", 'a legal write was tried, and denied: no'],
    ['fails', "throw new TypeError('oh')", 'an illegal write was not answered: it ended with 1: TypeError: oh'],
    ['speaks no JSON', "console.log('hello')", 'an illegal write was not answered: its answer is no JSON: hello'],
    ['is not there', undefined, 'an illegal write was not answered: it ended with 1: Error: Cannot find module'],
  ])('because it %s', async (_name, hook, message) => {
    const { code, stdout } = await doctor(await projectWith(hook));
    expect(stdout).toContain(`  ✖ ${message}`);
    expect(stdout).toContain("    → run the hook's command by hand");
    expect(code).toBe(1);
  });

  test('because it never answers, within the time that its entry gives it', async () => {
    const folder = await projectWith('setInterval(() => {}, 1000)');
    addFiles(folder, {
      [SETTINGS]: settingsWith({
        type: 'command',
        command: `node ${HOOK} || exec node "$CLAUDE_PROJECT_DIR/${HOOK}"`,
        timeout: 0.5,
      }),
    });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain('✖ an illegal write was not answered: it did not answer within 0.5 seconds');
    expect(stdout).toContain('– which program this starts cannot be told');
    expect(stdout).toContain('✔ PreToolUse calls node');
    expect(code).toBe(1);
  });

  test('because its program is not there or not executable', async () => {
    const folder = repositoryWith({ 'bin/stategate-hook': '' });
    const command = path.join(folder, 'bin/stategate-hook');
    addFiles(folder, { [SETTINGS]: settingsWith({ type: 'command', command: `"${command}"`, timeout: 10 }) });
    expect((await doctor(folder)).stdout).toContain(`✖ ${command} is not executable`);
    rmSync(command);
    expect((await doctor(folder)).stdout).toContain(`✖ there is no ${command}`);
    addFiles(folder, { [SETTINGS]: settingsWith({ type: 'command', command: 'stategate-hook', timeout: 10 }) });
    expect((await doctor(folder)).stdout).toContain('✖ there is no stategate-hook on the PATH');
  });

  test('and --no-fire tells what is wired without running anything', async () => {
    const folder = await projectWith("require('node:fs').writeFileSync('ran', '')");
    const { code, stdout } = await doctor(folder, '--no-fire');
    expect(stdout).not.toContain('tried');
    expect(code).toBe(0);
  });
});

describe('the hook of a server', () => {
  /** A server that answers as a hook would; its port. */
  async function serverThat(
    answer: (payload: { hook_event_name: string; tool_input: { content: string } }) => object | undefined,
  ): Promise<number> {
    const server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        response.end(JSON.stringify(answer(JSON.parse(Buffer.concat(pieces).toString()) as never) ?? ''));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  test('is asked over HTTP', async () => {
    const port = await serverThat(({ tool_input: { content } }) =>
      content.includes('"current_phase": "spec"')
        ? { hookSpecificOutput: { permissionDecision: 'deny', permissionDecisionReason: 'no' } }
        : {},
    );
    const folder = await projectWith(RIGHT);
    await runCommand(['init', '--http', '--port', String(port)], { cwd: folder, env: at(folder) });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain(`✔ PreToolUse calls stategate serve at 127.0.0.1:${port}`);
    expect(stdout).toContain(
      '✔ a legal write was tried, and passed\n  ✔ the command of SessionStart was tried, and answers',
    );
    expect(code).toBe(0);
  });

  test("is stategate's own, too", async () => {
    const folder = await projectWith(RIGHT);
    const started = await serve({ port: 0, idle: 0, env: at(folder), token: userToken(at(folder)), version: '0.1.0' });
    if (!('server' in started)) throw new Error('it runs already');
    onTestFinished(() => started.server.close());
    await runCommand(['init', '--http', '--port', String(started.server.port)], { cwd: folder, env: at(folder) });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain('✔ an illegal write was tried, and denied\n  ✔ a legal write was tried, and passed\n');
    expect(code).toBe(0);
  });

  test('that does not run is told, with what starts it', async () => {
    const folder = await projectWith(RIGHT);
    await runCommand(['init', '--http', '--port', '1'], { cwd: folder, env: at(folder) });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain('✖ an illegal write was not answered: nothing answers there');
    expect(stdout).toContain('→ stategate serve --port 1\n');
    expect(code).toBe(1);
  });
});

describe('what is wrong is told with what to do', () => {
  test('nothing is wired', async () => {
    const { code, stdout } = await doctor(repositoryWith({}));
    expect(stdout).toContain('  ✖ no hook calls stategate\n    → stategate init --only claude\n');
    expect(stdout).toContain('  – nothing is checked at commit\n    → stategate init --only commit\n');
    expect(stdout).toContain('  – nothing is checked in CI\n    → stategate init --only ci\n');
    expect(stdout).toMatch(/\n1 thing is not as it should be\.\n$/u);
    expect(code).toBe(1);
  });

  test('an event is not wired', async () => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, {
      [SETTINGS]: settingsWith({ type: 'command', command: `node "$CLAUDE_PROJECT_DIR/${HOOK}"`, timeout: 10 }),
    });
    const { stdout } = await doctor(folder);
    expect(stdout).toContain('✖ Stop does not call stategate\n    → stategate init --only claude');
    expect(stdout).toContain('– PostToolBatch is not wired');
  });

  test.each([
    ['{ "disableAllHooks": true }', '✖ .claude/settings.local.json switches all hooks off'],
    ['{', '✖ .claude/settings.local.json:1:2: not well-formed JSON'],
  ])('settings %j', async (text, message) => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, { '.claude/settings.local.json': text });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toContain(message);
    expect(code).toBe(1);
  });

  test('the configuration is wrong', async () => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, { 'stategate.config.json': '{ "rules": { "no-such-rule": "off" } }' });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toMatch(
      /✖ stategate\.config\.json:1:14: there is no rule "no-such-rule".*\n {4}→ mend the configuration/u,
    );
    expect(code).toBe(1);
  });

  test('a configuration that is a program is not loaded', async () => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, { 'stategate.config.ts': 'throw new Error("run");' });
    expect((await doctor(folder)).stdout).toContain('– stategate.config.ts is not loaded: it is a program');
  });

  test('the gate may be switched off by agents', async () => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, { 'stategate.config.json': '{ "protect": false }' });
    expect((await doctor(folder)).stdout).toContain('– agents may change the configuration and the hooks');
  });

  test('the memory of the gate is damaged', async () => {
    const folder = await projectWith(RIGHT);
    addFiles(folder, { '.git/stategate/ledger.json': 'x' });
    const { code, stdout } = await doctor(folder);
    expect(stdout).toMatch(/✖ the ledger .* is damaged/u);
    expect(code).toBe(1);
  });

  test('the hook for commits is not executable', async () => {
    const folder = await projectWith(RIGHT);
    chmodSync(path.join(folder, '.git/hooks/pre-commit'), 0o644);
    expect((await doctor(folder)).stdout).toContain(
      '✖ .git/hooks/pre-commit is not executable\n    → chmod +x .git/hooks/pre-commit',
    );
  });

  test('pre-commit has the check, but git does not start pre-commit', async () => {
    const folder = repositoryWith({ ...PACKAGE, '.pre-commit-config.yaml': 'repos: []\n' });
    await runCommand(['init'], { cwd: folder, env: at(folder) });
    expect((await doctor(folder)).stdout).toContain('but pre-commit is not in place\n    → pre-commit install\n');
    addFiles(folder, { '.git/hooks/pre-commit': '#!/bin/sh\nexec pre-commit run\n' });
    expect((await doctor(folder)).stdout).toContain('✔ .pre-commit-config.yaml checks what is committed');
  });
});

describe('the client', () => {
  async function withClaude(script: string): Promise<string> {
    const bin = folderWith({ claude: `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(bin, 'claude'), 0o755);
    const { stdout } = await runCommand(['doctor'], {
      cwd: await projectWith(RIGHT),
      env: { PATH: `${bin}:${String(process.env['PATH'])}` },
    });
    return stdout;
  }

  test.each([
    ['2.1.330 (Claude Code)', '✔ claude 2.1.330 (versions 1.0.89 to 2.1.185 and 2.1.330 are known)'],
    ['2.1.185', '✔ claude 2.1.185 (versions 1.0.89 to 2.1.185 and 2.1.330 are known)'],
    ['2.1.186', '✔ claude 2.1.186 (between those tried, 1.0.89 to 2.1.185 and 2.1.330)'],
    ['2.1.331', '✔ claude 2.1.331 (newer than those tried, 1.0.89 to 2.1.185 and 2.1.330)'],
    ['2.2.0', '✔ claude 2.2.0 (newer than those tried, 1.0.89 to 2.1.185 and 2.1.330)'],
    ['1.0.9', '✖ claude 1.0.9 is older than what is known (1.0.89 to 2.1.185 and 2.1.330)'],
    ['2.1.100', '✖ claude 2.1.100 drops settings that name PostToolBatch'],
    ['what?', 'did not tell its version; 1.0.89 to 2.1.185 and 2.1.330 are known'],
  ])('%s', async (version, message) => {
    expect(await withClaude(`echo '${version}'`)).toContain(message);
  });

  test('is tried in the versions that the documentation names', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/claude-code.md'), 'utf8');
    expect(page.replaceAll(/\s+/gu, ' ')).toContain(`verified against the clients ${TRIED_CLIENTS};`);
  });

  test('that hangs is not waited for', async () => {
    expect(await withClaude('exec sleep 100')).toContain('did not tell its version');
  });
});

test('in a terminal what is told fits into its width', async () => {
  const { stdout } = await runCommand(['doctor', '--no-fire', '--no-color'], {
    cwd: repositoryWith({}),
    terminal: 256,
    columns: 60,
  });
  expect(stdout.split('\n').filter((row) => row.length > 60)).toEqual([]);
  expect(stdout).toContain('  – the gate remembers nothing yet; it begins with the first\n    session\n');
});

test('--format json says the same for programs', async () => {
  const { code, stdout } = await doctor(repositoryWith({}), '--format', 'json');
  const { version, ok, findings } = JSON.parse(stdout) as { version: number; ok: boolean; findings: object[] };
  expect({ code, version, ok }).toEqual({ code: 1, version: 1, ok: false });
  expect(findings).toContainEqual({
    topic: 'claude',
    state: 'bad',
    message: 'no hook calls stategate',
    todo: 'stategate init --only claude',
  });
});

test('nothing is left of what was tried', async () => {
  const project = await projectWith(RIGHT);
  // Of its own: other tests try things in the one that all share.
  const folder = folderWith({});
  vi.stubEnv('TMPDIR', folder);
  try {
    await doctor(project);
    expect(readdirSync(folder).filter((name) => name.startsWith('stategate-doctor-'))).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

function settingsWith(handler: object): string {
  return JSON.stringify({ hooks: { PreToolUse: [{ matcher: 'Write', hooks: [handler] }] } });
}

test('the help fits into 80 columns and tells every exit code', async () => {
  const { stdout } = await runCommand(['doctor', '--help'], { cwd: ROOT });
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/Exit codes\n {2}0 {2}\S.*\n {2}1 {2}\S.*\n {2}2 {2}\S/u);
});
