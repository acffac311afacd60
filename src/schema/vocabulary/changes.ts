import type { Path } from '../../document/position.js';
import type { ChangePlan } from './change-plan.js';
import { isSame, textOf } from './equality.js';
import type { Lifecycle } from './lifecycle.js';
import { discouragedOf, discouragedPath, nextOf, pathBack, pathBetween, pathToFirst, stateIn } from './machine.js';
import { compareOrdered, compareTimes } from './order.js';
import { NOTHING, type Said, saidOfDocument, saidOfItems, saidOfProperty } from './places.js';

/**
 * How much lies between two versions: `exact` is one change, such as a tool call; between `sampled` ones, such as two
 * commits, there may have been others.
 */
export type Granularity = 'exact' | 'sampled';

interface Changed {
  /** Where the value stands in the later version; for one that is gone, where it would. */
  readonly at: Path;
  /** Where it stands in the earlier version; absent when it was not there. */
  readonly from?: Path;
  /** The place in the schema: elements and names that are not listed are `*`. */
  readonly place: Path;
  /** The key of the innermost element that was followed to it. */
  readonly key?: string | number;
  readonly before: unknown;
  readonly after: unknown;
}

/** A change that the vocabulary has something against. */
export type Change = Changed &
  (
    | { readonly problem: 'unknown-state'; readonly states: readonly string[] }
    /** It began in a state that is not initial; `path` leads there from one that is, as sampled versions may have done. */
    | { readonly problem: 'not-initial'; readonly initial: readonly string[]; readonly path: readonly string[] }
    /** No transition, and between sampled versions no chain of them either; `next` are the states that may follow. */
    | { readonly problem: 'illegal-transition'; readonly next: readonly string[]; readonly path?: readonly string[] }
    /** A transition that is possible, but that nobody should need; `path` is a chain with such a one, with both ends. */
    | {
        readonly problem: 'discouraged-transition';
        readonly next: readonly string[];
        readonly path: readonly string[];
      }
    /** A chain of transitions: `path` is a shortest one, with both ends; to an initial state for a value that is gone. */
    | { readonly problem: 'skipped-states'; readonly path: readonly string[] }
    | { readonly problem: 'immutable-changed' }
    /** The first element that is not what it was. */
    | { readonly problem: 'append-only-broken'; readonly index: number }
    /** The members that have left, or their keys. */
    | { readonly problem: 'grow-only-shrunk'; readonly missing: readonly unknown[] }
    | { readonly problem: 'time-regressed'; readonly order: 'nondecreasing' | 'increasing' }
    | { readonly problem: 'updated-at-not-touched' }
  );

export type ChangeProblem = Change['problem'];

/** A value in both versions; `undefined` where it is not there. */
interface Pair {
  readonly before: unknown;
  readonly after: unknown;
  /** What it stands in; absent for the document. Paths are written only where there is something to tell. */
  readonly parent?: Pair;
  /** Its name or index there, then and now, and in the schema. */
  readonly from: string | number;
  readonly at: string | number;
  readonly place: string;
  readonly key?: string | number | undefined;
}

/**
 * Compares two versions of a document, in the order of the plan. Null counts as absent throughout.
 *
 * @param before `undefined` for a document that was not there: then only its states are looked at
 */
