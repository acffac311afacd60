import { alternatives, nameOfChange, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'unknown-state',
  severity: 'error',
  summary: 'What a change makes of a state is a state that the machine knows.',
  messages: {
    unknown: '{name} becomes "{to}", which is no state; it must be {states}',
    was: '{name} is "{from}"',
  },
  problems: ['unknown-state'],
  change(changes, { before }, report) {
    for (const change of changes) {
      const { at, from: place, before: from, after: to, states } = change;
      report({
        message: 'unknown',
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to), states: alternatives(states) },
        ...(before && place && { related: [{ in: before, at: place, says: 'was' }] }),
        from,
        to,
      });
    }
  },
});
