import { nameOfChange, way, wordFor } from '../src/lint/change-words.js';
import { rule, type StepView } from '../src/lint/rule.js';
import { phasesOf, type SessionState } from '../src/schema/phases.js';
import type { Change } from '../src/schema/vocabulary/changes.js';

export default rule({
  id: 'skipped-states',
  severity: 'info',
  summary: 'Between two versions a state passes no other one unseen.',
  messages: {
    skipped: '{name} goes from "{from}" to "{to}" past {between}; the way there is {path}',
    unrecorded:
      '{name} goes from "{from}" to "{to}" past {between}, of which nothing is recorded; the way there is {path}',
    more: 'and {count} more states that others were passed on the way to; they are not listed',
    was: '{name} is "{from}"',
  },
  problems: ['skipped-states'],
  change(changes, step, report) {
    for (const [change, ...others] of alike(changes)) {
      if (!change) continue;
      const { at, from: place, before: from, after: to, path } = change;
      const missing = unrecordedIn(step, change);
      const name = nameOfChange(change) + (others.length > 0 ? ` (and ${others.length} more)` : '');
      report({
        message: missing.length > 0 ? 'unrecorded' : 'skipped',
        ...(missing.length > 0 && { severity: 'warning' }),
        at,
        data: {
          name,
          from: wordFor(from),
          to: wordFor(to),
          between: (missing.length > 0 ? missing : path.slice(1, -1)).map((state) => JSON.stringify(state)).join(', '),
          path: way(path),
        },
        ...(step.before && place && { related: [{ in: step.before, at: place, says: 'was' }] }),
        from,
        to,
      });
    }
  },
});

type Skip = Extract<Change, { problem: 'skipped-states' }>;

/** Changes of the same sort at the same place of the schema together: a commit may hold the work of a day. */
function alike(changes: readonly Skip[]): Skip[][] {
  const groups = new Map<string, Skip[]>();
  for (const change of changes) {
    const name = JSON.stringify([change.place, change.path]);
    const group = groups.get(name);
    if (group) group.push(change);
    else groups.set(name, [change]);
  }
  return [...groups.values()];
}

/**
 * The phases passed of which a session's state, which has room for the times of each, records nothing. What has no such
 * room cannot show what was passed.
 */
function unrecordedIn({ after }: StepView, { place, path }: Skip): string[] {
  if (!after?.schema?.startsWith('session-state-') || place.length !== 1 || place[0] !== 'current_phase') return [];
  const records = phasesOf({ schema: after.schema, value: after.value } as SessionState);
  return path.slice(1, -1).filter((phase) => records.some((record) => record.phase === phase && !record.begun));
}
