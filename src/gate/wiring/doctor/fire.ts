import { runProgram } from '../run-program.js';
import { serverPort, TIMEOUT } from '../hooks.js';
import type { Trial } from './trial.js';

/** What came back from a hook: whether it let the event pass; or why that cannot be told. */
export type Reply = { readonly denies: boolean; readonly reason: string } | { readonly failure: string };

export interface FireOptions {
  /** The project that the hook is configured in. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly trial: Trial;
}

/** No answer is this long. */
const SHOWN = 200;

/** Sends a payload to a hook as the client does. */
export async function fire(handler: unknown, payload: string, options: FireOptions): Promise<Reply> {
  const { type, command, url, timeout } = handler as Readonly<Record<string, unknown>>;
  const seconds = typeof timeout === 'number' && timeout > 0 ? Math.min(timeout, TIMEOUT) : TIMEOUT;
  if (type === 'http') return post(String(url), payload, seconds);
  return run(String(command), payload, seconds, options);
}

async function run(command: string, input: string, seconds: number, { root, env, trial }: FireOptions): Promise<Reply> {
  const ran = await runProgram(command, [], {
    cwd: trial.folder,
    env: { ...env, CLAUDE_PROJECT_DIR: root },
    timeout: seconds * 1000,
    input,
    shell: true,
  });
  if (!ran) return { failure: 'it cannot be started' };
  if (ran.code === null) return { failure: `it did not answer within ${seconds} seconds` };
  if (ran.code === 2) return { denies: true, reason: ran.stderr };
  if (ran.code !== 0) return { failure: `it ended with ${ran.code}: ${tellingLine(ran.stderr)}` };
  return ran.stdout.trim() === '' ? { denies: false, reason: ran.stderr } : readAnswer(ran.stdout);
}

async function post(url: string, body: string, seconds: number): Promise<Reply> {
  if (serverPort(url) === undefined) return { failure: 'its address is none of stategate serve' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(seconds * 1000),
    });
    const text = await response.text();
    if (!response.ok) return { failure: `it answered ${response.status}: ${tellingLine(text)}` };
    return text.trim() === '' ? { denies: false, reason: '' } : readAnswer(text);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    return {
      failure:
        name === 'TimeoutError'
          ? `it did not answer within ${seconds} seconds`
          : `nothing answers there (${cause?.code ?? name})`,
    };
  }
}

function readAnswer(text: string): Reply {
  try {
    const { hookSpecificOutput: output } = JSON.parse(text) as {
      hookSpecificOutput?: { permissionDecision?: string; permissionDecisionReason?: string };
    };
    return { denies: output?.permissionDecision === 'deny', reason: output?.permissionDecisionReason ?? '' };
  } catch {
    return { failure: `its answer is no JSON: ${tellingLine(text)}` };
  }
}

/** The line that says what is wrong: of a program that Node could not run it is not the first. */
function tellingLine(text: string): string {
  const lines = text.trim().split('\n');
  const line = lines.find((one) => /^\w*Error\b/u.test(one)) ?? lines[0] ?? '';
  return line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line || 'it says nothing';
}
