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

/** Whether work on a part of a plan has begun, be it over or not. */
export function isBegun(status: Status): boolean {
  return isBuilt(status) || stateOf('definitions.workStatus', status) === 'in_progress';
}

/** Whether a part of a plan says that it is not built. Where it says nothing, or what no schema knows, it may be. */
export function isOpen(status: Status): boolean {
  return status === null || (stateOf('definitions.workStatus', status) !== undefined && !isBuilt(status));
}

/** How a message tells where the work on a part stands. */
export function wordOfStatus(status: Status): string {
  return status ?? 'not begun';
}
