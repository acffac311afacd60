import type { Lifecycle } from './lifecycle.js';

/** The state that a value names, by its own name or an alias; `undefined` when it names none. */
export function stateIn({ transitions, aliases }: Lifecycle, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const state = Object.hasOwn(aliases, value) ? (aliases[value] ?? value) : value;
  return Object.hasOwn(transitions, state) ? state : undefined;
}

/** A shortest chain of transitions, with both ends; `undefined` when none leads there. */
export function pathBetween(lifecycle: Lifecycle, from: string, to: string): string[] | undefined {
  return shortest(lifecycle, [from], to);
}

/** A shortest chain from an initial state, with both ends. */
export function pathToFirst(lifecycle: Lifecycle, to: string): string[] | undefined {
  return shortest(lifecycle, lifecycle.initial, to);
}

function shortest({ transitions }: Lifecycle, starts: readonly string[], to: string): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>(starts.map((start) => [start, undefined]));
  // A map that grows while it is walked is walked to its end: in the order of distance.
  for (const [state] of cameFrom) {
    if (state === to) {
      const path = [to];
      for (let at = cameFrom.get(to); at !== undefined; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    if (!Object.hasOwn(transitions, state)) continue;
    for (const next of transitions[state] ?? []) if (!cameFrom.has(next)) cameFrom.set(next, state);
  }
  return undefined;
}
