import type { CheckOptions } from '../../check/check.js';
import { cacheOptions } from '../cache.js';
import type { Io } from '../io.js';
import { changesOf, flagOf } from './changes.js';
import type { CheckFlags } from './flags.js';

/** What the flags ask of a check. The text of `--stdin` is not read yet. Throws a `Fault` where they contradict themselves. */
export function optionsOf(flags: CheckFlags, paths: readonly string[], io: Pick<Io, 'cwd' | 'env'>): CheckOptions {
  const { kind, config, baseline, updateBaseline, pruneBaseline, maxFileSize, threads, fix, fixDryRun } = flags;
  const changes = changesOf(flags, paths);
  const cache = cacheOptions(flags, flags.stdin ? '--stdin' : changes && flagOf(changes), io);
  return {
    cwd: io.cwd,
    paths,
    ...(kind && { kind }),
    ...(config !== undefined && { config }),
    ...(baseline !== undefined && { baseline }),
    ...((updateBaseline ?? pruneBaseline) && { changeBaseline: updateBaseline ? 'update' : 'prune' }),
    ...(maxFileSize !== undefined && { maxFileSize }),
    ...(threads !== undefined && { threads }),
    ...(changes && { changes }),
    ...(cache && { cache }),
    ...((fix ?? fixDryRun) && { fix: fix ? 'write' : 'preview' }),
  };
}
