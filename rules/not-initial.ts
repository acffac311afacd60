import { alternatives, nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { identityOf } from '../src/lint/renumbered.js';
import { rule } from '../src/lint/rule.js';
import type { Change } from '../src/schema/vocabulary/changes.js';

export default rule({
  id: 'not-initial',
  severity: 'error',
  also: ['warning', 'info'],
  summary: 'What is new begins in an initial state.',
  messages: {
    begins: '{name} begins as "{to}"; what is new begins as {initial}',
    leaves: '{name} goes from null to "{to}" in one change; null counts as not begun, and what begins is {initial}',
    first: '{name} is "{to}" in the first version there is; it begins as {initial}, and the way from there is {path}',
  },
  problems: ['not-initial'],
  change(changes, step, report) {
    const { before, granularity, copied } = step;
    const isNew = before === undefined || copied;
    // A first commit may come at any time. One state tells that it came late; the others would repeat it.
    const outermost = [...changes].sort((a, b) => a.place.length - b.place.length).slice(0, 1);
    const told = granularity === 'exact' ? changes : isNew ? outermost : [];
    for (const change of told) {
      const { at, after: to, initial, path } = change;
      if (!isNew && identityOf(step, change) === 'another') continue;
      report({
        message: granularity === 'sampled' ? 'first' : change.before === null ? 'leaves' : 'begins',
        severity: granularity === 'sampled' ? 'info' : severityOf(change, isNew),
        at,
        data: { name: nameOfChange(change), to: wordFor(to), initial: alternatives(initial), path: way(path) },
        from: change.before,
        to,
      });
    }
  },
});

/** A part may be put in when it is done already, such as a task that nobody had planned. */
function severityOf({ key, before }: Change, isNew: boolean): 'error' | 'warning' {
  const isPart = key !== undefined || !isNew;
  return isPart && before === undefined ? 'warning' : 'error';
}
