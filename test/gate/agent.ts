import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hook } from '../../src/cli/hook.js';
import { proposalOf } from '../../src/gate/proposed.js';
import { createRepository, type Repository } from '../support/repository.js';

/** What the gate answered, cut down to what a client does about it. */
export type Reply =
  | { readonly type: 'pass' }
  | { readonly type: 'inform' | 'deny' | 'block'; readonly text: string }
  | { readonly type: 'fault' | 'note'; readonly text: string };

/** An agent at work in a repository: it asks the gate as the client does, and does what it may. */
export interface Agent {
  readonly repository: Repository;
  /** An event with more fields than those that all have. */
  event(name: string, fields?: object): Promise<Reply>;
  start(source?: string): Promise<Reply>;
  /** The answers before and after; the file is written only when the first lets it pass. */
  write(file: string, content: unknown): Promise<{ before: Reply; after?: Reply }>;
  edit(file: string, old: string, now: string): Promise<{ before: Reply; after?: Reply }>;
  /** Runs a command; the answer comes afterwards. */
  bash(command: string): Promise<Reply>;
  stop(isAgain?: boolean): Promise<Reply>;
  read(file: string): string;
}

export function createAgent(options: { readonly session?: string } = {}): Agent {
  const repository = createRepository();
  const { root } = repository;
  const { session = 'c0ffee00-0000-4000-8000-000000000001' } = options;
  const home = path.join(root, '..', `${path.basename(root)}-home`);

  const ask = async (name: string, fields: object = {}): Promise<Reply> => {
    const payload = { hook_event_name: name, session_id: session, cwd: root, ...fields };
    return replyOf(await hook(JSON.stringify(payload), { ...process.env, HOME: home, CLAUDE_PROJECT_DIR: root }));
  };
  const use = async (
    tool: string,
    input: { readonly file_path: string },
  ): Promise<{ before: Reply; after?: Reply }> => {
    const call = { tool_name: tool, tool_input: input };
    const before = await ask('PreToolUse', call);
    if (before.type === 'deny') return { before };
    const original = existsSync(input.file_path) ? readFileSync(input.file_path, 'utf8') : undefined;
    const text = proposalOf({ ...input })?.apply(original);
    if (text === undefined) throw new Error('the call would have failed');
    mkdirSync(path.dirname(input.file_path), { recursive: true });
    writeFileSync(input.file_path, text);
    return { before, after: await ask('PostToolUse', { ...call, tool_response: { originalFile: original ?? null } }) };
  };

  return {
    repository,
    event: ask,
    start: (source = 'startup') => ask('SessionStart', { source }),
    write: (file, content) =>
      use('Write', {
        file_path: path.join(root, file),
        ...{ content: typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n` },
      }),
    edit: (file, old, now) =>
      use('Edit', { file_path: path.join(root, file), ...{ old_string: old, new_string: now, replace_all: false } }),
    async bash(command) {
      execFileSync('sh', ['-c', command], { cwd: root, stdio: 'pipe' });
      return ask('PostToolUse', { tool_name: 'Bash', tool_input: { command }, tool_response: { stdout: '' } });
    },
    stop: (isAgain = false) => ask('Stop', { stop_hook_active: isAgain }),
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
  };
}

function replyOf({ stdout, stderr, code }: Awaited<ReturnType<typeof hook>>): Reply {
  if (code === 1) return { type: 'fault', text: stderr };
  if (stderr !== '') return { type: 'note', text: stderr };
  if (stdout === '') return { type: 'pass' };
  const answer = JSON.parse(stdout) as {
    readonly decision?: string;
    readonly reason?: string;
    readonly hookSpecificOutput?: { readonly permissionDecisionReason?: string; readonly additionalContext?: string };
  };
  const { permissionDecisionReason: denial, additionalContext: context } = answer.hookSpecificOutput ?? {};
  if (denial !== undefined) return { type: 'deny', text: denial };
  if (answer.decision === 'block') return { type: 'block', text: answer.reason ?? '' };
  return { type: 'inform', text: context ?? '' };
}
