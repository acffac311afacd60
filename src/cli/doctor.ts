import { Command, Option } from 'commander';
import { usesColor } from './color.js';
import type { Io } from './io.js';

interface Flags {
  fire: boolean;
  format: 'pretty' | 'json';
  color?: boolean;
}

const HELP = `
What is looked at
  The hooks in .claude/settings.json, .claude/settings.local.json and those of
  the user; what checks commits and CI; the configuration; what the gate
  remembers; Node, git and the version of Claude Code.
  The configured hooks are tried out, as Claude Code would call them: in a
  temporary folder with a session of its own an illegal write has to be denied
  and a legal one has to pass. So their commands are run; --no-fire leaves
  that out. Nothing in the project is changed.

How to read it
  ✔  it works
  ✖  it does not; the line below says what to do
  –  it is not there, or cannot be told

Exit codes
  0  nothing is wrong
  1  something is
  2  it could not be looked at: wrong flags`;

/** The command `doctor` of a version; `done` receives the exit code. */
export function doctorCommand(io: Io, done: (code: number) => void, version: string): Command {
  return new Command('doctor')
    .summary('tell what is wired, and try the hooks out')
    .description('Tells where stategate is wired into a project, and proves that its hooks answer.')
    .option('--no-fire', 'do not run the configured hooks')
    .addOption(new Option('--format <format>', 'how to print it').choices(['pretty', 'json']).default('pretty'))
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      done(await run(flags, io, version));
    });
}

async function run({ fire, format, color }: Flags, io: Io, version: string): Promise<number> {
  // Loaded here, so that other commands do not wait for it.
  const { tellHealth } = await import('./doctor/tell.js');
  return tellHealth(io, { version, fires: fire, format, color: usesColor(color, io.stdout, io.env) });
}

/** What `tellHealth` is asked for. */
export interface HealthOptions {
  readonly version: string;
  readonly fires: boolean;
  readonly format: Flags['format'];
  readonly color: boolean;
}
