import { alike } from './alike.js';
import type { BaselineEntry } from './baseline.js';
import type { Diagnostic } from './diagnostic.js';
import { tailFingerprint } from './fingerprint.js';

/** How a diagnostic's file is called in the baseline. */
export type NameOf = (file: string) => string;

/** Whether what an entry is about was looked at, so that it would have been found. */
export type IsLookedAt = (entry: BaselineEntry) => boolean;

/** What a baseline makes of some findings. */
export interface Sifted {
  readonly told: Diagnostic[];
  readonly hidden: Diagnostic[];
  /** How many findings each entry stands for, of those that stand for any. */
  readonly used: ReadonlyMap<BaselineEntry, number>;
}

/** These tell that something could not be looked at: nobody knows what else is wrong there. */
const UNSEEN: ReadonlySet<string> = new Set(['syntax', 'unreadable-file']);

/**
 * Entries of which each finding has but one: as when two branches have listed it. What all of one finding say is kept: how
 * often it is found at most, and why it is let pass.
 */
export function withoutRepeats(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return alike(entries, keyOf).map((same) => {
    const [first] = same;
    const reason = same.find((one) => one.reason !== undefined)?.reason;
    const entry = reason === undefined ? first : { ...first, reason };
    return counted(entry, Math.max(...same.map(countOf)));
  });
}

/** The entries that have others of the same finding, once each. */
export function repeatedIn(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return alike(entries, keyOf).flatMap((same) => (same.length > 1 ? [same[0]] : []));
}

/** Divides findings by whether a baseline lists them. Each entry hides as many as it counts. */
export function sift(entries: readonly BaselineEntry[], diagnostics: readonly Diagnostic[], nameOf: NameOf): Sifted {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const used = new Map<BaselineEntry, number>();
  const told: Diagnostic[] = [];
  const hidden: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const fresh = entryOf(diagnostic, nameOf);
    const entry = fresh && known.get(keyOf(fresh));
    const before = (entry && used.get(entry)) ?? 0;
    if (entry && before < countOf(entry)) {
      used.set(entry, before + 1);
      hidden.push(diagnostic);
    } else told.push(diagnostic);
  }
  return { told, hidden, used };
}

/** The baseline that lists all findings; what was not looked at stays as it is listed, and so do reasons. */
export function updated(
  entries: readonly BaselineEntry[],
  diagnostics: readonly Diagnostic[],
  nameOf: NameOf,
  isLookedAt: IsLookedAt,
): BaselineEntry[] {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const found = new Map<string, BaselineEntry>();
  for (const diagnostic of diagnostics) {
    const fresh = entryOf(diagnostic, nameOf);
    if (!fresh) continue;
    const key = keyOf(fresh);
    const reason = known.get(key)?.reason;
    const earlier = found.get(key);
    found.set(key, counted({ ...fresh, ...(reason !== undefined && { reason }) }, earlier ? countOf(earlier) + 1 : 1));
  }
  const kept = entries.filter((entry) => !found.has(keyOf(entry)) && !isLookedAt(entry));
  return [...kept, ...found.values()];
}

/** The baseline without what is no longer found. */
export function pruned(
  entries: readonly BaselineEntry[],
  used: Sifted['used'],
  isLookedAt: IsLookedAt,
): BaselineEntry[] {
  return entries.flatMap((entry) => {
    if (!isLookedAt(entry)) return [entry];
    const count = used.get(entry);
    return count === undefined ? [] : [counted(entry, count)];
  });
}

/** Of what was looked at, the entries that stand for more than was found. */
export function unfound(
  entries: readonly BaselineEntry[],
  used: Sifted['used'],
  isLookedAt: IsLookedAt,
): BaselineEntry[] {
  return entries.filter((entry) => (used.get(entry) ?? 0) < countOf(entry) && isLookedAt(entry));
}

/** The text of a baseline: sorted, an entry a line. */
export function baselineText(entries: readonly BaselineEntry[], schema: string | undefined): string {
  const lines = [...entries].sort(byPlace).map((entry) => `    ${JSON.stringify(inOrder(entry))}`);
  const head = schema === undefined ? '' : `  "$schema": ${JSON.stringify(schema)},\n`;
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n${head}  "version": 1,\n  "findings": ${list}\n}\n`;
}

/**
 * The entry for a finding; `undefined` for one that cannot be listed: that something was not looked at, that there are more
 * findings than are told, and what is said of a change that has no commit yet, which nobody would find again.
 */
function entryOf(diagnostic: Diagnostic, nameOf: NameOf): BaselineEntry | undefined {
  const { ruleId: rule, pointer, fingerprint, step } = diagnostic;
  const file = nameOf(diagnostic.file);
  if (UNSEEN.has(rule) || fingerprint === tailFingerprint(rule, file)) return undefined;
  if (!step) return { file, rule, pointer, fingerprint };
  return step.source.type === 'git' ? { file, rule, pointer, commit: step.source.commit, fingerprint } : undefined;
}

function keyOf({ file, rule, fingerprint }: BaselineEntry): string {
  return `${file}\0${rule}\0${fingerprint}`;
}

function countOf({ count = 1 }: BaselineEntry): number {
  return count;
}

function counted(entry: BaselineEntry, count: number): BaselineEntry {
  const { count: before = 1, ...rest } = entry;
  if (count === before) return entry;
  return count > 1 ? { ...rest, count } : rest;
}

function inOrder({ file, rule, pointer, commit, count, fingerprint, reason }: BaselineEntry): BaselineEntry {
  return {
    file,
    rule,
    pointer,
    ...(commit !== undefined && { commit }),
    ...(count !== undefined && { count }),
    fingerprint,
    ...(reason !== undefined && { reason }),
  };
}

function byPlace(one: BaselineEntry, other: BaselineEntry): number {
  for (const property of ['file', 'rule', 'pointer', 'commit', 'fingerprint'] as const) {
    const [a = '', b = ''] = [one[property], other[property]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
