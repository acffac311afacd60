import { isSurelyBefore } from '../src/document/instant.js';
import type { Path } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';

/** A note that others come after. */
interface Earlier {
  readonly at: Path;
  readonly id: string;
}

export default rule({
  id: 'notes-in-order',
  kinds: ['dev-notes'],
  severity: 'warning',
  also: ['error'],
  summary: 'The ids of notes are unique and ascend, and so do their times.',
  messages: {
    duplicate: 'note "{id}" is there twice; each note has an id of its own',
    descends: 'note "{id}" stands after "{other}"; notes stand in the order in which they were made',
    back: 'note "{id}" was made at "{time}", before "{other}" at "{otherTime}"; notes stand in the order in which they were made',
    // Of related places:
    first: 'the first note "{id}"',
    other: 'note "{other}"',
    otherTime: 'note "{other}" was made at "{otherTime}"',
  },
  document({ value }, report) {
    const firsts = new Map<string, Earlier>();
    /** The note before, and the last one with a time: what is out of place is told where it shows, and once. */
    let before: Earlier | undefined;
    let timed: (Earlier & { readonly time: string }) | undefined;
    for (const [index, note] of (value.notes ?? []).entries()) {
      if (note?.id === undefined) continue;
      const { id, timestamp: time } = note;
      const place = (name: string): Path => ['notes', index, name];
      const first = firsts.get(id);
      if (first) {
        const related = [{ at: first.at, says: 'first' as const }];
        report({ message: 'duplicate', severity: 'error', at: place('id'), data: { id }, related });
        continue;
      }
      const here = { at: place('id'), id };
      firsts.set(id, here);
      if (before && numberOf(id) < numberOf(before.id)) {
        // What was put in the wrong place bears a time that is out of place as well.
        const related = [{ at: before.at, says: 'other' as const }];
        report({ message: 'descends', at: here.at, data: { id, other: before.id }, related });
      } else if (timed && time !== undefined && isSurelyBefore(time, timed.time)) {
        const data = { id, time, other: timed.id, otherTime: timed.time };
        report({ message: 'back', at: place('timestamp'), data, related: [{ at: timed.at, says: 'otherTime' }] });
      }
      before = here;
      if (time !== undefined) timed = { at: place('timestamp'), id, time };
    }
  },
});

/** Compared as numbers: "dn-1000" comes after "dn-999". No number of notes is too large to be exact. */
function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}
