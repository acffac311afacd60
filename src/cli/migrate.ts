import { Command, Option } from 'commander';
import { usesColor } from './color.js';
import type { Io } from './io.js';
import { refuseBoth } from './refuse-both.js';

interface Flags {
  to: '2' | '3';
  dryRun?: true;
  format: 'pretty' | 'json';
  config?: string | false;
  color?: boolean;
}

const HELP = `
What is migrated
  The states and plans of sessions, in state.json and plan.json: the first
  version to the second, the second state to the third. Those of a session are
  written together or not at all. A session that has an error is left as it
  is, and told; stategate check shows it in full.
  Nothing is lost. What the later version has no place for stands under _v1 or
  _v2, by the names it had. What had to be decided is reported.

Examples
  stategate migrate --to 2 --dry-run    show what would change, as a diff
  stategate migrate --to 2              all sessions below this folder
  stategate migrate --to 3 agents/sessions/2026-03-04_export-to-csv_k3m9q2

Exit codes
  0  all sessions are of the version, or of a later one
  1  some are not, because they have errors
  2  it could not be done, or not for all: wrong flags or configuration, no
     such path, a file that could not be read or written, or one that was
     named and is of a later version`;

/** The command `migrate`; `done` receives the exit code. */
export function migrateCommand(io: Io, done: (code: number) => void): Command {
  const command = new Command('migrate')
    .summary('take sessions to a later version of their format')
    .description('Takes the states and plans of sessions to a later version of their format.')
    .argument('[path...]', 'files, folders or globs (default: the working directory)')
    .addOption(new Option('--to <version>', 'the version to take them to').choices(['2', '3']).makeOptionMandatory())
    .option('--dry-run', 'show what would change, and write nothing')
    .addOption(
      new Option('--format <format>', 'how to print what was done').choices(['pretty', 'json']).default('pretty'),
    )
    .option('--config <file>', 'use this config file instead of the nearest stategate.config.json')
    .option('--no-config', 'use no config file')
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags) => {
      // Loaded here, so that other commands do not wait for it.
      const { runMigration } = await import('./migrate/run.js');
      const { to, dryRun, format, config } = flags;
      done(
        await runMigration(io, {
          to: to === '2' ? 2 : 3,
          paths,
          isDry: dryRun === true,
          format,
          color: usesColor(flags.color, io.stdout, io.env),
          ...(config !== undefined && { config }),
        }),
      );
    });
  return refuseBoth(command, 'config');
}
