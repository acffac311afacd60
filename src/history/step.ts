import type { Document } from '../document/document.js';
import type { KindId } from '../schema/kinds.js';
import type { Granularity } from '../schema/vocabulary/changes.js';

/** A document before and after one change. */
export interface Step {
  readonly kind: KindId;
  /** Absent for a file that was not there. */
  readonly before?: Version;
  /** Absent for a file that was removed. */
  readonly after?: Version;
  /** The earlier version is of another file, which is still there: this one began as its copy. */
  readonly copied?: true;
  /** The earlier version is that of one of the lines that a merge brought together; each is compared with it. */
  readonly merged?: true;
  readonly granularity: Granularity;
  readonly source: StepSource;
  /** When the commit was made that has the later version, ISO 8601; absent where it is not from a commit. */
  readonly committed?: string;
}

/** One version of a file. */
export interface Version {
  /** As shown: relative to the working directory, with `/`. */
  readonly file: string;
  /** Where it stands or stood: absolute, with `/`. */
  readonly path: string;
  readonly document: Document;
  /** The commit that it is taken from, where it is from one. */
  readonly commit?: string;
}

/** Where a step comes from. */
export type StepSource =
  /** A commit and the parent that it is compared with; `null` where it has none. */
  | { readonly type: 'git'; readonly commit: string; readonly parent: string | null; readonly date: string }
  /** What is staged, and the commit that it is compared with; `null` before the first. */
  | { readonly type: 'index'; readonly base: string | null }
  /** Two files. */
  | { readonly type: 'files' };

/** Steps as a source finds them, and what it has to tell of its work. */
export interface StepStream {
  /** Each step is let go of when the next is asked for: memory does not grow with their number. */
  readonly steps: AsyncIterable<Step>;
  /** What could not be looked at, in words; complete when the steps are at their end. */
  readonly untold: readonly Untold[];
}

/** A part of a history that was not looked at. */
export interface Untold {
  /** A file or folder, as shown; the repository's when it concerns all. */
  readonly display: string;
  readonly reason: string;
  /** It has a history of its own, elsewhere: this one is whole without it. */
  readonly elsewhere?: true;
  /** It lies before the oldest commit of a shallow clone. */
  readonly shallow?: true;
}
