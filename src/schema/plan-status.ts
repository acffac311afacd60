import { LIFECYCLES } from './generated/lifecycles.js';
import { stateOf } from './lifecycles.js';

type Status = string | null | undefined;

/** Whether the writing of a plan is over, so that what is not in it will not come. Says nothing of the building. */
export function isWritten(status: Status): boolean {
  return stateOf('definitions.planWritingStatus', status) === 'complete';
}

const { transitions, aliases } = LIFECYCLES['definitions.workStatus'];

/** What each word says of the work on a part: a plan has hundreds of parts, of which several rules ask. */
const WORK: ReadonlyMap<Status, string> = new Map([
  ...Object.keys(transitions).map((state) => [state, state] as const),
  ...Object.entries(aliases),
]);

/** Whether a checkpoint, or another part of a plan, is built. */
export function isBuilt(status: Status): boolean {
  return WORK.get(status) === 'complete';
}

/** Whether work on a part of a plan has begun, be it over or not. */
export function isBegun(status: Status): boolean {
  return isBuilt(status) || WORK.get(status) === 'in_progress';
}

/** Whether a part of a plan says that it is not built. Where it says nothing, or what no schema knows, it may be. */
export function isOpen(status: Status): boolean {
  return status === null || (WORK.has(status) && !isBuilt(status));
}

/** How a message tells where the work on a part stands. */
export function wordOfStatus(status: Status): string {
  return status ?? 'not begun';
}
