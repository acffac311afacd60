import { compareInstants, parseInstant } from '../../document/instant.js';
import type { Path } from '../../document/position.js';
import type { ChangeNode, ChangePlan } from './change-plan.js';
import { isSame, type Touched } from './equality.js';
import { pathBetween, pathToFirst, stateIn } from './machine.js';

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
    /** It began in a state that is not initial; `path` leads there from one that is. */
    | { readonly problem: 'not-initial'; readonly initial: readonly string[]; readonly path: readonly string[] }
    /** No transition, and between sampled versions no chain of them either; `next` are the states that may follow. */
    | { readonly problem: 'illegal-transition'; readonly next: readonly string[]; readonly path?: readonly string[] }
    /** A transition that is possible, but that nobody should need. */
    | { readonly problem: 'discouraged-transition'; readonly next: readonly string[] }
    /** A chain of transitions: `path` is a shortest one, with both ends. */
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
  readonly from: Path;
  readonly at: Path;
  readonly place: Path;
  readonly key?: string | number;
}

/**
 * Compares two versions of a document, in the order of the plan. Null counts as absent throughout.
 *
 * @param before `undefined` for a document that was not there: then only its states are looked at
 */
export function changesBetween(plan: ChangePlan, before: unknown, after: unknown, granularity: Granularity): Change[] {
  const changes: Change[] = [];
  const touched: Touched = { before: new Map(), after: new Map() };
  const touches: Pair[] = [];
  visit(0, { before, after, from: [], at: [], place: [] });
  if (touches.some(({ before: time }) => isThere(time)) && !isSame(before, after, touched)) {
    for (const pair of touches) if (stoodStill(pair)) add(pair, { problem: 'updated-at-not-touched' });
  }
  return changes;

  function visit(number: number, pair: Pair): void {
    const node = plan[number];
    if (!node || (!isThere(pair.before) && !isThere(pair.after))) return;
    if (node.lifecycle) compareStates(node.lifecycle, pair);
    if (isThere(pair.before)) {
      if (node.immutable && !sameValue(node, pair)) add(pair, { problem: 'immutable-changed' });
      if (node.appendOnly) compareList(pair);
      if (node.growOnly) compareSet(node.key, pair);
      if (node.monotonic && goesBack(node.monotonic, pair)) {
        add(pair, { problem: 'time-regressed', order: node.monotonic });
      }
    }
    if (node.items !== undefined && node.key !== undefined) visitElements(node.items, node.key, pair);
    visitProperties(node, pair);
  }

  function visitProperties(node: ChangeNode, pair: Pair): void {
    const { properties = {}, patterns, rest } = node;
    for (const [key, number] of Object.entries(properties)) visitProperty(number, key, key, pair);
    if (!patterns && rest === undefined) return;
    const expressions = Object.entries(patterns ?? {}).map(
      ([source, number]) => [new RegExp(source, 'u'), number] as const,
    );
    for (const key of new Set([...keysOf(pair.before), ...keysOf(pair.after)])) {
      const matching = expressions.filter(([expression]) => expression.test(key));
      for (const [, number] of matching) visitProperty(number, key, '*', pair);
      const isNamed = Object.hasOwn(properties, key) || matching.length > 0;
      if (!isNamed && rest !== undefined) visitProperty(rest, key, '*', pair);
    }
  }

  function visitProperty(number: number, key: string, name: string, pair: Pair): void {
    const child: Pair = {
      before: propertyOf(pair.before, key),
      after: propertyOf(pair.after, key),
      from: [...pair.from, key],
      at: [...pair.at, key],
      place: [...pair.place, name],
      ...(pair.key !== undefined && { key: pair.key }),
    };
    if (plan[number]?.touch) {
      touches.push(child);
      remember(touched.before, pair.before, key);
      remember(touched.after, pair.after, key);
    }
    visit(number, child);
  }

  /** Follows elements by their key, wherever they stand now. Those that are gone are the array's business. */
  function visitElements(number: number, key: string, { before, after, from, at, place }: Pair): void {
    const earlier = byKey(before, key);
    for (const [id, { value, index }] of byKey(after, key)) {
      const was = earlier.get(id);
      visit(number, {
        before: was?.value,
        after: value,
        from: [...from, was?.index ?? index],
        at: [...at, index],
        place: [...place, '*'],
        key: JSON.parse(id) as string | number,
      });
    }
  }

  function compareStates(lifecycle: NonNullable<ChangeNode['lifecycle']>, pair: Pair): void {
    const { initial, transitions, discouraged } = lifecycle;
    const was = isThere(pair.before) ? stateIn(lifecycle, pair.before) : undefined;
    const next = was === undefined ? [] : (transitions[was] ?? []);
    if (!isThere(pair.after)) {
      // What has not got further than a beginning has as good as not begun.
      if (was !== undefined && !initial.includes(was)) add(pair, { problem: 'illegal-transition', next });
      return;
    }
    const is = stateIn(lifecycle, pair.after);
    if (is === undefined) {
      if (pair.before !== pair.after) add(pair, { problem: 'unknown-state', states: Object.keys(transitions) });
    } else if (!isThere(pair.before)) {
      if (!initial.includes(is))
        add(pair, { problem: 'not-initial', initial, path: pathToFirst(lifecycle, is) ?? [is] });
    } else if (was !== undefined && was !== is && !next.includes(is)) {
      const path = pathBetween(lifecycle, was, is);
      if (granularity === 'sampled' && path) add(pair, { problem: 'skipped-states', path });
      else if (discouraged?.[was]?.includes(is)) add(pair, { problem: 'discouraged-transition', next });
      else add(pair, { problem: 'illegal-transition', next, ...(path && { path }) });
    }
  }

  function compareList(pair: Pair): void {
    const old = listOf(pair.before);
    const now = listOf(pair.after);
    const index = old.findIndex((element, at) => at >= now.length || !isSame(element, now[at]));
    if (index >= 0) add(pair, { problem: 'append-only-broken', index });
  }

  function compareSet(key: string | undefined, pair: Pair): void {
    const now = new Set(listOf(pair.after).map((member) => nameOfMember(member, key)));
    const missing = listOf(pair.before).filter((member) => !now.has(nameOfMember(member, key)));
    const names = missing.map((member) => (key === undefined ? member : (propertyOf(member, key) ?? member)));
    if (missing.length > 0) add(pair, { problem: 'grow-only-shrunk', missing: names });
  }

  function add({ before, after, from, at, place, key }: Pair, problem: ProblemOnly): void {
    changes.push({
      at,
      place,
      before,
      after,
      ...(isThere(before) && { from }),
      ...(key !== undefined && { key }),
      ...problem,
    });
  }
}

