import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'updated-at-not-touched',
  severity: 'warning',
  summary: 'The time of the last change moves on with every change.',
  messages: {
    stays: '{name} stays "{to}" though the document changes; it is the time of the last change',
    gone: '{name} was "{from}" and is {to} though the document changes; it is the time of the last change',
    was: '{name} is "{from}"',
  },
  problems: ['updated-at-not-touched'],
  change(changes, { before }, report) {
    for (const change of changes) {
      const { at, from: place, before: from, after: to } = change;
      report({
        message: to === undefined || to === null ? 'gone' : 'stays',
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to) },
        ...(before && place && { related: [{ in: before, at: place, says: 'was' }] }),
        from,
        to,
      });
    }
  },
});
