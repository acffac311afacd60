import { type State, stateOf } from './lifecycles.js';

type Status = string | null | undefined;

/** Where a run of research stands, under the canonical name of the state. */
export function researchState(status: Status): State<'research-state.status'> | undefined {
  return stateOf('research-state.status', status);
}

/** Where a subagent of a run of research stands, likewise. */
export function subagentState(status: Status): State<'research-subagent.status'> | undefined {
  return stateOf('research-subagent.status', status);
}

/** Words for a subtask that is done. Writers choose them freely; these are the ones that leave no doubt. */
const DONE: ReadonlySet<Status> = new Set(['complete', 'completed', 'done']);
const OPEN: ReadonlySet<Status> = new Set([
  null,
  'pending',
  'not_started',
  'in_progress',
  'searching',
  'analyzing',
  'researching',
  'assigned',
]);

export function isSubtaskDone(status: Status): boolean {
  return DONE.has(status);
}

export function isSubtaskOpen(status: Status): boolean {
  return OPEN.has(status);
}
