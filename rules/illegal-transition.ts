import { alternatives, nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'illegal-transition',
  severity: 'error',
  summary: 'A state changes only along the transitions of its machine.',
  messages: {
    illegal: '{name} goes from "{from}" to "{to}"; from "{from}" only {next} is legal',
    final: '{name} goes from "{from}" to "{to}"; "{from}" is final',
    several: '{name} goes from "{from}" to "{to}" in one change; the way there is {path}, one change each',
    gone: '{name} was "{from}" and is {to}; a state is left for another one, it does not go away',
    reopened: '{name} goes from "{from}" back to "{to}"; what is "{from}" is rarely taken up again',
    was: '{name} is "{from}"',
  },
  problems: ['illegal-transition', 'discouraged-transition'],
  change(changes, { before }, report) {
    for (const change of changes) {
      const { at, from: place, before: from, after: to, next } = change;
      const path = change.problem === 'illegal-transition' ? change.path : undefined;
      const discouraged = change.problem === 'discouraged-transition';
      const isGone = to === undefined || to === null;
      const message = isGone
        ? 'gone'
        : discouraged
          ? 'reopened'
          : path
            ? 'several'
            : next.length === 0
              ? 'final'
              : 'illegal';
      report({
        message,
        at,
        data: {
          name: nameOfChange(change),
          from: wordFor(from),
          to: wordFor(to),
          next: alternatives(next),
          ...(path && { path: way(path) }),
        },
        ...(discouraged && { severity: 'warning' }),
        ...(before && place && { related: [{ in: before, at: place, says: 'was' }] }),
        from,
        to,
      });
    }
  },
});
