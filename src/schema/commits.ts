import type { Path } from '../document/position.js';
import type { SessionState } from './phases.js';

/** A commit that a session's state says it made. */
export interface RecordedCommit {
  /** Where the record stands. */
  readonly at: Path;
  /** The hash as it is written; absent where it does not fit the schema. */
  readonly sha?: string;
}

/** The commits that a state lists, from where its version keeps them. */
export function commitsOf({ schema, value }: SessionState): RecordedCommit[] {
  const isV3 = schema === 'session-state-v3';
  const at: Path = isV3 ? ['git', 'commits'] : ['commits'];
  const commits: readonly ({ readonly sha?: string | undefined } | undefined)[] =
    (isV3 ? value.git?.commits : value.commits) ?? [];
  return commits.map((commit, index) => ({
    at: [...at, index],
    ...(typeof commit?.sha === 'string' && { sha: commit.sha }),
  }));
}
