import type { Path } from '../src/document/position.js';
import { alike, andMore } from '../src/lint/alike.js';
import { rule } from '../src/lint/rule.js';
import { allParts, areIdsSound, outline, type PlanPart } from '../src/schema/plan-outline.js';

/** How many other notes about the same part are pointed at. */
const POINTED_AT = 5;

type Sort = 'task' | 'checkpoint';

/** A note about a part of the plan. */
interface Reference {
  readonly at: Path;
  readonly note: string;
  readonly sort: Sort;
  readonly ref: string;
}

export default rule({
  id: 'note-references',
  kinds: ['dev-notes', 'plan'],
  severity: 'warning',
  summary: 'A note is about the whole session, or about a task or checkpoint that the plan has.',
  messages: {
    noPart: 'note "{note}"{more} is about {sort} "{ref}"; plan.json has no {sort} with that id',
    otherPart: 'note "{note}"{more} is about {sort} "{ref}", which in plan.json is the id of a {noun}',
    unnamed: 'note "{note}" is about a {sort} but names none; scope.ref is its id in plan.json',
    named: 'note "{note}" is about the session but names "{ref}"; scope.ref is null then',
    // Of related places:
    also: 'note "{other}" is about it as well',
  },
  document(document, report) {
    if (document.kind !== 'dev-notes') return;
    for (const [index, note] of (document.value.notes ?? []).entries()) {
      const { type, ref } = note?.scope ?? {};
      if (note?.id === undefined || type === undefined || ref === undefined) continue;
      const at = ['notes', index, 'scope', 'ref'];
      if (type === 'session' && ref !== null) report({ message: 'named', at, data: { note: note.id, ref } });
      if (type !== 'session' && ref === null) report({ message: 'unnamed', at, data: { note: note.id, sort: type } });
    }
  },
  session({ notes, plan }, report) {
    if (!notes || !plan) return;
    const references = (notes.value.notes ?? []).flatMap((note, index): Reference[] => {
      const { type, ref } = note?.scope ?? {};
      if (note?.id === undefined || type === undefined || type === 'session' || ref === undefined || ref === null)
        return [];
      return [{ at: ['notes', index, 'scope', 'ref'], note: note.id, sort: type, ref: String(ref) }];
    });

    const checkpoints = outline(plan);
    // Where there are no checkpoints, or a part has no sound id, any may be meant.
    if (checkpoints.length === 0 || !areIdsSound(checkpoints)) return;
    const nouns = new Map(allParts(checkpoints).map(({ id, noun }) => [String(id), noun]));
    const dangling = references.filter(
      ({ sort, ref }) => nouns.get(ref) !== sort && (nouns.has(ref) || sort !== 'task' || isDetailed(ref, checkpoints)),
    );
    // A part that is gone is told once, however many notes were about it.
    for (const group of alike(dangling, ({ sort, ref }) => `${sort} ${ref}`)) {
      const [{ at, note, sort, ref }, ...others] = group;
      const noun = nouns.get(ref);
      report(notes, {
        message: noun === undefined ? 'noPart' : 'otherPart',
        at,
        data: { note, more: andMore(group), sort, ref, noun: noun ?? null },
        related: others
          .slice(0, POINTED_AT)
          .map((other) => ({ at: other.at, says: 'also', data: { other: other.note } })),
      });
    }
  },
});

/** Whether the checkpoint that a task would be of, if there is one, has parts: one that has none may be detailed later. */
function isDetailed(task: string, checkpoints: readonly PlanPart[]): boolean {
  const checkpoint = checkpoints.find(({ id }) => String(id) === task.split('.')[0]);
  return checkpoint === undefined || checkpoint.parts.length > 0;
}
