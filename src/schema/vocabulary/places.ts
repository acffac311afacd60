import type { ChangeNode, ChangePlan, OtherProperties } from './change-plan.js';

/** All that a plan says of a value: the nodes of the places that it stands at. More than one where patterns overlap. */
export type Said = readonly ChangeNode[];

const EXPRESSIONS = new Map<string, RegExp>();

/** Whether a name matches a pattern of `patternProperties`: anywhere in it, as Unicode. */
export function isMatch(source: string, name: string): boolean {
  const known = EXPRESSIONS.get(source);
  if (known) return known.test(name);
  const expression = new RegExp(source, 'u');
  EXPRESSIONS.set(source, expression);
  return expression.test(name);
}

/** What is said by a keyword; where it is said twice, the first counts. */
export function firstOf<K extends keyof ChangeNode>(said: Said, keyword: K): ChangeNode[K] | undefined {
  for (const node of said) if (node[keyword] !== undefined) return node[keyword];
  return undefined;
}

const NOTHING: Said = [];

/** What is said of a property's value. */
export function saidOfProperty(plan: ChangePlan, said: Said, name: string): Said {
  const numbers: number[] = [];
  for (const { properties, others } of said) {
    const named = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (named !== undefined) numbers.push(named);
    else if (others) numbers.push(...others.flatMap((part) => numbersOf(part, name)));
  }
  return nodesAt(plan, numbers);
}

/** What is said of each element of an array. */
export function saidOfItems(plan: ChangePlan, said: Said): Said {
  const numbers: number[] = [];
  for (const { items } of said) if (items !== undefined) numbers.push(items);
  return nodesAt(plan, numbers);
}

function numbersOf({ patterns = {}, rest }: OtherProperties, name: string): number[] {
  const matching = Object.keys(patterns).filter((source) => isMatch(source, name));
  if (matching.length > 0) return matching.map((source) => patterns[source] ?? 0);
  return rest === undefined ? [] : [rest];
}

/** Node → what is said where only it says something: nearly everywhere, and asked for with each value of a document. */
const ALONE = new WeakMap<ChangeNode, Said>();

function nodesAt(plan: ChangePlan, numbers: readonly number[]): Said {
  if (numbers.length > 1) return [...new Set(numbers)].flatMap((number) => plan[number] ?? []);
  const node = plan[numbers[0] ?? -1];
  if (!node) return NOTHING;
  let alone = ALONE.get(node);
  if (!alone) ALONE.set(node, (alone = [node]));
  return alone;
}
