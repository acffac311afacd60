import { KINDS } from '../../src/schema/kinds.js';
import type { Companion } from './arbitraries.js';
import { type History, type Outline, writeHistory } from './history.js';
import { type Subject, SUBJECTS } from './places.js';

/** What stands in files. */
export const IN_FILES: readonly Subject[] = SUBJECTS.filter(({ kind }) => KINDS[kind].files.length > 0);

/** The history of a document, and of others that change beside it: one of a kind, as in a session. */
export function writeSession(outline: Outline, companions: readonly Companion[]): [History, ...History[]] {
  const { subject, granularity } = outline;
  const others = new Map<string, History>();
  for (const { which, seeds } of companions) {
    const other = IN_FILES[which % IN_FILES.length]!;
    if (other.kind !== subject.kind) others.set(other.kind, writeHistory({ subject: other, granularity, seeds }));
  }
  return [writeHistory(outline), ...others.values()];
}
