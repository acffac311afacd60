import { isBefore, isSurelyBefore } from '../src/document/instant.js';
import { nameOf, type Path } from '../src/document/position.js';
import { type AnyDocument, rule, type Session } from '../src/lint/rule.js';

/** A time, and what came to be at it. */
interface Beginning {
  readonly document: AnyDocument;
  readonly at: Path;
  readonly time: string | undefined;
  readonly what: string;
}

export default rule({
  id: 'nothing-before-session',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state'],
  severity: 'warning',
  summary: 'What belongs to a session is not older than the session.',
  messages: {
    older: '{what} was made at "{time}" but the session at "{created}"; what belongs to a session is not older',
    // Of related places:
    created: 'the session was made at "{created}"',
  },
  session(session, report) {
    const { state } = session;
    const created = state?.value.created_at;
    // A creation after the last change is wrong itself, for timestamps-in-order to tell.
    if (!state || created === undefined || isBefore(state.value.updated_at, created)) return;
    const told = new Set<AnyDocument>();
    for (const { document, at, time, what } of beginningsIn(session)) {
      // One of a file shows it: notes and plan were brought from elsewhere, or the session was made anew.
      if (time === undefined || told.has(document) || !isSurelyBefore(time, created)) continue;
      told.add(document);
      const related = [{ in: state, at: ['created_at'], says: 'created' as const }];
      report(document, { message: 'older', at, data: { what, time, created }, related });
    }
  },
});

function beginningsIn({ plan, notes, research }: Session): Beginning[] {
  const created = (document: NonNullable<Session['plan'] | Session['research'][number]['state']>, what: string) => ({
    document,
    at: ['created_at'],
    time: document.value.created_at,
    what,
  });
  return [
    ...(plan ? [created(plan, 'the plan')] : []),
    ...(notes?.value.notes ?? []).map((note, index) => ({
      document: notes as AnyDocument,
      at: ['notes', index, 'timestamp'],
      time: note?.timestamp,
      what: note?.id === undefined ? nameOf(['notes', index]) : `note "${note.id}"`,
    })),
    ...research.flatMap(({ state }) => (state ? [created(state, 'the research')] : [])),
  ];
}
