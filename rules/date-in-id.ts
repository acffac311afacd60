import { isBefore, parseInstant } from '../src/document/instant.js';
import { nameOf, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { KINDS } from '../src/schema/kinds.js';

/** The day that an id begins with or, of research, ends with; a time of day may follow. */
const DAYS = [/^(\d{4})-(\d\d)-(\d\d)_/u, /_(\d{4})(\d\d)(\d\d)(?:_\d{6})?$/u];

/** In minutes. */
const DAY = 1440;

export default rule({
  id: 'date-in-id',
  kinds: ['session-state', 'research-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'The day in an id is that on which the session, or the research, was created.',
  messages: {
    differs: '{property} is "{id}" but created_at is "{created}"; the day in an id is that of the creation',
    // Of related places:
    created: 'created_at is "{created}"',
  },
  document({ kind, value }, report) {
    const at = KINDS[kind].idAt ?? [];
    const id = valueAt(value, at);
    const { created_at: created } = value;
    if (typeof id !== 'string' || typeof created !== 'string') return;
    // A creation after the last change or, of research, after its end or its plan, is for timestamps-in-order to tell.
    const later = kind === 'session-state' ? [value.updated_at] : [value.completed_at, value.research_plan?.created_at];
    if (later.some((time) => isBefore(time, created))) return;
    const day = dayIn(id);
    const creation = parseInstant(created)?.minute;
    // Whatever the zones of the two: it is never more than a day from one calendar to another.
    if (day === undefined || creation === undefined || (creation >= day - DAY && creation < day + 2 * DAY)) return;
    report({
      message: 'differs',
      at,
      data: { property: nameOf(at), id, created },
      related: [{ at: ['created_at'], says: 'created' }],
    });
  },
});

/** Where the day that an id names begins, in minutes since 1970; `undefined` where it names none. */
function dayIn(id: string): number | undefined {
  for (const pattern of DAYS) {
    const [, year, month, day] = pattern.exec(id) ?? [];
    const start = parseInstant(`${String(year)}-${String(month)}-${String(day)}T00:00:00Z`);
    if (start) return start.minute;
  }
  return undefined;
}
