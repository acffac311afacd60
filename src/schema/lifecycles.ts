import { type Path, toPointer } from '../document/position.js';
import { LIFECYCLE_PLACES, LIFECYCLES } from './generated/lifecycles.js';
import type { SchemaId } from './generated/schema-types.js';
import type { Lifecycle } from './vocabulary/lifecycle.js';

type Machines = typeof LIFECYCLES;

/** A machine of the schemas, named after the place where it stands: `agent.status`. */
export type LifecycleId = keyof Machines;

/** The states of a machine, under their canonical names. */
export type State<L extends LifecycleId> = L extends LifecycleId ? keyof Machines[L]['transitions'] : never;

/** The legal changes of a machine: `['idle', 'executing'] | …`. Staying put is legal as well. */
export type Transition<L extends LifecycleId> = L extends LifecycleId
  ? TransitionIn<Machines[L]['transitions']>
  : never;

type TransitionIn<T> = {
  [From in keyof T]: T[From] extends readonly (infer To)[] ? readonly [from: From, to: To] : never;
}[keyof T];

/** The machine that a schema has at a place of its documents; `undefined` where it has none. */
export function lifecycleAt(schema: SchemaId, path: Path): LifecycleId | undefined {
  const place = toPointer(path.map((key) => (typeof key === 'number' ? '*' : key)));
  return (LIFECYCLE_PLACES[schema] as Readonly<Record<string, LifecycleId>>)[place];
}

/** The state that a word stands for, be it the state's own name or an alias; `undefined` when it is neither. */
export function stateOf<L extends LifecycleId>(id: L, word: string | null | undefined): State<L> | undefined {
  if (typeof word !== 'string') return undefined;
  const { transitions, aliases }: Lifecycle = LIFECYCLES[id];
  const state = Object.hasOwn(aliases, word) ? aliases[word] : word;
  return state !== undefined && Object.hasOwn(transitions, state) ? (state as State<L>) : undefined;
}
