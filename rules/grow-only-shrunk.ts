import { valueAt } from '../src/document/position.js';
import { nameOfChange } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { rule, type StepView } from '../src/lint/rule.js';
import type { Change } from '../src/schema/vocabulary/changes.js';

const SHOWN = 5;

export default rule({
  id: 'grow-only-shrunk',
  severity: 'error',
  also: ['warning'],
  summary: 'What a set holds never leaves it.',
  messages: {
    shrunk: '{missing} {leave} {name}, which has {now} where it had {then}; what it holds stays in it',
    was: '{name} has {missing}',
  },
  problems: ['grow-only-shrunk'],
  change(changes, step, report) {
    for (const change of changes) {
      const { at, before: earlier, after: later } = change;
      const isOfCommits = change.place.at(-1) === 'commits';
      const missing = isOfCommits ? withoutRewritten(change) : change.missing;
      if (missing.length === 0) continue;
      report({
        message: 'shrunk',
        // Commits go when a branch is written anew, and with a new plan the checkpoints are counted from the start.
        ...((isOfCommits || isPlannedAnew(change, step)) && { severity: 'warning' }),
        at,
        data: {
          name: nameOfChange(change),
          missing: listed(missing),
          leave: missing.length === 1 ? 'leaves' : 'leave',
          then: listOf(earlier).length,
          now: members(listOf(later).length),
        },
        ...earlierSide(step, change),
        from: missing,
      });
    }
  },
});

type Shrunk = Extract<Change, { problem: 'grow-only-shrunk' }>;

/** In characters: what git prints when it abbreviates. */
const SHORTEST_SHA = 7;

/** The missing commits of which none is left: not written out in full, nor made anew by a rebase. */
function withoutRewritten({ before, after, missing }: Shrunk): readonly unknown[] {
  const messages = new Set<unknown>();
  const starts = new Set<string>();
  const known = new Map(listOf(before).map((commit) => [valueAt(commit, ['sha']), valueAt(commit, ['message'])]));
  for (const commit of listOf(after)) {
    const sha = valueAt(commit, ['sha']);
    if (known.has(sha)) continue;
    if (typeof sha === 'string') starts.add(startOf(sha));
    const message = valueAt(commit, ['message']);
    if (typeof message === 'string' && message !== '') messages.add(message);
  }
  return missing.filter((sha) => {
    if (typeof sha === 'string' && starts.has(startOf(sha))) return false;
    return !messages.has(known.get(sha));
  });
}

function startOf(sha: string): string {
  return sha.slice(0, SHORTEST_SHA).toLowerCase();
}

/** Whether none is left and there are to be another number of them. */
function isPlannedAnew({ from, at, after }: Shrunk, step: StepView): boolean {
  const totalAt = (document: unknown, path: Shrunk['at']): unknown =>
    valueAt(document, path.with(-1, 'checkpoints_total'));
  const [was, is] = [totalAt(step.before?.value, from ?? at), totalAt(step.after?.value, at)];
  return listOf(after).length === 0 && typeof was === 'number' && typeof is === 'number' && was !== is;
}

function listed(missing: readonly unknown[]): string {
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : '';
  return (
    missing
      .slice(0, SHOWN)
      .map((member) => JSON.stringify(member))
      .join(', ') + more
  );
}

function members(count: number): string {
  return `${count} member${count === 1 ? '' : 's'}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
