import type { Changes } from '../../check/changes.js';
import { Fault } from '../../lint/fault.js';
import type { CheckFlags } from './flags.js';

/** Which changes the flags name; `undefined` where files are to be checked as they are. Throws a `Fault` where it is not one thing. */
export function changesOf(flags: CheckFlags, paths: readonly string[]): Changes | undefined {
  const { history, staged, since, before, after, allowShallow } = flags;
  const named = [
    ['--history', history],
    ['--staged', staged],
    ['--since', since],
    ['--before', before],
    ['--stdin', flags.stdin],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [String(flag)]));
  if (named.length > 1) throw new Fault(`${named.slice(0, 2).join(' and ')} do not go together`);
  if ((before === undefined) !== (after === undefined)) {
    throw new Fault(
      `--${before === undefined ? 'after' : 'before'} needs --${before === undefined ? 'before' : 'after'}`,
    );
  }
  if (allowShallow && history === undefined && since === undefined) {
    throw new Fault('--allow-shallow needs --history or --since');
  }
  const shallow = { ...(allowShallow && { allowShallow }) };
  if (before !== undefined && after !== undefined) {
    if (paths.length > 0) throw new Fault('--before and --after take no other paths');
    return { type: 'files', before, after };
  }
  if (flags.kind && (history ?? staged ?? since) !== undefined) {
    throw new Fault(`--kind does not go with ${named.join()}; the names of files tell their kinds there`);
  }
  if (history !== undefined) return { type: 'history', ...(history !== true && { range: history }), ...shallow };
  if (since !== undefined) return { type: 'since', rev: since, ...shallow };
  return staged ? { type: 'staged' } : undefined;
}

/** The flag that asks for changes. */
export function flagOf({ type }: Changes): string {
  return type === 'files' ? '--before' : `--${type}`;
}
