import type { Path } from '../document/position.js';
import type { SessionState } from './phases.js';

/** A commit that a session's state records, whatever the state's version. */
export interface CommitRecord {
  readonly at: Path;
  readonly sha?: string;
  readonly message?: string;
  readonly time?: string;
  /** The checkpoint that the commit belongs to. */
  readonly checkpoint?: number;
  /** Where it says so. */
  readonly checkpointAt: Path;
}

/** The commits that a state records, in the order in which they stand; those that are no objects are left out. */
export function commitsOf({ schema, value }: SessionState): readonly CommitRecord[] {
  if (schema === 'session-state-v2') {
    return recordsIn(value.commits, ['commits'], 'checkpoint');
  }
  if (schema === 'session-state-v1') return recordsIn(value.commits, ['commits'], 'checkpoint_id');
  return recordsIn(value.git?.commits, ['git', 'commits'], 'checkpoint_id');
}

type Fields = Readonly<Record<string, unknown>>;

function recordsIn(list: readonly unknown[] = [], holder: Path, property: string): CommitRecord[] {
  return list.flatMap((record, index) => {
    if (typeof record !== 'object' || record === null) return [];
    const { sha, message, created_at: time, [property]: checkpoint } = record as Fields;
    const at = [...holder, index];
    return [
      {
        at,
        ...(typeof sha === 'string' && { sha }),
        ...(typeof message === 'string' && { message }),
        ...(typeof time === 'string' && { time }),
        ...(typeof checkpoint === 'number' && { checkpoint }),
        checkpointAt: [...at, property],
      },
    ];
  });
}
