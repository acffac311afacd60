import { isBefore, isSurelyBefore } from '../src/document/instant.js';
import { type Path, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { type PlacedTime, timesIn } from '../src/schema/times.js';

export default rule({
  id: 'updated-at-behind',
  kinds: ['session-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'Nothing in a state happened after the time of its last change.',
  messages: {
    behind: '{last} but {time}; no time is after that of the last change',
    // Of related places:
    time: '{time}',
  },
  document({ schema, value }, report) {
    const times = timesIn(schema, value);
    // A state that changed before it was created is for timestamps-in-order to tell.
    if (!isBehind(value.updated_at, value.created_at)) compare(['updated_at'], times);
    // A slice of the third version has a time of its own last change.
    for (const { at } of times) {
      const [slice, property] = at;
      const own = property === 'last_updated' ? times.filter((time) => time.at[0] === slice) : [];
      compare(at, own);
    }

    /** Tells of the latest of some times, where the last change lies before it. */
    function compare(at: Path, times: readonly PlacedTime[]): void {
      const last = valueAt(value, at);
      const [first, ...others] = times.filter((time) => isBehind(last, time.value));
      if (!first) return;
      const latest = others.reduce((late, time) => (isBefore(late.value, time.value) ? time : late), first);
      report({
        message: 'behind',
        at,
        data: { last: statementAt(value, at), time: statementAt(value, latest.at) },
        related: [{ at: latest.at, says: 'time' }],
      });
    }
  },
});

function isBehind(last: unknown, time: unknown): boolean {
  return typeof last === 'string' && typeof time === 'string' && isSurelyBefore(last, time);
}
