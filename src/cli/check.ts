import { Command, Option } from 'commander';
import { KINDS } from '../schema/kinds.js';
import type { CheckFlags } from './check/flags.js';
import { HELP } from './check/help.js';
import { runCheck } from './check/run.js';
import { byteSize, threadCount, wholeNumber } from './check/values.js';
import { watchChecks } from './check/watched.js';
import type { Io } from './io.js';
import { refuseBoth } from './refuse-both.js';
import { addWish } from './reports.js';

/** The command `check`; `done` receives the exit code. */
export function checkCommand(io: Io, done: (code: number) => void, version: string): Command {
  const command = new Command('check')
    .summary('check state files against their schemas and rules')
    .description('Checks the state that agents keep in files: each document, and each session folder as a whole.')
    .argument('[path...]', 'files, folders or globs (default: the working directory)')
    .addOption(
      new Option('--kind <kind>', 'treat every file as of this kind, whatever its name').choices(Object.keys(KINDS)),
    )
    .option('--staged', 'check what is staged: how it changes what was committed, and what it is')
    .option('--since <commit>', 'check what changed since a branch left it: each commit, and what it came to')
    .option('--history [range]', 'check how files changed in all commits, or in those of a range like main..HEAD')
    .option('--allow-shallow', 'accept a clone that lacks older commits')
    .option('--before <file>', 'check a change between two files, and the later one; needs --after')
    .option('--after <file>', 'the later of the two')
    .option('--stdin', 'check the text on standard input')
    .option('--stdin-filename <file>', 'the name that this text goes by: it tells kind, format and session')
    .option('--fix', 'mend what has one right answer, and report what is left')
    .option('--fix-dry-run', 'print what --fix would write, as a diff and instead of a report, and write nothing')
    .option(
      '--format <format>',
      'how to tell what was found; with :FILE after it, what to write where. Several go together (default: pretty)',
      addWish,
    )
    .addOption(
      new Option('--fail-on <severity>', 'the lowest severity that makes the exit code 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--max-warnings <number>', 'exit with 1 when there are more warnings than this', wholeNumber)
    .option('--quiet', 'report errors only')
    .option(
      '--max-file-size <size>',
      'the largest file that is read, e.g. 64MB (default: 32MB, at most 256MB)',
      byteSize,
    )
    .option('--cache', 'keep what was found, and check only what has changed since')
    .option('--cache-location <path>', 'where to keep it: a file, or a folder (default: ~/.cache/stategate/)')
    .addOption(
      new Option('--cache-strategy <strategy>', 'what tells that a file has changed (default: metadata)').choices([
        'metadata',
        'content',
      ]),
    )
    .option('--watch', 'in a terminal: check again each time that files have changed')
    .option('--threads <number>', 'how many threads to use at most (default: one a core, at most 4)', threadCount)
    .option('--config <file>', 'use this config file instead of the nearest stategate.config.json')
    .option('--no-config', 'use no config file')
    .option('--print-config <file>', 'print what the configuration comes to for a file, and check nothing')
    .option('--baseline <file>', 'use this baseline instead of the nearest stategate-baseline.json')
    .option('--no-baseline', 'use no baseline: report all that is found')
    .option('--update-baseline', 'list all that is found in the baseline, so that it is let pass')
    .option('--prune-baseline', 'take off the baseline what is no longer found')
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: CheckFlags) => {
      done(await (flags.watch ? watchChecks : runCheck)(paths, flags, io, version));
    });
  return refuseBoth(command, 'config', 'baseline');
}