export function changesBetween(plan: ChangePlan, before: unknown, after: unknown, granularity: Granularity): Change[] {
  const changes: Change[] = [];
  const touches: Pair[] = [];
  const root = saidOfDocument(plan);
  visit(root, { before, after, from: '', at: '', place: '' });
  const still = touches.filter(stoodStill);
  if (still.length > 0 && !isSame(plan, root, before, after, { withoutTouch: true })) {
    for (const pair of still) add(pair, { problem: 'updated-at-not-touched' });
  }
  return changes;

  function visit(said: Said, pair: Pair): void {
    const { before, after } = pair;
    if (!isThere(before) && !isThere(after)) return;
    if (isAsItWas(said, before, after)) return;
    const { lifecycle, key, monotonic: order } = said;
    if (lifecycle) compareStates(lifecycle, pair);
    if (isThere(before)) {
      if (said.immutable && !isSame(plan, said, before, after)) add(pair, { problem: 'immutable-changed' });
      if (said.appendOnly) compareList(said, pair);
      if (said.growOnly) compareSet(said, key, pair);
      const difference = order && compareOrdered(after, before);
      // What has no order, as a time without an offset beside one with, does not go back.
      if (order && difference !== undefined && (order === 'increasing' ? difference <= 0 : difference < 0)) {
        add(pair, { problem: 'time-regressed', order });
      }
    }
    if (key !== undefined) visitElements(saidOfItems(plan, said), key, pair);
    visitProperties(said, pair);
  }

  function visitProperties(said: Said, pair: Pair): void {
    const { names, hasOthers } = said;
    for (const name of names) visitProperty(said, name, name, pair);
    if (!hasOthers) return;
    for (const name of new Set([...namesOf(pair.before), ...namesOf(pair.after)])) {
      if (!names.includes(name)) visitProperty(said, name, '*', pair);
    }
  }

  function visitProperty(said: Said, name: string, placeName: string, pair: Pair): void {
    const before = propertyOf(pair.before, name);
    const after = propertyOf(pair.after, name);
    if (!isThere(before) && !isThere(after)) return;
    const inside = saidOfProperty(plan, said, name);
    const { touch: isTouch } = inside;
    if (!isTouch && isAsItWas(inside, before, after)) return;
    const child: Pair = { before, after, parent: pair, from: name, at: name, place: placeName, key: pair.key };
    if (isTouch) touches.push(child);
    visit(inside, child);
  }

  /** Follows elements by their key, wherever they stand now. Those that are gone are the array's business. */
  function visitElements(said: Said, key: string, pair: Pair): void {
    const [were, are] = [listOf(pair.before), listOf(pair.after)];
    const earlier = indexByKey(were, key);
    for (const [id, at] of indexByKey(are, key)) {
      const from = earlier.get(id);
      // Of elements that share a key nobody knows which is which, then or now.
      if (at === SHARED || from === SHARED) continue;
      const before = from === undefined ? undefined : were[from];
      visit(said, { before, after: are[at], parent: pair, from: from ?? at, at, place: '*', key: id });
    }
  }

  function compareStates(lifecycle: Lifecycle, pair: Pair): void {
    const was = isThere(pair.before) ? stateIn(lifecycle, pair.before) : undefined;
    const is = isThere(pair.after) ? stateIn(lifecycle, pair.after) : undefined;
    if (!isThere(pair.after)) {
      if (was !== undefined) compareWithNone(lifecycle, was, pair);
    } else if (is === undefined) {
      const isNew = !isSame(plan, NOTHING, pair.before, pair.after);
      if (isNew) add(pair, { problem: 'unknown-state', states: Object.keys(lifecycle.transitions) });
    } else if (!isThere(pair.before)) {
      const { initial } = lifecycle;
      if (initial.includes(is)) return;
      add(pair, { problem: 'not-initial', initial, path: pathToFirst(lifecycle, is) ?? [is] });
    } else if (was !== undefined && was !== is) {
      compareTwo(lifecycle, was, is, pair);
    }
  }

  function compareTwo(lifecycle: Lifecycle, was: string, is: string, pair: Pair): void {
    const next = nextOf(lifecycle, was);
    if (next.includes(is)) return;
    const path = pathBetween(lifecycle, was, is);
    const detour = discouragedPath(lifecycle, was, [is]);
    if (granularity === 'sampled' && path) add(pair, { problem: 'skipped-states', path });
    else if (discouragedOf(lifecycle, was).includes(is)) {
      add(pair, { problem: 'discouraged-transition', next, path: [was, is] });
    } else if (granularity === 'sampled' && detour) {
      add(pair, { problem: 'discouraged-transition', next, path: detour });
    } else add(pair, { problem: 'illegal-transition', next, ...(path && { path }) });
  }

  /** What has not got further than a beginning has as good as not begun, and may be taken away. */
  function compareWithNone(lifecycle: Lifecycle, was: string, pair: Pair): void {
    const { initial } = lifecycle;
    if (initial.includes(was)) return;
    const next = nextOf(lifecycle, was);
    const path = granularity === 'sampled' ? pathBack(lifecycle, was) : undefined;
    const detour = granularity === 'sampled' ? discouragedPath(lifecycle, was, initial) : undefined;
    if (path) add(pair, { problem: 'skipped-states', path });
    else if (detour) add(pair, { problem: 'discouraged-transition', next, path: detour });
    else add(pair, { problem: 'illegal-transition', next });
  }

  function compareList(said: Said, pair: Pair): void {
    const inside = saidOfItems(plan, said);
    const now = listOf(pair.after);
    const index = listOf(pair.before).findIndex(
      (element, at) => at >= now.length || !isSame(plan, inside, element, now[at]),
    );
    if (index >= 0) add(pair, { problem: 'append-only-broken', index });
  }

  function compareSet(said: Said, key: string | undefined, pair: Pair): void {
    const inside = saidOfItems(plan, said);
    /** What tells a member from others: its key, or all that it is. */
    const nameOf = (member: unknown): string => {
      const id = idOf(member, key);
      return id === undefined ? textOf(plan, inside, member) : `key ${JSON.stringify(id)}`;
    };
    const now = new Set(listOf(pair.after).map(nameOf));
    const missing = listOf(pair.before).filter((member) => !now.has(nameOf(member)));
    const names = missing.map((member) => (key === undefined ? member : (propertyOf(member, key) ?? member)));
    if (missing.length > 0) add(pair, { problem: 'grow-only-shrunk', missing: names });
  }

  function add(pair: Pair, problem: ProblemOnly): void {
    const { before, after, key } = pair;
    changes.push({
      at: pathOf(pair, 'at'),
      ...(isThere(before) && { from: pathOf(pair, 'from') }),
      place: pathOf(pair, 'place'),
      ...(key !== undefined && { key }),
      before,
      after,
      ...problem,
    });
  }
}

