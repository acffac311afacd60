import { Command } from 'commander';
import { hook } from './hook.js';
import type { Io } from './io.js';
import { readStandardInput } from './standard-input.js';

const HELP = `
What it does
  PreToolUse         denies a write that would make a state file illegal
  PostToolUse, …     blocks when a tool has changed one illegally, whichever
  Stop, SubagentStop blocks once while that still stands, or while what the
                     files say does not agree
  SessionStart       tells which sessions are open, and what is wrong already
  ConfigChange       keeps settings out by which it would not be called

  All other events pass. "stategate init" writes it into .claude/settings.json,
  as "stategate-hook", which does the same and starts faster.

Example
  By hand, a write that would leave a file cut short; it is denied:
  printf '{ "session_id": "by-hand", "cwd": "%s",
    "hook_event_name": "PreToolUse", "tool_name": "Write", "tool_input": {
      "file_path": "%s/agents/sessions/2026-03-04_lamp-post_a1b2c3/state.json",
      "content": "{" } }' "$PWD" "$PWD" | stategate hook

Exit codes
  0  the answer is on standard output, or there is nothing to say
  1  stategate could not do its work: the user is told, the agent goes on
     (with "onFault": "block" in the configuration it is held up)`;

/** The most that a client sends: a tool's input and what came of it. */
const LONGEST_PAYLOAD = 256 * 1024 * 1024;

/** The command `hook`; `done` receives the exit code. */
export function hookCommand(io: Io, done: (code: number) => void): Command {
  return new Command('hook')
    .summary('answer a hook of Claude Code')
    .description('Reads the payload of a Claude Code hook on standard input and answers it.')
    .addHelpText('after', HELP)
    .action(async () => {
      const text = Buffer.from(await readStandardInput(io.stdin, LONGEST_PAYLOAD)).toString('utf8');
      const { stdout, stderr, code } = await hook(text, io.env);
      if (stdout !== '') io.stdout.write(stdout);
      if (stderr !== '') io.stderr.write(stderr);
      done(code);
    });
}
