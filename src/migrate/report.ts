import type { Diagnostic } from '../lint/diagnostic.js';

/** What had to be decided, as the later version says it otherwise or not at all. */
export interface MigrationDecision {
  /** The schema of the version that it was decided for. */
  schema: string;
  /** JSON Pointer (RFC 6901) into the document of that version. */
  pointer: string;
  /** What was decided, and why. */
  message: string;
}

/** A file that is, or would be, of another version. */
export interface MigratedFileReport {
  /** Relative to the working directory, with `/`. */
  file: string;
  /**
   * The version that it was of.
   * @TJS-type integer
   */
  from: number;
  /**
   * The version that it is of now, or would be.
   * @TJS-type integer
   */
  to: number;
  /** What had to be decided for it. */
  decisions: MigrationDecision[];
  /** What would change, as a unified diff; there in a dry run. */
  diff?: string;
}

/** A session that stays as it is. */
export interface RefusedSessionReport {
  /** Its files that are of an earlier version, relative to the working directory, with `/`. */
  files: string[];
  /** What is wrong with them. */
  errors: Diagnostic[];
  /** Whether that is so only in the later version. */
  after: boolean;
}

/** The JSON report of `stategate migrate`: a contract, versioned. */
export interface MigrationReport {
  /** Raised when a reader of the version before could break. */
  version: 1;
  /** The version that sessions are taken to. */
  to: 2 | 3;
  /** Whether nothing was written. */
  dryRun: boolean;
  /** Files that are, or would be, of another version. */
  migrated: MigratedFileReport[];
  /** Sessions that stay as they are, because they have errors. */
  refused: RefusedSessionReport[];
  /**
   * How many files were of the version already.
   * @TJS-type integer
   */
  current: number;
  /** Files of a later version, left alone. Relative to the working directory, with `/`. */
  later: string[];
}
