import type { ChangeNode, ChangePlan } from './change-plan.js';

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

/** What is said of a property's value. */
export function saidOfProperty(plan: ChangePlan, said: Said, name: string): Said {
  if (said.length === 0) return said;
  const numbers = new Set<number>();
  for (const { properties, others = [] } of said) {
    const named = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (named !== undefined) {
      numbers.add(named);
      continue;
    }
    for (const { patterns = {}, rest } of others) {
      const matching = Object.keys(patterns).filter((source) => isMatch(source, name));
      for (const source of matching) numbers.add(patterns[source] ?? 0);
      if (matching.length === 0 && rest !== undefined) numbers.add(rest);
    }
  }
  return nodesAt(plan, numbers);
}

/** What is said of each element of an array. */
export function saidOfItems(plan: ChangePlan, said: Said): Said {
  return nodesAt(plan, new Set(said.flatMap(({ items }) => items ?? [])));
}

function nodesAt(plan: ChangePlan, numbers: ReadonlySet<number>): Said {
  return [...numbers].flatMap((number) => plan[number] ?? []);
}