function pathOf(pair: Pair, side: 'from' | 'at' | 'place'): Path {
  const path: (string | number)[] = [];
  for (let at = pair; at.parent; at = at.parent) path.push(at[side]);
  return path.reverse();
}

type ProblemOnly = Change extends infer C ? (C extends Change ? Omit<C, keyof Changed> : never) : never;

/** Most of a document stays as it is, to which only what must increase has an objection. */
function isAsItWas(said: Said, before: unknown, after: unknown): boolean {
  return before === after && said.monotonic !== 'increasing';
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function stoodStill({ before, after }: Pair): boolean {
  if (!isThere(before)) return false;
  if (!isThere(after)) return true;
  const difference = compareTimes(after, before);
  return difference === undefined ? before === after : difference <= 0;
}

const SHARED = -1;

/** Where the elements of an array stand, by their keys; `SHARED` where several have the same one. */
function indexByKey(list: readonly unknown[], key: string): Map<string | number, number> {
  const indexes = new Map<string | number, number>();
  for (const [index, element] of list.entries()) {
    const id = idOf(element, key);
    if (id !== undefined) indexes.set(id, indexes.has(id) ? SHARED : index);
  }
  return indexes;
}

/** What identifies an element: its key, where that is a string or a number. */
function idOf(element: unknown, key: string | undefined): string | number | undefined {
  const id = key === undefined ? undefined : propertyOf(element, key);
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function namesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
    return undefined;
  return (value as Record<string, unknown>)[name];
}
