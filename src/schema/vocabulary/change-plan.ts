import { type Lifecycle, readLifecycle } from './lifecycle.js';
import { allSaidAt, isSchema, type Located, type Resolve, type Schema } from './subschemas.js';

/** What the keywords of the change vocabulary say of a value, and where in it there is more of that. Plain data. */
export interface ChangeNode {
  readonly lifecycle?: Lifecycle;
  readonly immutable?: true;
  readonly appendOnly?: true;
  readonly growOnly?: true;
  readonly monotonic?: 'nondecreasing' | 'increasing';
  readonly touch?: true;
  /** The property that identifies an element. */
  readonly key?: string;
  /** A date-time: equal when it is the same instant, however written. */
  readonly time?: true;
  /** The numbers are those of nodes in the plan. */
  readonly properties?: Readonly<Record<string, number>>;
  /** Regular expression → the node of properties whose name matches. */
  readonly patterns?: Readonly<Record<string, number>>;
  /** Of the properties that are not named and match no pattern. */
  readonly rest?: number;
  readonly items?: number;
}

/** What a schema says of changes: its first node is that of the document. Empty when it says nothing. Plain data. */
export type ChangePlan = readonly ChangeNode[];

/** A node while the plan is made: what stands below it is not numbered yet. */
interface Draft {
  own: Omit<ChangeNode, 'properties' | 'patterns' | 'rest' | 'items'>;
  properties: Map<string, Draft>;
  patterns: Map<string, Draft>;
  rest?: Draft;
  items?: Draft;
}

/**
 * Reads a schema's change vocabulary once, so that documents can be compared without it.
 *
 * What is said of a place is what stands there, what its `$ref` leads to and what the parts of its `allOf` say; of a
 * keyword that is said twice the first counts. Keywords inside `if`, `then`, `else`, `anyOf`, `oneOf` and `not` say
 * nothing: whether they apply depends on a value, and there are two.
 *
 * @param resolve where a `$ref` leads
 */
export function changePlanOf(root: Schema, resolve: Resolve): ChangePlan {
  const drafts = new Map<string, Draft>();
  const numbers = new Map<Schema, number>();
  const first = draftOf([{ schema: root, root }]);
  const telling = tellingAmong(first);
  if (!telling.has(first)) return [];
  const order = [first, ...[...telling].filter((draft) => draft !== first)];
  const numberOf = new Map(order.map((draft, index) => [draft, index]));
  return order.map((draft) => ({
    ...draft.own,
    ...numbered('properties', draft.properties),
    ...numbered('patterns', draft.patterns),
    ...(draft.rest && telling.has(draft.rest) && { rest: numberOf.get(draft.rest) ?? 0 }),
    ...(draft.items && telling.has(draft.items) && { items: numberOf.get(draft.items) ?? 0 }),
  }));

  function numbered<K extends string>(name: K, below: Map<string, Draft>): { [N in K]?: Record<string, number> } {
    const kept = [...below].flatMap(([key, draft]) => (telling.has(draft) ? [[key, numberOf.get(draft) ?? 0]] : []));
    return kept.length === 0 ? {} : ({ [name]: Object.fromEntries(kept) } as { [N in K]?: Record<string, number> });
  }

  /** One draft for the same schemas, so that a schema that contains itself ends. */
  function draftOf(places: readonly Located[]): Draft {
    const said = places.flatMap((place) => allSaidAt(place, resolve));
    const name = said.map(({ schema }) => numberFor(schema)).join(' ');
    const known = drafts.get(name);
    if (known) return known;
    const draft: Draft = { own: ownOf(said.map(({ schema }) => schema)), properties: new Map(), patterns: new Map() };
    drafts.set(name, draft);
    for (const [key, below] of namedBelow(said, 'properties')) draft.properties.set(key, draftOf(below));
    for (const [key, below] of namedBelow(said, 'patternProperties')) draft.patterns.set(key, draftOf(below));
    const rest = below(said, 'additionalProperties');
    if (rest.length > 0) draft.rest = draftOf(rest);
    const items = below(said, 'items');
    if (items.length > 0) draft.items = draftOf(items);
    return draft;
  }

  function numberFor(schema: Schema): number {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  }
}

/** The drafts that say something, or lead to one that does. */
function tellingAmong(first: Draft): Set<Draft> {
  const parents = new Map<Draft, Draft[]>([[first, []]]);
  // A map that grows while it is walked is walked to its end.
  for (const [draft] of parents) {
    for (const child of childrenOf(draft)) {
      const known = parents.get(child);
      if (known) known.push(draft);
      else parents.set(child, [draft]);
    }
  }
  const telling = new Set([...parents.keys()].filter(({ own }) => Object.keys(own).some((name) => !MEANS.has(name))));
  for (const draft of telling) for (const parent of parents.get(draft) ?? []) telling.add(parent);
  return telling;
}

/** What by itself says nothing of changes: how to follow elements, and how to compare. */
const MEANS: ReadonlySet<string> = new Set(['key', 'time']);

function childrenOf({ properties, patterns, rest, items }: Draft): Draft[] {
  return [...properties.values(), ...patterns.values(), ...(rest ? [rest] : []), ...(items ? [items] : [])];
}

function ownOf(said: readonly Schema[]): Draft['own'] {
  const first = (keyword: string): unknown => said.find((schema) => Object.hasOwn(schema, keyword))?.[keyword];
  const key = first('x-key');
  const monotonic = first('x-monotonic');
  return {
    ...(first('x-lifecycle') !== undefined && { lifecycle: readLifecycle(first('x-lifecycle')) }),
    ...(first('x-immutable') === true && { immutable: true }),
    ...(first('x-append-only') === true && { appendOnly: true }),
    ...(first('x-grow-only') === true && { growOnly: true }),
    ...((monotonic === 'nondecreasing' || monotonic === 'increasing') && { monotonic }),
    ...(first('x-touch') === true && { touch: true }),
    ...(typeof key === 'string' && { key }),
    ...(said.some((schema) => schema['format'] === 'date-time') && { time: true }),
  };
}

function below(said: readonly Located[], keyword: string): Located[] {
  return said.flatMap(({ schema, root }) => {
    const next = schema[keyword];
    return isSchema(next) ? [{ schema: next, root }] : [];
  });
}

function namedBelow(said: readonly Located[], keyword: string): Map<string, Located[]> {
  const names = new Map<string, Located[]>();
  for (const { schema, root } of said) {
    const parts = schema[keyword];
    if (!isSchema(parts)) continue;
    for (const [name, part] of Object.entries(parts)) {
      if (!isSchema(part)) continue;
      const list = names.get(name);
      if (list) list.push({ schema: part, root });
      else names.set(name, [{ schema: part, root }]);
    }
  }
  return names;
}
