import { Fault } from '../../lint/fault.js';
import type { Io } from '../io.js';
import type { CheckFlags } from './flags.js';
import { runCheck } from './run.js';

/** Watching is for files as they are on disk, and would take what it writes itself for a change. */
const NOT_WATCHED = ['stdin', 'staged', 'since', 'history', 'before', 'after', 'fix', 'fixDryRun'] as const;

/** Checks each time that files have changed; the exit code. Throws a `Fault` for flags that do not go with that. */
export async function watchChecks(
  paths: readonly string[],
  flags: CheckFlags,
  io: Io,
  version: string,
): Promise<number> {
  const other = NOT_WATCHED.find((flag) => flags[flag] !== undefined);
  if (other !== undefined) throw new Fault(`--watch does not go with ${flagNamed(other)}`);
  // Loaded here, so that who checks once does not wait for it.
  const { watch } = await import('../watch.js');
  return watch((into, cache) => runCheck(paths, { ...flags, ...cache }, into, version), { ...flags, paths }, io);
}

function flagNamed(name: keyof CheckFlags): string {
  return `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}
