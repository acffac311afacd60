import type { ChangeNode, ChangePlan } from './change-plan.js';
import { isSame } from './equality.js';

/**
 * What two plans say alike, place by place: the rules for a document that has moved from one version of its schema to
 * another. What only one of them says cannot be held against the move.
 */
export function commonPlan(one: ChangePlan, other: ChangePlan): ChangePlan {
  const numbers = new Map<string, number>();
  const nodes: ChangeNode[] = [];
  if (one.length > 0 && other.length > 0) join(0, 0);
  return nodes;

  function join(a: number, b: number): number {
    const name = `${a} ${b}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const number = nodes.length;
    numbers.set(name, number);
    nodes.push({});
    const [left = {}, right = {}] = [one[a], other[b]];
    nodes[number] = {
      ...same(left, right),
      ...(left.properties && right.properties && { properties: joinNamed(left.properties, right.properties) }),
      ...(left.patterns && right.patterns && { patterns: joinNamed(left.patterns, right.patterns) }),
      ...(left.rest !== undefined && right.rest !== undefined && { rest: join(left.rest, right.rest) }),
      ...(left.items !== undefined && right.items !== undefined && { items: join(left.items, right.items) }),
    };
    return number;
  }

  function joinNamed(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
    const joined: Record<string, number> = {};
    for (const [name, number] of Object.entries(a)) {
      if (Object.hasOwn(b, name)) joined[name] = join(number, b[name] ?? 0);
    }
    return joined;
  }
}

/** The keywords that both nodes have with the same value. */
function same(left: ChangeNode, right: ChangeNode): ChangeNode {
  const below = new Set(['properties', 'patterns', 'rest', 'items']);
  return Object.fromEntries(
    Object.entries(left).filter(
      ([keyword, value]) => !below.has(keyword) && isSame(value, right[keyword as keyof ChangeNode]),
    ),
  );
}
