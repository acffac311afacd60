import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'time-regressed',
  severity: 'error',
  summary: 'A time or a count that only rises never falls.',
  messages: {
    falls: '{name} falls from "{from}" to "{to}"; it only rises',
    stays: '{name} stays "{to}"; it rises with every change',
    was: '{name} is "{from}"',
  },
  problems: ['time-regressed'],
  change(changes, { before, granularity }, report) {
    for (const change of changes) {
      const { at, from: place, before: from, after: to } = change;
      // Two commits may come from two clocks, or from a merge; one change is made by one hand.
      const isUncertain = granularity === 'sampled' && typeof to === 'string';
      report({
        message: from === to ? 'stays' : 'falls',
        ...(isUncertain && { severity: 'warning' }),
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to) },
        ...(before && place && { related: [{ in: before, at: place, says: 'was' }] }),
        from,
        to,
      });
    }
  },
});
