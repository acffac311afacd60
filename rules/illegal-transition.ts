import { alike, andMore } from '../src/lint/alike.js';
import { alternatives, nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { identityOf } from '../src/lint/renumbered.js';
import { rule } from '../src/lint/rule.js';
import type { Change } from '../src/schema/vocabulary/changes.js';

export default rule({
  id: 'illegal-transition',
  severity: 'error',
  also: ['warning'],
  summary: 'A state changes only along the transitions of its machine.',
  messages: {
    illegal: '{name} goes from "{from}" to "{to}"; from "{from}" only {next} is legal',
    final: '{name} goes from "{from}" to "{to}"; "{from}" is final, nothing follows it',
    several: '{name} goes from "{from}" to "{to}" in one change; the way there is {path}, one change each',
    gone: '{name} was "{from}" and is {to}; a state is left for another one, and from "{from}" only {next} is legal',
    finalGone: '{name} was "{from}" and is {to}; "{from}" is final, nothing follows it',
    resumed: '{name} goes from "{from}" to "{to}"; what is "{from}" is rarely taken up again',
    detour: '{name} goes from "{from}" to "{to}"; the only way there is {path}, which takes up again what had ended',
    undone:
      '{name} was "{from}" and is {to}, as if it had not begun; the only way back to a beginning is {path}, which takes up again what had ended',
    was: '{name} is "{from}"',
  },
  problems: ['illegal-transition', 'discouraged-transition'],
  change(changes, step, report) {
    const own = changes.filter((change) => identityOf(step, change) !== 'another');
    // A plan that is begun anew takes all of its tasks up again.
    const groups = alike(own, ({ problem, at, path, after }) =>
      JSON.stringify(problem === 'discouraged-transition' ? [path, isNone(after)] : at),
    );
    for (const group of groups) {
      const [change] = group;
      const { at, before: from, after: to, next, path, problem } = change;
      const name = nameOfChange(change);
      const isUncertain = problem === 'discouraged-transition' || identityOf(step, change) === 'unsure';
      report({
        message: messageFor(change),
        ...(isUncertain && { severity: 'warning' }),
        at,
        data: {
          name: name + andMore(group),
          from: wordFor(from),
          to: wordFor(to),
          next: alternatives(next),
          ...(path && { path: way(path) }),
        },
        ...earlierSide(step, change, { name, from: wordFor(from) }),
        from,
        to,
      });
    }
  },
});

type Transition = Extract<Change, { problem: 'illegal-transition' | 'discouraged-transition' }>;

function messageFor({
  problem,
  after,
  next,
  path,
}: Transition): 'illegal' | 'final' | 'several' | 'gone' | 'finalGone' | 'resumed' | 'detour' | 'undone' {
  if (isNone(after) && problem === 'discouraged-transition') return 'undone';
  if (isNone(after)) return next.length === 0 ? 'finalGone' : 'gone';
  if (problem === 'discouraged-transition') return path.length === 2 ? 'resumed' : 'detour';
  if (path) return 'several';
  return next.length === 0 ? 'final' : 'illegal';
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}