type ProblemOnly = Change extends infer C ? (C extends Change ? Omit<C, keyof Changed> : never) : never;

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function sameValue({ time }: ChangeNode, { before, after }: Pair): boolean {
  return isSame(before, after) || (time === true && compareTimes(before, after) === 0);
}

/** What has no order, as a time without an offset beside one with, does not go back. */
function goesBack(order: 'nondecreasing' | 'increasing', { before, after }: Pair): boolean {
  const difference =
    typeof before === 'number' && typeof after === 'number' ? after - before : compareTimes(after, before);
  return difference !== undefined && (order === 'increasing' ? difference <= 0 : difference < 0);
}

function stoodStill({ before, after }: Pair): boolean {
  if (!isThere(before)) return false;
  if (!isThere(after)) return true;
  const difference = compareTimes(after, before);
  return difference === undefined ? before === after : difference <= 0;
}

/** `undefined` when one of them is no date-time. */
function compareTimes(a: unknown, b: unknown): number | undefined {
  const first = typeof a === 'string' ? parseInstant(a) : undefined;
  const second = typeof b === 'string' ? parseInstant(b) : undefined;
  return first && second && compareInstants(first, second);
}

/** The elements of an array that have a key of their own; of those that share one nobody knows which is which. */
function byKey(list: unknown, key: string): Map<string, { readonly value: unknown; readonly index: number }> {
  const elements = new Map<string, { value: unknown; index: number }>();
  const shared = new Set<string>();
  listOf(list).forEach((value, index) => {
    const id = propertyOf(value, key);
    if (typeof id !== 'string' && typeof id !== 'number') return;
    const name = JSON.stringify(id);
    if (elements.has(name)) shared.add(name);
    else elements.set(name, { value, index });
  });
  for (const name of shared) elements.delete(name);
  return elements;
}

/** What tells a member of a set from others: its key, or all that it is. */
function nameOfMember(member: unknown, key: string | undefined): string {
  const id = key === undefined ? undefined : propertyOf(member, key);
  return canonicalText(id ?? member);
}

/** JSON with the names of each object in one order. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function propertyOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function remember(touched: Map<object, Set<string>>, parent: unknown, key: string): void {
  if (typeof parent !== 'object' || parent === null) return;
  const keys = touched.get(parent);
  if (keys) keys.add(key);
  else touched.set(parent, new Set([key]));
}
