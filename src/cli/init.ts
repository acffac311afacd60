import { Command, InvalidArgumentError, Option } from 'commander';
import { Fault } from '../lint/fault.js';
import { DEFAULT_PORT } from '../gate/serve/address.js';
import type { WiringOptions } from '../gate/wiring/wiring.js';
import { usesColor } from './color.js';
import type { Io } from './io.js';

const PARTS = ['claude', 'commit', 'ci'] as const;
type Part = (typeof PARTS)[number];

interface Flags {
  only?: Part[];
  claude: boolean;
  commit: boolean;
  ci: boolean;
  http?: true;
  port?: number;
  repository?: string;
  remove?: true;
  dryRun?: true;
  color?: boolean;
}

const HELP = `
What is written
  claude  the hooks of Claude Code, into .claude/settings.json; where there is
          no git, the folder in which the gate remembers, into .gitignore
  commit  a check of what is staged, into what the repository uses:
          .pre-commit-config.yaml, lefthook.yml, .husky/pre-commit, or the
          hook pre-commit of git itself
  ci      .github/workflows/stategate.yml; for GitLab it is printed what to
          add to .gitlab-ci.yml
  What stands in these files stays, with its comments and its order. A file
  that is broken or not what it should be is named, and nothing is written at
  all. Running init twice changes nothing.

Examples
  stategate init --dry-run             show what would change, as a diff
  stategate init                       wire everything
  stategate init --only claude         the hooks of Claude Code and no more
  stategate init --http --port 27417   hooks that ask stategate serve
  stategate init --remove              take out what init has put in

Exit codes
  0  done, or nothing to do
  2  nothing was written: wrong flags, or a file that init cannot merge into`;

/** The command `init` of a version; `done` receives the exit code. */
export function initCommand(io: Io, done: (code: number) => void, version: string): Command {
  return new Command('init')
    .summary('wire stategate into Claude Code, commits and CI')
    .description('Puts stategate where the state of agents is written, committed and merged.')
    .addOption(new Option('--only <parts>', 'these parts only: claude, commit, ci').argParser(partsOf))
    .option('--no-claude', 'leave out the hooks of Claude Code')
    .option('--no-commit', 'leave out the hook for commits')
    .option('--no-ci', 'leave out the workflow for CI')
    .option('--http', 'have the hooks ask stategate serve instead of starting a program')
    .option('--port <number>', `the port that serve listens on (default: ${DEFAULT_PORT})`, portOf)
    .option('--repository <address>', "take stategate from this address, in pre-commit's and GitHub's files")
    .option('--remove', 'take out what init has put in')
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      done(await run(flags, io, version));
    });
}

async function run(flags: Flags, io: Io, version: string): Promise<number> {
  if (flags.port !== undefined && !flags.http) throw new Fault('--port needs --http');
  if (flags.remove && flags.http) throw new Fault('--remove and --http do not go together');
  const parts = PARTS.filter((part) => flags[part] && (flags.only?.includes(part) ?? true));
  if (parts.length === 0) throw new Fault('no part is left to do');
  // Loaded here, so that other commands do not wait for it.
  const { initialize } = await import('./init/initialize.js');
  return initialize(io, {
    parts,
    version,
    isRemoval: flags.remove === true,
    isDry: flags.dryRun === true,
    color: usesColor(flags.color, io.stdout, io.env),
    ...(flags.http && { port: flags.port ?? DEFAULT_PORT }),
    ...(flags.repository !== undefined && { repository: flags.repository }),
  });
}

/** What `initialize` is asked for. */
export interface InitOptions extends Pick<WiringOptions, 'parts' | 'version' | 'port' | 'repository'> {
  readonly isRemoval: boolean;
  readonly isDry: boolean;
  readonly color: boolean;
}

function partsOf(text: string): Part[] {
  const names = text.split(',').map((name) => name.trim());
  const parts = PARTS.filter((part) => names.includes(part));
  if (parts.length !== new Set(names).size) {
    throw new InvalidArgumentError(`it must be some of ${PARTS.join(', ')}, with commas between`);
  }
  return parts;
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new InvalidArgumentError('it must be a whole number from 1 to 65535');
  return port;
}
