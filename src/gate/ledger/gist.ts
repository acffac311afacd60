import type { Entry, GuardEntry, LedgerState } from './state.js';

/** The part of the state by which a write is judged before it is made. It is short however many files there are. */
export interface Gist {
  readonly guards: Readonly<Record<string, GuardEntry>>;
  /** The files at whose place something stands that was refused. */
  readonly refused: Readonly<Record<string, RefusedEntry>>;
}

export type RefusedEntry = Pick<Entry, 'accepted' | 'refused'>;

export function gistOf({ files, guards }: LedgerState): Gist {
  const refused: [string, RefusedEntry][] = [];
  for (const [file, entry] of Object.entries(files)) {
    if (entry.refused !== undefined) refused.push([file, { accepted: entry.accepted, refused: entry.refused }]);
  }
  return { guards, refused: Object.fromEntries(refused) };
}
