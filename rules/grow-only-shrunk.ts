import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

/** A rebase gives commits new names: what is left of the list then is not wrong, but what refers to it is out of date. */
const REWRITTEN = 'commits';

const SHOWN = 5;

export default rule({
  id: 'grow-only-shrunk',
  severity: 'error',
  summary: 'What a set holds never leaves it.',
  messages: {
    shrunk: '{missing} {leave} {name}; what it holds stays in it',
    was: '{name} holds {missing}',
  },
  problems: ['grow-only-shrunk'],
  change(changes, { before }, report) {
    for (const change of changes) {
      const { at, from: place, missing } = change;
      const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : '';
      const shown =
        missing
          .slice(0, SHOWN)
          .map((member) => wordFor(member))
          .join(', ') + more;
      report({
        message: 'shrunk',
        ...(place?.at(-1) === REWRITTEN && { severity: 'warning' }),
        at,
        data: { name: nameOfChange(change), missing: shown, leave: missing.length === 1 ? 'leaves' : 'leave' },
        ...(before && place && { related: [{ in: before, at: place, says: 'was' }] }),
        from: missing.slice(0, SHOWN),
      });
    }
  },
});
