import { parseInstant } from '../src/document/instant.js';
import { rule } from '../src/lint/rule.js';

const SLUG = '(?<slug>[a-z0-9]+(?:-[a-z0-9]+)*-?)';
const FORMS = [
  new RegExp(`^(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)_${SLUG}_[a-z0-9]{6}$`, 'u'),
  // What only finds something out.
  new RegExp(
    `^research_${SLUG}_(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)_(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d$`,
    'u',
  ),
];

/** In characters. */
const LONGEST_SLUG = 40;

export default rule({
  id: 'session-id-form',
  kinds: ['session-state'],
  severity: 'info',
  recommended: false,
  strict: 'warning',
  summary: 'The id of a session is its day, a slug of at most 40 characters, and a suffix of six.',
  messages: {
    form: 'session_id is "{id}"; an id is day, slug and six of a-z0-9, such as 2026-03-04_export-to-csv_k3m9q2',
    noDay: 'session_id is "{id}"; {day} is not a day of the calendar',
    long: 'session_id is "{id}"; its slug has {length} characters, and {longest} are the most',
  },
  document({ value }, report) {
    const { session_id: id } = value;
    // A placeholder that was never filled is for template-placeholder to tell.
    if (id === undefined || id.includes('{{')) return;
    const { slug, year, month, day } = FORMS.map((form) => form.exec(id)?.groups).find(Boolean) ?? {};
    const date = [year, month, day].join('-');
    const message =
      slug === undefined
        ? 'form'
        : parseInstant(`${date}T00:00:00Z`) === undefined
          ? 'noDay'
          : slug.length > LONGEST_SLUG
            ? 'long'
            : undefined;
    if (!message) return;
    const data = { id, day: date, length: slug?.length ?? 0, longest: LONGEST_SLUG };
    report({ message, at: ['session_id'], data });
  },
});
