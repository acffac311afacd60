import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClientRun } from './client-run.js';
import { startMessagesApi } from './messages-api.js';
import type { Script } from './script.js';

/** A stuck client is ended after this time, in milliseconds; a run with three tool calls takes about a second. */
const PATIENCE = 30_000;

/** Not the package's own `bin`: that is put in place by an install script, which npm may be told not to run. */
const CLIENT = path.join(
  import.meta.dirname,
  `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}`,
  process.platform === 'win32' ? 'claude.exe' : 'claude',
);

/** A port on which nothing listens, as the way to everything but loopback. */
const NOWHERE = 'http://127.0.0.1:9';

export interface ClientOptions {
  /** The folder in which the client works. */
  readonly project: string;
  /** What the model answers. */
  readonly script: Script;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/**
 * Runs the real client, headless, to its end, with a script in the model's place. It has an empty home, a dummy key, and
 * of all networks only loopback.
 */
export async function runClient({ project, script, env = {}, args = [] }: ClientOptions): Promise<ClientRun> {
  const home = mkdtempSync(path.join(tmpdir(), 'stategate-e2e-home-'));
  const api = await startMessagesApi(script);
  try {
    const surroundings = { ...environment(home, api.url), ...env };
    const flags = ['--output-format', 'stream-json', '--verbose', '--permission-mode', 'bypassPermissions'];
    const ended = await run(CLIENT, ['-p', 'go', ...flags, ...args], project, surroundings);
    return new ClientRun({ ...ended, requests: api.requests });
  } finally {
    await api.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function environment(home: string, url: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    TMPDIR: home,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    ANTHROPIC_API_KEY: 'sk-ant-not-a-key',
    ANTHROPIC_BASE_URL: url,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    NO_PROXY: '127.0.0.1,localhost',
    // Lets tools run without questions for root too, as whom containers run.
    IS_SANDBOX: '1',
    GIT_CONFIG_NOSYSTEM: '1',
  };
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that what the client has started ends with it.
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    const timer = setTimeout(() => {
      endGroup(child.pid);
      reject(new Error(`the client did not end within ${PATIENCE} ms:\n${output.stdout}${output.stderr}`));
    }, PATIENCE);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}

function endGroup(leader: number | undefined): void {
  if (leader !== undefined) process.kill(-leader, 'SIGKILL');
}
