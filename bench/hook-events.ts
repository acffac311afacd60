import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from './tree.js';

/** An event as the client sends it, and how the answer begins; empty where there is nothing to say. */
export interface HookEvent {
  readonly what: string;
  readonly body: string;
  readonly answer: string;
}

/** A write that concerns nobody, an illegal edit of a state of 5 KB beside a plan of 60 KB, and a command that ran. */
export function hookEvents({ root, states, plans }: Tree): Record<'ungoverned' | 'illegal' | 'after', HookEvent> {
  const at = states.findIndex((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('"current_phase": "build"'),
  );
  const [state, plan] = [states, plans].map((files) => path.join(root, files[at] ?? ''));
  if (state === undefined || plan === undefined) throw new Error('no session is being built');
  grow(state, 5_000);
  grow(plan, 60_000);
  const common = { session_id: 'c0ffee00-0000-4000-8000-000000000001', cwd: root };
  const event = (what: string, answer: string, fields: object): HookEvent => ({
    what,
    answer,
    body: JSON.stringify({ ...common, ...fields }),
  });
  return {
    ungoverned: event('PreToolUse, a Write of a file of no kind', '', {
      hook_event_name: 'PreToolUse',
      tool_name: 'Write',
      tool_input: { file_path: path.join(root, 'src/ferries.ts'), content: 'export const ferries = 3;\n'.repeat(200) },
    }),
    illegal: event(
      'PreToolUse, an illegal Edit of a state',
      '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny"',
      {
        hook_event_name: 'PreToolUse',
        tool_name: 'Edit',
        tool_input: { file_path: state, old_string: '"current_phase": "build"', new_string: '"current_phase": "spec"' },
      },
    ),
    after: event('PostToolUse of a Bash', '', {
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      tool_input: { command: 'npm test' },
      tool_response: { stdout: 'ok\n'.repeat(500), stderr: '', interrupted: false },
    }),
  };
}

/** Writes more words into what a document has to say, until it is so long. */
function grow(file: string, bytes: number): void {
  const text = readFileSync(file, 'utf8');
  const places = text.match(/"description": "/gu)?.length ?? 0;
  const words = 'As the crew has asked for it. ';
  const more = words.repeat(Math.ceil((bytes - text.length) / places / words.length));
  writeFileSync(file, text.replaceAll('"description": "', `$&${more}`));
}
