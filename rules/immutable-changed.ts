import { parseInstant } from '../src/document/instant.js';
import { toPointer } from '../src/document/position.js';
import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { rule } from '../src/lint/rule.js';
import { isUnfilled } from '../src/lint/unfilled.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'immutable-changed',
  severity: 'error',
  summary: 'What is written once never changes.',
  messages: {
    changed: '{name} changes from "{from}" to "{to}"; once written it never changes',
    gone: '{name} was "{from}" and is {to}; once written it never changes',
    was: '{name} is "{from}"',
  },
  problems: ['immutable-changed'],
  change(changes, step, report) {
    const { idAt } = KINDS[step.kind];
    for (const change of changes) {
      const { at, before: from, after: to } = change;
      // The id that a folder is named after is the rule id-changed's to tell.
      if (idAt && toPointer(at) === toPointer(idAt)) continue;
      if (isUnfilled(from) || isMendedTime(from, to)) continue;
      report({
        message: to === undefined || to === null ? 'gone' : 'changed',
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to) },
        ...earlierSide(step, change),
        from,
        to,
      });
    }
  },
});

/** Whether a date-time replaces a text that was to be one, such as a date, or a time without an offset. */
function isMendedTime(before: unknown, after: unknown): boolean {
  const isTime = (value: unknown): boolean => typeof value === 'string' && parseInstant(value) !== undefined;
  return typeof before === 'string' && /^\d{4}-\d\d-\d\d/u.test(before) && !isTime(before) && isTime(after);
}
