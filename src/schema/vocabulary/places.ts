import type { ChangeNode, ChangePlan, OtherProperties } from './change-plan.js';

/** What the keywords say, wherever they say it. */
type Keywords = Omit<ChangeNode, 'properties' | 'others' | 'items'>;

/**
 * All that a plan says of a value. Each has all of the members, in one order: they are asked for with each value of a
 * document, and what has one shape is read several times as fast.
 */
export interface Said extends Everything<Keywords> {
  /** The nodes of the places that the value stands at: more than one where patterns overlap. The first counts. */
  readonly nodes: readonly ChangeNode[];
  /** The properties of which something is said by name. */
  readonly names: readonly string[];
  /** Whether something is said of others. */
  readonly hasOthers: boolean;
}

type Everything<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

const EXPRESSIONS = new Map<string, RegExp>();

/** Whether a name matches a pattern of `patternProperties`: anywhere in it, as Unicode. */
export function isMatch(source: string, name: string): boolean {
  const known = EXPRESSIONS.get(source);
  if (known) return known.test(name);
  const expression = new RegExp(source, 'u');
  EXPRESSIONS.set(source, expression);
  return expression.test(name);
}

export const NOTHING = saidBy([]);

/** What is said of a document. */
export function saidOfDocument(plan: ChangePlan): Said {
  return nodeAt(plan, 0);
}

/** What is said of a property's value. */
export function saidOfProperty(plan: ChangePlan, { nodes }: Said, name: string): Said {
  const numbers: number[] = [];
  for (const { properties, others } of nodes) {
    const named = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (named !== undefined && nodes.length === 1) return nodeAt(plan, named);
    if (named !== undefined) numbers.push(named);
    else if (others) numbers.push(...others.flatMap((part) => numbersOf(part, name)));
  }
  return nodesAt(plan, numbers);
}

/** What is said of each element of an array. */
export function saidOfItems(plan: ChangePlan, { nodes }: Said): Said {
  if (nodes.length === 1) return nodeAt(plan, nodes[0]?.items);
  return nodesAt(
    plan,
    nodes.flatMap(({ items }) => items ?? []),
  );
}

function numbersOf({ patterns = {}, rest }: OtherProperties, name: string): number[] {
  const matching = Object.keys(patterns).filter((source) => isMatch(source, name));
  if (matching.length > 0) return matching.map((source) => patterns[source] ?? 0);
  return rest === undefined ? [] : [rest];
}

function nodesAt(plan: ChangePlan, numbers: readonly number[]): Said {
  if (numbers.length <= 1) return nodeAt(plan, numbers[0]);
  return saidBy([...new Set(numbers)].flatMap((number) => plan[number] ?? []));
}

/** Node → what is said where only it says something: nearly everywhere. */
const ALONE = new WeakMap<ChangeNode, Said>();

function nodeAt(plan: ChangePlan, number = -1): Said {
  const node = plan[number];
  if (!node) return NOTHING;
  let alone = ALONE.get(node);
  if (!alone) ALONE.set(node, (alone = saidBy([node])));
  return alone;
}

function saidBy(nodes: readonly ChangeNode[]): Said {
  const first = <K extends keyof ChangeNode>(keyword: K): ChangeNode[K] | undefined =>
    nodes.find((node) => node[keyword] !== undefined)?.[keyword];
  return {
    lifecycle: first('lifecycle'),
    immutable: first('immutable'),
    appendOnly: first('appendOnly'),
    growOnly: first('growOnly'),
    monotonic: first('monotonic'),
    touch: first('touch'),
    key: first('key'),
    time: first('time'),
    nodes,
    names: [...new Set(nodes.flatMap(({ properties }) => Object.keys(properties ?? {})))],
    hasOthers: first('others') !== undefined,
  };
}
