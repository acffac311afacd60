import type { Path } from '../document/position.js';

/** A session that the state of another one refers to. */
export interface SessionReference {
  readonly at: Path;
  readonly id: string;
}

/** The properties in which a state, whatever its version, names one session. */
const SINGLE = ['parent_session', 'prior_session'];

/** Where an object in `prior_sessions` has the id. */
const IDS = ['session_id', 'id'];

/** The sessions that a state refers to; `value` may be anything. */
export function sessionsReferredTo(value: unknown): SessionReference[] {
  const state = objectOf(value);
  const prior: readonly unknown[] = Array.isArray(state['prior_sessions']) ? state['prior_sessions'] : [];
  return [
    ...SINGLE.flatMap((name) => referenceAt([name], state[name])),
    ...prior.flatMap((one, index) => {
      const at = ['prior_sessions', index];
      if (typeof one === 'string') return referenceAt(at, one);
      const name = IDS.find((id) => typeof objectOf(one)[id] === 'string');
      return name === undefined ? [] : referenceAt([...at, name], objectOf(one)[name]);
    }),
  ];
}

function referenceAt(at: Path, id: unknown): SessionReference[] {
  return typeof id === 'string' && id !== '' ? [{ at, id }] : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
