import { alike, andMore } from '../src/lint/alike.js';
import { nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { identityOf } from '../src/lint/renumbered.js';
import { rule, type StepView } from '../src/lint/rule.js';
import { phasesOf, type SessionState } from '../src/schema/phases.js';
import type { Change } from '../src/schema/vocabulary/changes.js';

export default rule({
  id: 'skipped-states',
  severity: 'warning',
  also: ['info'],
  summary: 'Between two versions a state passes no other one unseen.',
  messages: {
    skipped: '{name} goes from "{from}" to "{to}" past {between}; the way there is {path}',
    unrecorded:
      '{name} goes from "{from}" to "{to}" past {between}, of which nothing is recorded; the way there is {path}',
    gone: '{name} was "{from}" and is {to}, as if it had not begun; the way back to a beginning is {path}',
    was: '{name} is "{from}"',
  },
  problems: ['skipped-states'],
  change(changes, step, report) {
    const own = changes.filter((change) => identityOf(step, change) !== 'another');
    // A commit may hold the work of a day: what went the same way is told once, with the outermost, which comes first.
    const groups = alike(own, ({ path, after }) => JSON.stringify([path, isNone(after)]));
    for (const group of groups) {
      const [change] = group;
      const { at, before: from, after: to, path } = change;
      const missing = unrecordedIn(step, change);
      const between = missing.length > 0 ? missing : path.slice(1, -1);
      const data = { from: wordFor(from), to: wordFor(to), path: way(path), between: between.map(quoted).join(', ') };
      const name = nameOfChange(change);
      report({
        message: isNone(to) ? 'gone' : missing.length > 0 ? 'unrecorded' : 'skipped',
        ...(missing.length === 0 && { severity: 'info' }),
        at,
        data: { ...data, name: name + andMore(group) },
        ...earlierSide(step, change, { ...data, name }),
        from,
        to,
      });
    }
  },
});

/**
 * The phases passed of which a session's state, which has room for the times of each, records nothing. What has no such
 * room cannot show what was passed.
 */
function unrecordedIn({ after }: StepView, { place, path }: Extract<Change, { problem: 'skipped-states' }>): string[] {
  if (!after?.schema || place[0] !== 'current_phase') return [];
  const records = phasesOf({ schema: after.schema, value: after.value } as SessionState);
  return path.slice(1, -1).filter((phase) => records.some((record) => record.phase === phase && !record.begun));
}

function quoted(state: string): string {
  return JSON.stringify(state);
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}
