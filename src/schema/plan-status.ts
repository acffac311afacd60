import { stateOf } from './lifecycles.js';

type Status = string | null | undefined;

/** Whether the writing of a plan is over, so that what is not in it will not come. Says nothing of the building. */
export function isWritten(status: Status): boolean {
  return stateOf('definitions.planWritingStatus', status) === 'complete';
}

/** Whether a checkpoint, or another part of a plan, is built. */
export function isBuilt(status: Status): boolean {
  return stateOf('definitions.workStatus', status) === 'complete';
}
