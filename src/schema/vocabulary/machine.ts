import type { Lifecycle } from './lifecycle.js';

/** The state that a value names, by its own name or an alias; `undefined` when it names none. */
export function stateIn({ transitions, aliases }: Lifecycle, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const state = Object.hasOwn(aliases, value) ? (aliases[value] ?? value) : value;
  return Object.hasOwn(transitions, state) ? state : undefined;
}

/** The states that may follow a state. */
export function nextOf({ transitions }: Lifecycle, state: string): readonly string[] {
  return targetsIn(transitions, state);
}

/** The states that may follow a state although nobody should need that. */
export function discouragedOf({ discouraged = {} }: Lifecycle, state: string): readonly string[] {
  return targetsIn(discouraged, state);
}

/** A shortest chain of transitions, with both ends; `undefined` when none leads there. */
export function pathBetween(lifecycle: Lifecycle, from: string, to: string): string[] | undefined {
  return shortest([from], [to], (state) => nextOf(lifecycle, state));
}

/** A shortest chain in which discouraged transitions count as well. */
export function discouragedPath(lifecycle: Lifecycle, from: string, to: readonly string[]): string[] | undefined {
  return shortest([from], to, (state) => [...nextOf(lifecycle, state), ...discouragedOf(lifecycle, state)]);
}

/** A shortest chain from an initial state, with both ends. */
export function pathToFirst(lifecycle: Lifecycle, to: string): string[] | undefined {
  return shortest(lifecycle.initial, [to], (state) => nextOf(lifecycle, state));
}

/** A shortest chain back to an initial state, with both ends. */
export function pathBack(lifecycle: Lifecycle, from: string): string[] | undefined {
  return shortest([from], lifecycle.initial, (state) => nextOf(lifecycle, state));
}

function shortest(
  starts: readonly string[],
  ends: readonly string[],
  next: (state: string) => readonly string[],
): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>(starts.map((start) => [start, undefined]));
  // A map that grows while it is walked is walked to its end: in the order of distance.
  for (const [state] of cameFrom) {
    if (ends.includes(state)) {
      const path = [state];
      for (let at = cameFrom.get(state); at !== undefined; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    for (const target of next(state)) if (!cameFrom.has(target)) cameFrom.set(target, state);
  }
  return undefined;
}

function targetsIn(table: Readonly<Record<string, readonly string[]>>, state: string): readonly string[] {
  return Object.hasOwn(table, state) ? (table[state] ?? []) : [];
}
