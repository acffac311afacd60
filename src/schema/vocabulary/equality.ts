import { parseInstant } from '../../document/instant.js';
import type { ChangePlan } from './change-plan.js';
import { stateIn } from './machine.js';
import { type Said, saidOfItems, saidOfProperty } from './places.js';

/**
 * Whether two JSON values are the same: objects whatever the order of their names, date-times by their instant where
 * the schema says that they are some, states whatever their spelling.
 *
 * @param said what the plan says of the values
 * @param options.withoutTouch leaves out the properties with `x-touch`
 */
export function isSame(
  plan: ChangePlan,
  said: Said,
  before: unknown,
  after: unknown,
  options: { readonly withoutTouch?: boolean } = {},
): boolean {
  return same(said, before, after);

  function same(said: Said, before: unknown, after: unknown): boolean {
    if (before === after) return true;
    if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
      return (
        typeof before === 'string' && typeof after === 'string' && meaningOf(said, before) === meaningOf(said, after)
      );
    }
    if (Array.isArray(before) || Array.isArray(after)) {
      if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
      const inside = saidOfItems(plan, said);
      return before.every((element, index) => same(inside, element, after[index]));
    }
    const names = namesOf(said, before);
    return (
      names.length === namesOf(said, after).length &&
      names.every(
        (name) =>
          Object.hasOwn(after, name) &&
          same(
            saidOfProperty(plan, said, name),
            (before as Record<string, unknown>)[name],
            (after as Record<string, unknown>)[name],
          ),
      )
    );
  }

  function namesOf(said: Said, object: object): string[] {
    const names = Object.keys(object);
    if (options.withoutTouch !== true) return names;
    return names.filter((name) => saidOfProperty(plan, said, name).touch !== true);
  }
}

/** A text that two values have in common when, and only when, they are the same. */
export function textOf(plan: ChangePlan, said: Said, value: unknown): string {
  if (typeof value === 'string') return meaningOf(said, value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const inside = saidOfItems(plan, said);
    return `[${value.map((element) => textOf(plan, inside, element)).join()}]`;
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${textOf(plan, saidOfProperty(plan, said, name), member)}`,
  );
  return `{${members.sort().join()}}`;
}

/** What a string means at its place: its instant, its state, or itself. What it means is marked apart from strings. */
function meaningOf(said: Said, value: string): string {
  const instant = said.time && parseInstant(value);
  if (instant) return `@${instant.minute}:${instant.second}.${instant.fraction}`;
  const { lifecycle } = said;
  const state = lifecycle && stateIn(lifecycle, value);
  return state === undefined ? JSON.stringify(value) : `#${JSON.stringify(state)}`;
}
