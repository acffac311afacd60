import path from 'node:path';
import { Command, Option } from 'commander';
import type { Io } from './io.js';

/** Beside the folder of the program, and of its sources. */
const PAGES = path.join(import.meta.dirname, '../../rules');

export interface ExplainFlags {
  readonly format?: 'pretty' | 'markdown';
  readonly color?: boolean;
}

const HELP = `
Formats
  pretty     laid out for the terminal, with the severities and the options
             that the rule has; what is written to a terminal is so. As wide
             as COLUMNS says, or else the terminal; 100 columns at most
  markdown   the page as it is; what is written to a pipe or a file is so

Examples
  stategate explain phase-order
  stategate explain phase-order --format pretty | less -R
  stategate rules                      which rules there are

Exit codes
  0  the pages were printed
  2  there is no such rule`;

/** The command `explain`; `done` receives the exit code. */
export function explainCommand(io: Io, done: (code: number) => void): Command {
  return new Command('explain')
    .summary('tell what a rule is about')
    .description('Prints the page of a rule: what it is about, what fails, what passes, where it comes from.')
    .argument('<rule...>', 'ids of rules, as findings name them')
    .addOption(new Option('--format <format>', 'how to print them').choices(['pretty', 'markdown']))
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (ids: string[], flags: ExplainFlags) => {
      // Loaded here, so that other commands do not wait for it.
      const { printPages } = await import('./explain/pages.js');
      await printPages(ids, PAGES, io, flags);
      done(0);
    });
}
