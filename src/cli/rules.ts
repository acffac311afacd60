import { Command, Option } from 'commander';
import { KINDS, type KindId } from '../schema/kinds.js';
import type { Io } from './io.js';

export interface ListFlags {
  readonly kind?: KindId;
  readonly format: 'pretty' | 'json';
  readonly color?: boolean;
}

const HELP = `
What is listed
  Of each rule its id, how severe its usual findings are in the presets
  recommended and strict, whether --fix mends some of them, the invariant that
  it checks, the kinds of document that it looks at, and how severe some of its
  findings are instead. In a pipe a rule is one line.

Examples
  stategate rules
  stategate rules --kind plan
  stategate rules --format json | jq '.rules[] | select(.fixable).id'

Exit codes
  0  the rules were listed
  2  wrong flags`;

/** The command `rules`; `done` receives the exit code. */
export function rulesCommand(io: Io, done: (code: number) => void): Command {
  return new Command('rules')
    .summary('list the rules')
    .description('Lists the rules; "stategate explain" tells more of each.')
    .addOption(
      new Option('--kind <kind>', 'only those that look at documents of this kind').choices(Object.keys(KINDS)),
    )
    .addOption(new Option('--format <format>', 'how to print them').choices(['pretty', 'json']).default('pretty'))
    .option('--color', 'colour the output even when it is no terminal')
    .option('--no-color', 'never colour the output')
    .addHelpText('after', HELP)
    .action(async (flags: ListFlags) => {
      // Loaded here, so that other commands do not wait for it.
      const { listRules } = await import('./rules/list.js');
      await listRules(io, flags);
      done(0);
    });
}
