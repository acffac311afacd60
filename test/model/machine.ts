import type { Machine } from './shape.js';

/** The state that a value names by its own name or another. */
export function stateOf({ transitions, aliases = {} }: Machine, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const state = Object.hasOwn(aliases, value) ? aliases[value]! : value;
  return Object.hasOwn(transitions, state) ? state : undefined;
}

export function statesOf({ transitions }: Machine): string[] {
  return Object.keys(transitions);
}

/** All ways to write a state, its own name first. */
export function spellingsOf({ aliases = {} }: Machine, state: string): string[] {
  return [state, ...Object.keys(aliases).filter((alias) => aliases[alias] === state)];
}

export function nextOf({ transitions }: Machine, state: string): readonly string[] {
  return transitions[state] ?? [];
}

export function discouragedOf({ discouraged = {} }: Machine, state: string): readonly string[] {
  return discouraged[state] ?? [];
}

/** All states that can be reached from some, themselves among them. */
export function reachable(starts: readonly string[], next: (state: string) => readonly string[]): Set<string> {
  const found = new Set(starts);
  // A set that grows while it is walked is walked to its end.
  for (const state of found) for (const target of next(state)) found.add(target);
  return found;
}

/** Of some states, those from which the fewest moves lead to one of others. */
export function nearest(machine: Machine, states: readonly string[], goals: readonly string[]): string[] {
  const found = new Set(goals);
  while (found.size > 0) {
    const near = states.filter((state) => found.has(state));
    if (near.length > 0) return near;
    const before = statesOf(machine).filter((state) => nextOf(machine, state).some((next) => found.has(next)));
    const known = found.size;
    for (const state of before) found.add(state);
    if (found.size === known) break;
  }
  return [...states];
}
