import { VOCABULARY } from './keywords.js';
import { type Lifecycle, readLifecycle } from './lifecycle.js';
import { isMatch } from './places.js';
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
  /** Property → what all that is said of it says. The numbers here and below are those of nodes in the plan. */
  readonly properties?: Readonly<Record<string, number>>;
  /** What is said of properties that are not in `properties`; each part counts. */
  readonly others?: readonly OtherProperties[];
  readonly items?: number;
}

/** What one schema says of the properties that it does not name. */
export interface OtherProperties {
  /** Regular expression → the properties whose name matches. */
  readonly patterns?: Readonly<Record<string, number>>;
  /** The properties that match none of them. */
  readonly rest?: number;
}

/** What a schema says of changes: its first node is that of the document. Empty when it says nothing. Plain data. */
export type ChangePlan = readonly ChangeNode[];

/** A node while the plan is made: what stands below it is not numbered yet. */
interface Draft {
  own: Omit<ChangeNode, 'properties' | 'others' | 'items'>;
  properties: Map<string, Draft>;
  others: { patterns: Map<string, Draft>; rest: Draft }[];
  items?: Draft;
}

/** What a plan is made of; a schema without any of it, as one that only refers to another, adds nothing. */
const READ = [...VOCABULARY, 'format', 'properties', 'patternProperties', 'additionalProperties', 'items'];

/**
 * Reads a schema's change vocabulary once, so that documents can be compared without it.
 *
 * What is said of a place is what stands there, what its `$ref` leads to and what the parts of its `allOf` say; of a
 * keyword that is said twice the first counts. Keywords inside `if`, `then`, `else`, `anyOf`, `oneOf` and `not` say
 * nothing: whether they apply depends on a value, and there are two. docs/change-vocabulary.md is the specification.
 *
 * @param resolve where a `$ref` leads
 */
export function changePlanOf(root: Schema, resolve: Resolve): ChangePlan {
  const drafts = new Map<string, Draft>();
  const numbers = new Map<Schema, number>();
  const first = draftOf([{ schema: root, root }]);
  const kept = keptOf(first);
  const order = [...kept];
  const numberOf = new Map(order.map((draft, index) => [draft, index]));
  return order.map(({ own, properties, others, items }) => {
    const named = numbered(properties);
    const rest = others.map(numberedOthers).filter((part) => Object.keys(part).length > 0);
    return {
      ...own,
      ...(named && { properties: named }),
      ...(rest.length > 0 && { others: rest }),
      ...(items && kept.has(items) && { items: numberOf.get(items) ?? 0 }),
    };
  });

  function numberedOthers({ patterns, rest }: Draft['others'][number]): OtherProperties {
    const matching = numbered(patterns);
    return { ...(matching && { patterns: matching }), ...(kept.has(rest) && { rest: numberOf.get(rest) ?? 0 }) };
  }

  function numbered(below: ReadonlyMap<string, Draft>): Record<string, number> | undefined {
    const entries = [...below].flatMap(([key, draft]) => (kept.has(draft) ? [[key, numberOf.get(draft) ?? 0]] : []));
    return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Record<string, number>);
  }

  /** One draft for the same schemas, so that a schema that contains itself ends. */
  function draftOf(places: readonly Located[]): Draft {
    const said = [
      ...new Map(places.flatMap((place) => allSaidAt(place, resolve)).map((one) => [one.schema, one])).values(),
    ].filter(({ schema }) => READ.some((keyword) => Object.hasOwn(schema, keyword)));
    const name = said.map(({ schema }) => numberFor(schema)).join(' ');
    const known = drafts.get(name);
    if (known) return known;
    const draft: Draft = { own: ownOf(said.map(({ schema }) => schema)), properties: new Map(), others: [] };
    drafts.set(name, draft);
    const names = new Set(said.flatMap(({ schema }) => Object.keys(partsOf(schema, 'properties'))));
    for (const key of names) draft.properties.set(key, draftOf(said.flatMap((one) => propertyOf(one, key))));
    for (const { schema, root } of said) {
      const patterns = Object.entries(partsOf(schema, 'patternProperties'));
      if (patterns.length === 0 && !isSchema(schema['additionalProperties'])) continue;
      draft.others.push({
        patterns: new Map(patterns.map(([source, part]) => [source, draftOf(located(part, root))])),
        rest: draftOf(located(schema['additionalProperties'], root)),
      });
    }
    const items = said.flatMap(({ schema, root }) => located(schema['items'], root));
    if (items.length > 0) draft.items = draftOf(items);
    return draft;
  }

  function numberFor(schema: Schema): number {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  }
}

/** The drafts that a plan needs, the document's own first; none when nothing is said of changes. */
function keptOf(first: Draft): Set<Draft> {
  const parents = new Map<Draft, Draft[]>([[first, []]]);
  // A map that grows while it is walked is walked to its end, and so is a set.
  for (const [draft] of parents) {
    for (const child of childrenOf(draft)) {
      const known = parents.get(child);
      if (known) known.push(draft);
      else parents.set(child, [draft]);
    }
  }
  const saying = [...parents.keys()].filter(({ own }) => Object.keys(own).length > 0);
  if (!saying.some(({ own }) => Object.keys(own).some((keyword) => !MEANS.has(keyword)))) return new Set();
  const kept = new Set([first, ...saying]);
  for (const draft of kept) for (const parent of parents.get(draft) ?? []) kept.add(parent);
  // Where the rest has something said of it, what is not the rest must be known as well.
  for (const { properties, others } of [...kept]) {
    if (!others.some(({ rest }) => kept.has(rest))) continue;
    for (const child of [...properties.values(), ...others.flatMap(({ patterns }) => [...patterns.values()])]) {
      kept.add(child);
    }
  }
  return kept;
}

/** What by itself says nothing of changes: how to follow elements, and how to compare. */
const MEANS: ReadonlySet<string> = new Set(['key', 'time']);

function childrenOf({ properties, others, items }: Draft): Draft[] {
  const unnamed = others.flatMap(({ patterns, rest }) => [...patterns.values(), rest]);
  return [...properties.values(), ...unnamed, ...(items ? [items] : [])];
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

/** What a schema says of the property of that name. */
function propertyOf({ schema, root }: Located, key: string): Located[] {
  const named = partsOf(schema, 'properties');
  const patterns = Object.entries(partsOf(schema, 'patternProperties')).filter(([source]) => isMatch(source, key));
  const isNamed = Object.hasOwn(named, key);
  if (!isNamed && patterns.length === 0) return located(schema['additionalProperties'], root);
  return [...(isNamed ? [named[key]] : []), ...patterns.map(([, part]) => part)].flatMap((part) => located(part, root));
}

function partsOf(schema: Schema, keyword: string): Schema {
  const parts = schema[keyword];
  return isSchema(parts) ? parts : {};
}

/** A part of a schema; nothing where it is `true` or `false`, which say nothing. */
function located(part: unknown, root: Schema): Located[] {
  return isSchema(part) ? [{ schema: part, root }] : [];
}
