import path from 'node:path';
import { type IsLookedAt, type NameOf, pruned, sift, type Sifted, unfound, updated } from '../lint/baseline-list.js';
import { type LoadedBaseline, writeBaseline } from '../lint/baseline-file.js';
import type { BaselineEntry } from '../lint/baseline.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { isInside } from '../document/read.js';
import { displayPath, toPosix } from '../workspace/paths.js';
import { isThere, realPath } from '../workspace/standing.js';

/** What the baseline did to a check. */
export interface BaselineOutcome {
  /** As shown. */
  readonly file: string;
  /** How many findings are not told, since they are listed there. */
  readonly hidden: number;
  /** What is listed, was looked at, and is no longer found. */
  readonly unfound: readonly ListedEntry[];
  /** What is listed more than once. */
  readonly repeated: readonly ListedEntry[];
  /** How many findings it lists now, where it was written. */
  readonly written?: number;
}

/** An entry of the baseline. */
export interface ListedEntry {
  readonly rule: string;
  /** As shown. */
  readonly file: string;
  readonly pointer: string;
  /** The commit whose change it was about. */
  readonly commit?: string;
}

/** What is to become of the baseline. */
export type BaselineChange = 'update' | 'prune';

/** What a check looked at. */
export interface LookedAt {
  /** Files that were judged as they are, absolute, with `/`. */
  readonly files: ReadonlySet<string>;
  /** Commits and files that they changed (absolute, with `/`), with a NUL between them. */
  readonly changes: ReadonlySet<string>;
  /** The folder in which all files were looked for, where that was so: what is not there any more is gone. */
  readonly everythingIn?: string;
}

/** The findings that a baseline lists, as files are shown from a folder. */
export function passedBy(
  { file, entries }: LoadedBaseline,
  diagnostics: readonly Diagnostic[],
  cwd: string,
): ReadonlySet<Diagnostic> {
  return new Set(sift(entries, diagnostics, namesFrom(path.dirname(file), cwd)).hidden);
}

/** How a baseline in a folder calls files that are shown from another. */
function namesFrom(folder: string, cwd: string): NameOf {
  return (shown) => displayPath(folder, path.resolve(cwd, shown));
}

/** Sifts the findings of a check, and writes the baseline anew where that is asked for. */
export function withBaseline(
  baseline: LoadedBaseline,
  diagnostics: readonly Diagnostic[],
  lookedAt: LookedAt,
  { cwd, change }: { readonly cwd: string; readonly change: BaselineChange | undefined },
): { readonly told: Diagnostic[]; readonly outcome: BaselineOutcome | undefined } {
  const { file, entries } = baseline;
  const folder = path.dirname(file);
  const nameOf = namesFrom(folder, cwd);
  const isLookedAt = lookingAt(lookedAt, folder);
  let listed = entries;
  let sifted: Sifted = sift(listed, diagnostics, nameOf);
  if (change === 'update') listed = updated(entries, diagnostics, nameOf, isLookedAt);
  if (change === 'prune') listed = pruned(entries, sifted.used, isLookedAt);
  const isWritten = change !== undefined && (baseline.isThere || listed.length > 0);
  if (!baseline.isThere && !isWritten) return { told: sifted.told, outcome: undefined };
  if (isWritten) {
    writeBaseline(baseline, listed);
    sifted = sift(listed, diagnostics, nameOf);
  }
  const { told, hidden, used } = sifted;
  const shown = (name: string): string => displayPath(cwd, path.resolve(folder, name));
  const asListed = ({ rule, file, pointer, commit }: BaselineEntry): ListedEntry => ({
    rule,
    file: shown(file),
    pointer,
    ...(commit !== undefined && { commit }),
  });
  return {
    told,
    outcome: {
      file: shown(file),
      hidden: hidden.length,
      unfound: unfound(listed, used, isLookedAt).map(asListed),
      repeated: isWritten ? [] : baseline.repeated.map(asListed),
      ...(isWritten && { written: listed.length }),
    },
  };
}

function lookingAt({ files, changes, everythingIn }: LookedAt, folder: string): IsLookedAt {
  const real = realPath(folder) ?? folder;
  return ({ file, commit }) => {
    // Git tells where files really are, whatever links lead there.
    if (commit !== undefined) return changes.has(`${commit}\0${toPosix(path.resolve(real, file))}`);
    const absolute = path.resolve(folder, file);
    if (files.has(toPosix(absolute)) || files.has(toPosix(path.resolve(real, file)))) return true;
    return everythingIn !== undefined && isInside(everythingIn, absolute) && !isThere(absolute);
  };
}
