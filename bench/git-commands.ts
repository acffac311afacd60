import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, run } from './measure.js';

/** What git tells of one of its processes as it starts and ends. */
interface TraceEvent {
  readonly event: string;
  /** Of the process; one that another git started has its parent's before its own. */
  readonly sid: string;
  readonly argv?: readonly string[];
  readonly code?: number;
}

/**
 * The git commands that a program runs, in their order, to be run again without it. Git itself tells them, asked by a
 * configuration of the user's, which the program hands on.
 *
 * @param questions what each `git cat-file` is asked: a trace tells nothing of standard input
 */
export async function gitCommandsOf(
  program: Command,
  questions: readonly (readonly string[])[],
  scratch: string,
): Promise<Command[]> {
  const trace = path.join(scratch, 'git-trace.json');
  const configuration = path.join(scratch, 'git-trace.config');
  writeFileSync(configuration, `[trace2]\n\teventTarget = ${JSON.stringify(trace)}\n`);
  rmSync(trace, { force: true });
  await run(program, scratch, { GIT_CONFIG_GLOBAL: configuration });

  const events = readFileSync(trace, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceEvent);
  const codes = new Map(events.flatMap(({ event, sid, code }) => (event === 'exit' ? [[sid, code] as const] : [])));
  const asked = [...questions];
  const commands = events.flatMap(({ event, sid, argv: [git = '', ...args] = [] }): Command[] => {
    if (event !== 'start' || sid.includes('/')) return [];
    const command = { program: git, args, cwd: program.cwd };
    if (!args.includes('cat-file')) return [{ ...command, code: codes.get(sid) ?? 0, proof: () => true }];
    const names = asked.shift();
    if (!names) throw new Error('git cat-file was started more often than it is known what it is asked');
    return [{ ...command, input: `${names.join('\n')}\n`, proof: (output) => answersIn(output) === names.length }];
  });
  if (asked.length > 0) throw new Error('git cat-file was started less often than it is known what it is asked');
  return commands;
}

function answersIn(output: string): number {
  return output.match(/^(?:[0-9a-f]{40,64} blob \d+|:.* missing)$/gmu)?.length ?? 0;
}
