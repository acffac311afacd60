import type { Path } from '../document/position.js';
import type { SessionState } from './phases.js';

/** How far a session's state says the plan is built, whatever its version. */
export interface Progress {
  /** Where the state keeps it. */
  readonly at: Path;
  /** The number of checkpoints; absent until it is known, which some files write as null and some as 0. */
  readonly total?: number;
  /** How many of them the plan spells out; a plan may be written checkpoint by checkpoint. */
  readonly detailed?: number;
  /** Ids; holes where one does not fit the schema. Absent when the state keeps no such list. */
  readonly completed?: readonly (number | undefined)[];
  readonly current?: number;
}

/** Reads the progress from where the state's version keeps it. */
export function progressOf({ schema, value }: SessionState): Progress {
  if (schema === 'session-state-v2') {
    const { build_progress: progress } = value;
    return {
      at: ['build_progress'],
      ...known(progress?.checkpoints_total, progress?.current_checkpoint),
      ...(progress?.checkpoints_completed && { completed: progress.checkpoints_completed }),
    };
  }
  const { plan_state: progress } = value;
  return {
    at: ['plan_state'],
    ...known(progress?.checkpoints_total, progress?.current_checkpoint),
    ...(typeof progress?.checkpoints_detailed === 'number' && { detailed: progress.checkpoints_detailed }),
    ...(progress?.checkpoints_completed && { completed: progress.checkpoints_completed }),
  };
}

/**
 * The checkpoints that are completed, each once; `undefined` where the state keeps no list of them, or one with an id
 * that fits no checkpoint, which might mean any.
 */
export function completedIn({ completed, total = Infinity }: Progress): ReadonlySet<number> | undefined {
  if (!completed?.every((id) => id !== undefined && id >= 1 && id <= total)) return undefined;
  return new Set(completed as readonly number[]);
}

function known(
  total: number | null | undefined,
  current: number | null | undefined,
): Pick<Progress, 'total' | 'current'> {
  return {
    ...(typeof total === 'number' && total >= 1 && { total }),
    ...(typeof current === 'number' && { current }),
  };
}
