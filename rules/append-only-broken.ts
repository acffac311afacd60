import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { rule } from '../src/lint/rule.js';

export default rule({
  id: 'append-only-broken',
  severity: 'error',
  summary: 'What is appended to a record stays as it was written.',
  messages: {
    changed: '{name}[{index}] is not what it was; what {name} holds stays as it is, and new elements come after it',
    gone: '{name} has {now} where it had {then}; what {name} holds stays as it is, and new elements come after it',
    was: '{name}[{index}] is {element}',
  },
  problems: ['append-only-broken'],
  change(changes, { before }, report) {
    for (const change of changes) {
      const { at, from: place, before: from, after: to, index } = change;
      const [then, now] = [lengthOf(from), lengthOf(to)];
      const name = nameOfChange(change);
      const element = Array.isArray(from) ? (from[index] as unknown) : undefined;
      report({
        message: index < now ? 'changed' : 'gone',
        at: index < now ? [...at, index] : at,
        data: { name, index, then: elements(then), now: elements(now), element: wordFor(element) },
        ...(before && place && { related: [{ in: before, at: [...place, index], says: 'was' }] }),
        from: element,
        ...(index < now && Array.isArray(to) && { to: to[index] as unknown }),
      });
    }
  },
});

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function elements(count: number): string {
  return `${count} element${count === 1 ? '' : 's'}`;
}
