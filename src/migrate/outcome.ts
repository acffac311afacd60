import type { Diagnostic } from '../lint/diagnostic.js';
import type { Obstacle } from '../workspace/discover.js';
import type { Decision } from './mapping.js';

/** A file that is, or would be, of another version. */
export interface MigratedFile {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
  readonly decisions: readonly Decision[];
}

/** A session that stays as it is. */
export interface RefusedSession {
  /** Its files that are of an earlier version, relative to the working directory, with `/`. */
  readonly files: readonly string[];
  /** What is wrong with them. */
  readonly errors: readonly Diagnostic[];
  /** Whether that is so only in the later version. */
  readonly after: boolean;
}

/** What became of the files of a session that are of an earlier version. */
export interface SessionOutcome {
  readonly migrated: readonly MigratedFile[];
  readonly refused: readonly RefusedSession[];
  /** Files that could not be written, with the reason: they are as they were. */
  readonly unwritten: readonly Obstacle[];
}
