import type { Command } from 'commander';
import { Fault } from '../lint/fault.js';

/** Has a command throw a `Fault` where a flag and its negation are both given; of the two, Commander keeps the later one. */
export function refuseBoth(command: Command, ...names: readonly string[]): Command {
  for (const name of names) {
    const flags = [name, `no-${name}`];
    const given = new Set<string>();
    for (const flag of flags) {
      command.on(`option:${flag}`, () => {
        given.add(flag);
        if (given.size > 1) throw new Fault(`--${flags.join(' and --')} do not go together`);
      });
    }
  }
  return command;
}
