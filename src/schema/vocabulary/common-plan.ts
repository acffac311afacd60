import type { ChangeNode, ChangePlan, OtherProperties } from './change-plan.js';
import { isSame } from './equality.js';
import { NOTHING } from './places.js';

/** No node: what is not there says nothing. */
const NONE = -1;

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
    const others = joinOthers(left.others, right.others);
    nodes[number] = {
      ...same(left, right),
      ...joinProperties(left.properties, right.properties, others.length > 0),
      ...(others.length > 0 && { others }),
      ...(left.items !== undefined && right.items !== undefined && { items: join(left.items, right.items) }),
    };
    return number;
  }

  /** @param all keeps names that only one has: where the rest has something said of it, they must stay apart from it */
  function joinProperties(a: Numbers = {}, b: Numbers = {}, all: boolean): Pick<ChangeNode, 'properties'> {
    const names = Object.keys({ ...a, ...b }).filter(
      (name) => all || (Object.hasOwn(a, name) && Object.hasOwn(b, name)),
    );
    if (names.length === 0) return {};
    return { properties: Object.fromEntries(names.map((name) => [name, join(numberIn(a, name), numberIn(b, name))])) };
  }

  function joinOthers(a: readonly OtherProperties[] = [], b: readonly OtherProperties[] = []): OtherProperties[] {
    return a.slice(0, b.length).map((left, index) => {
      const { patterns = {}, rest } = b[index] ?? {};
      const sources = Object.keys({ ...left.patterns, ...patterns });
      const joined = sources.map((source) => [
        source,
        join(numberIn(left.patterns ?? {}, source), numberIn(patterns, source)),
      ]);
      return {
        ...(sources.length > 0 && { patterns: Object.fromEntries(joined) as Numbers }),
        ...(left.rest !== undefined && rest !== undefined && { rest: join(left.rest, rest) }),
      };
    });
  }
}

type Numbers = Readonly<Record<string, number>>;

function numberIn(numbers: Numbers, name: string): number {
  return Object.hasOwn(numbers, name) ? (numbers[name] ?? NONE) : NONE;
}

/** The keywords that both nodes have with the same value. */
function same(left: ChangeNode, right: ChangeNode): ChangeNode {
  const below = new Set(['properties', 'others', 'items']);
  return Object.fromEntries(
    Object.entries(left).filter(
      ([keyword, value]) => !below.has(keyword) && isSame([], NOTHING, value, right[keyword as keyof ChangeNode]),
    ),
  );
}
