import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { rule } from '../src/lint/rule.js';
import { isUnfilled } from '../src/lint/unfilled.js';

export default rule({
  id: 'unknown-state',
  severity: 'error',
  summary: 'What a change makes of a state is a state that the machine knows.',
  messages: {
    becomes: '{name} goes from "{from}" to "{to}", which is no state; the states are {states}',
    begins: '{name} begins as "{to}", which is no state; the states are {states}',
    was: '{name} is "{from}"',
  },
  problems: ['unknown-state'],
  change(changes, step, report) {
    for (const change of changes) {
      const { at, before: from, after: to, states } = change;
      const isNew = change.from === undefined;
      // A template that is put in place has no states yet.
      if (isNew && isUnfilled(to)) continue;
      report({
        message: isNew ? 'begins' : 'becomes',
        at,
        data: {
          name: nameOfChange(change),
          from: wordFor(from),
          to: wordFor(to),
          states: states.map((state) => JSON.stringify(state)).join(', '),
        },
        ...earlierSide(step, change),
        from,
        to,
      });
    }
  },
});
