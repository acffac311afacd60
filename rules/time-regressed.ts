import { isSurelyBefore, parseInstant } from '../src/document/instant.js';
import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { rule } from '../src/lint/rule.js';
import { compareOrdered } from '../src/schema/vocabulary/order.js';

export default rule({
  id: 'time-regressed',
  severity: 'error',
  also: ['warning'],
  summary: 'A time or a count that only rises never falls.',
  messages: {
    back: '{name} goes back from "{from}" to "{to}"; it only moves on',
    falls: '{name} falls from {from} to {to}; it only rises',
    stays: '{name} stays "{to}"; it rises with every change',
    was: '{name} is "{from}"',
  },
  problems: ['time-regressed'],
  change(changes, step, report) {
    for (const change of changes) {
      const { at, before: from, after: to } = change;
      const stays = compareOrdered(to, from) === 0;
      const isTime = typeof to === 'string' && parseInstant(to) !== undefined;
      // One of the two may be written less finely, or be a date written as a time.
      if (isTime && !stays && !isSurelyBefore(to, String(from))) continue;
      report({
        message: stays ? 'stays' : isTime ? 'back' : 'falls',
        // Two commits may come from two clocks, or from a merge; one change is made by one hand.
        ...(isTime && step.granularity === 'sampled' && { severity: 'warning' }),
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to) },
        ...earlierSide(step, change),
        from,
        to,
      });
    }
  },
});
