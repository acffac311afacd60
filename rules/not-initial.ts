import { alternatives, nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'not-initial',
  severity: 'error',
  summary: 'What is new begins in an initial state.',
  messages: {
    begins: '{name} begins as "{to}"; it begins as {initial}',
    sampled: '{name} is "{to}" in the first version there is; the way there is {path}',
  },
  problems: ['not-initial'],
  change(changes, { before, granularity }, report) {
    // A first commit may come at any time. One state tells that it came late; the others would repeat it.
    const outermost = [...changes].sort((a, b) => a.place.length - b.place.length).slice(0, 1);
    const told = granularity === 'exact' ? changes : before ? [] : outermost;
    for (const change of told) {
      const { at, after: to, initial, path, key } = change;
      const severity = granularity === 'sampled' ? 'info' : before || key !== undefined ? 'warning' : 'error';
      report({
        message: granularity === 'exact' ? 'begins' : 'sampled',
        severity,
        at,
        data: { name: nameOfChange(change), to: wordFor(to), initial: alternatives(initial), path: way(path) },
        to,
      });
    }
  },
});
