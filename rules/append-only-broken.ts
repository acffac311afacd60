import { nameOf } from '../src/document/position.js';
import { nameOfChange, wordFor } from '../src/lint/change-words.js';
import { type Difference, firstDifference } from '../src/lint/first-difference.js';
import { logChange } from '../src/lint/log-change.js';
import { rule } from '../src/lint/rule.js';
import { isUnfilled } from '../src/lint/unfilled.js';
import { CHANGE_PLANS } from '../src/schema/generated/change-plans.js';
import { KINDS } from '../src/schema/kinds.js';

export default rule({
  id: 'append-only-broken',
  severity: 'error',
  also: ['warning', 'info'],
  summary: 'What is appended to a record stays as it was written.',
  messages: {
    changed: '{list}[{index}].{name} changes from "{from}" to "{to}"; what {list} holds stays as it was written',
    changedWithin: '{list}[{index}].{name} changes; what {list} holds stays as it was written',
    gone: '"{element}" is no longer in {list}, which has {now} where it had {then}; what {list} holds stays in it',
    moved: '"{element}" moves from {list}[{index}] to {list}[{moved}]; what is new comes after what is there',
    merged:
      '"{element}" moves from {list}[{index}] to {list}[{moved}], behind others; but for a merge, what is new comes after what is there',
    was: '{list}[{index}] is "{element}"',
    line: 'line {line} is not what it was; a log is only added to',
    lines: 'this log has {now} where it had {then}; a log is only added to',
    lineMoved:
      'what was line {line} is line {moved}, behind others; but for a merge, what is new comes after what is there',
    wasLine: 'this is line {line}',
  },
  step({ kind, before, after, copied, granularity }, report) {
    if (!KINDS[kind].growing || copied || !before || !after) return;
    const [was, is] = [before.value, after.value];
    if (!isLog(was) || !isLog(is)) return;
    const found = logChange(was, is);
    if (!found) return;
    const { index, moved } = found;
    const [then, now] = [linesOf(was), linesOf(is)];
    report({
      message: moved !== undefined ? 'lineMoved' : now < then ? 'lines' : 'line',
      // Between two commits a log may have been begun anew, as when it had grown too long.
      ...(granularity === 'sampled' && { severity: moved === undefined ? 'warning' : 'info' }),
      at: [Math.min(moved ?? index, is.length - 1)],
      data: {
        line: index + 1,
        moved: (moved ?? index) + 1,
        then: counted(then, 'line'),
        now: counted(now, 'line'),
      },
      related: [{ in: before, at: [index], says: 'wasLine' }],
      from: was[index],
      to: is[index],
    });
  },
  problems: ['append-only-broken'],
  change(changes, { before, after, granularity }, report) {
    const plan = after?.schema ? CHANGE_PLANS[after.schema] : [];
    for (const change of changes) {
      const { at, from: place, before: earlier, after: later } = change;
      const [was, is] = [listOf(earlier), listOf(later)];
      const differences = was.map((element, index) =>
        firstDifference(plan, element, is[index], [...change.place, '*']),
      );
      const index = differences.findIndex((difference) => difference && !isUnfilled(difference.before));
      if (index < 0) continue;
      const element = was[index];
      const isSame = (a: unknown, b: unknown): boolean =>
        firstDifference(plan, withoutId(a), withoutId(b), [...change.place, '*']) === undefined;
      const merged = granularity === 'sampled' ? placesIn(is, was, isSame)?.[index] : undefined;
      const now = merged ?? is.findIndex((other) => idOf(other) === idOf(element));
      const difference = now === index ? differences[index] : undefined;
      const data = {
        list: nameOfChange(change),
        index,
        element: wordFor(idOf(element)),
        moved: now,
        then: was.length,
        now: counted(is.length, 'element'),
        ...(difference && {
          name: nameOf(difference.at),
          from: wordFor(difference.before),
          to: wordFor(difference.after),
        }),
      };
      report({
        message: difference ? messageFor(difference) : merged !== undefined ? 'merged' : now < 0 ? 'gone' : 'moved',
        // A merge of two branches puts what was written on one of them among what was written on the other.
        ...(merged !== undefined && { severity: 'info' }),
        at: difference ? [...at, index, ...difference.at] : now < 0 ? at : [...at, now],
        data,
        ...(before && place && { related: [{ in: before, at: [...place, index], says: 'was' }] }),
        from: difference ? difference.before : element,
        to: difference ? difference.after : is[now],
      });
    }
  },
});

function messageFor({ before, after }: Difference): 'changed' | 'changedWithin' {
  return [before, after].some((value) => typeof value === 'object' && value !== null) ? 'changedWithin' : 'changed';
}

/** Where each element of a list stands in another that has them all, and in their order; their ids may be new ones. */
function placesIn(
  list: readonly unknown[],
  elements: readonly unknown[],
  isSame: (a: unknown, b: unknown) => boolean,
): number[] | undefined {
  const places: number[] = [];
  for (const [place, other] of list.entries()) if (isSame(other, elements[places.length])) places.push(place);
  return places.length === elements.length ? places : undefined;
}

/** All that an element says but for what it is called. */
function withoutId(element: unknown): unknown {
  return typeof element === 'object' ? { ...element, id: undefined } : element;
}

/** What an element is called; one without an id, by all that it is. */
function idOf(element: unknown): unknown {
  return typeof element === 'object' && element !== null && 'id' in element ? element.id : element;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A version of a log is the array of its lines. */
function isLog(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}

/** How many there are; behind the last line feed there is none. */
function linesOf(log: readonly string[]): number {
  return log.at(-1) === '' ? log.length - 1 : log.length;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
