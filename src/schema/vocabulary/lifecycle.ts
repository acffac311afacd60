import { isSchema } from './subschemas.js';

/** States as a machine: the value of `x-lifecycle`. */
export interface Lifecycle {
  /** The states in which a new document may be. */
  readonly initial: readonly string[];
  /** State → the states that may follow it. Staying put is always legal. */
  readonly transitions: Readonly<Record<string, readonly string[]>>;
  /** Accepted spelling → the state that it means. */
  readonly aliases: Readonly<Record<string, string>>;
  /** State → states that may follow it, though nobody should need that: as a finished task that is taken up again. */
  readonly discouraged?: Readonly<Record<string, readonly string[]>>;
}

/** Reads a keyword's value; what is not as the meta-schema wants it is left out. */
export function readLifecycle(keyword: unknown): Lifecycle {
  const { initial, transitions, aliases, discouraged } = isSchema(keyword) ? keyword : {};
  const entries = (value: unknown): [string, unknown][] => (isSchema(value) ? Object.entries(value) : []);
  const moves = (value: unknown): Record<string, string[]> =>
    Object.fromEntries(entries(value).map(([state, targets]) => [state, strings(targets)]));
  return {
    initial: strings(initial),
    transitions: moves(transitions),
    aliases: Object.fromEntries(
      entries(aliases).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    ...(discouraged !== undefined && { discouraged: moves(discouraged) }),
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
