import { parseInstant } from '../src/document/instant.js';
import { valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';

const AT = ['updated_at'];

/** In minutes: the clocks of two machines differ a little. */
const TOLERANCE = 5;

export default rule({
  id: 'updated-at-after-commit',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  summary: 'The time of the last change does not lie after the commit that contains the change.',
  messages: {
    after: 'updated_at is "{time}" but the commit was made at "{committed}"; nothing is committed before it changes',
  },
  step({ before, after, committed }, report) {
    if (!after || committed === undefined) return;
    const time = valueAt(after.value, AT);
    // What stays was in an earlier commit, of which it was told.
    if (typeof time !== 'string' || time === valueAt(before?.value, AT)) return;
    const [changed, made] = [parseInstant(time), parseInstant(committed)];
    if (!changed || !made || changed.minute - made.minute <= TOLERANCE) return;
    report({ message: 'after', at: AT, data: { time, committed } });
  },
});
