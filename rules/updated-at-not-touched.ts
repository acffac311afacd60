import { isSurelyBefore } from '../src/document/instant.js';
import { toPointer } from '../src/document/position.js';
import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { earlierSide } from '../src/lint/earlier-side.js';
import { firstDifference } from '../src/lint/first-difference.js';
import { rule, type StepView } from '../src/lint/rule.js';
import { isUnfilled } from '../src/lint/unfilled.js';
import { CHANGE_PLANS } from '../src/schema/generated/change-plans.js';
import { compareTimes } from '../src/schema/vocabulary/order.js';

export default rule({
  id: 'updated-at-not-touched',
  severity: 'warning',
  summary: 'The time of the last change moves on with every change.',
  messages: {
    stays: '{name} stays "{to}" though it is the time of the last change',
    back: '{name} goes back from "{from}" to "{to}" though it is the time of the last change',
    gone: '{name} was "{from}" and is {to} though it is the time of the last change',
    changed: '{what} changes from {was} to {is}',
    changedWithin: '{what} changes',
    was: '{name} is "{from}"',
  },
  problems: ['updated-at-not-touched', 'time-regressed'],
  change(changes, step, report) {
    // What each line changed has a time there; git puts the texts together and makes no time of its own.
    if (step.merged) return;
    // A time that goes back is told by time-regressed where it must not.
    const regressed = new Set(
      changes.filter(({ problem }) => problem === 'time-regressed').map(({ at }) => toPointer(at)),
    );
    const proof = proofIn(step);
    if (!proof) return;
    for (const change of changes) {
      const { at, before: from, after: to } = change;
      if (regressed.has(toPointer(at)) || isUnfilled(from)) continue;
      const isGone = to === undefined || to === null;
      const isBefore = (compareTimes(to, from) ?? 0) < 0;
      // One of the two may be written less finely, or be a date written as a time.
      if (isBefore && !isSurelyBefore(String(to), String(from))) continue;
      report({
        message: [isGone ? 'gone' : isBefore ? 'back' : 'stays', proof.message],
        at,
        data: { name: nameOfChange(change), from: wordFor(from), to: wordFor(to), ...proof.data },
        ...earlierSide(step, change),
        from,
        to,
      });
    }
  },
});

interface Proof {
  readonly message: 'changed' | 'changedWithin';
  readonly data: Readonly<Record<string, string>>;
}

/** The first place that changed, with both values where they are short. */
function proofIn({ before, after }: StepView): Proof | undefined {
  const plan = after?.schema ? CHANGE_PLANS[after.schema] : [];
  const difference = firstDifference(plan, before?.value, after?.value);
  if (!difference) return undefined;
  const what = nameOfChange(difference);
  const [was, is] = [shown(difference.before), shown(difference.after)];
  if (was === undefined || is === undefined) return { message: 'changedWithin', data: { what } };
  return { message: 'changed', data: { what, was, is } };
}

/** In characters; the message is about another value. */
const LONGEST = 40;

function shown(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  const text = typeof value === 'string' ? JSON.stringify(value) : wordFor(value);
  return text.length > LONGEST ? undefined : text;
}
