import type { Files, Project } from '../project.js';
import type { Script } from '../script.js';

/** Something that an agent tries, and what is to come of it. */
export interface Attempt {
  readonly name: string;
  /** What stands in the project at first, beside the session; committed. */
  readonly files?: Files;
  /** What stood there before that; committed earlier. */
  readonly earlier?: Files;
  readonly script: (project: Project) => Script;
  /** As `verdictOf` words it. */
  readonly outcome: string;
  /** What the model reads of it. */
  readonly told?: readonly RegExp[];
  /** Files as they are at the end; null where there must be none. */
  readonly disk: Readonly<Record<string, string | object | null>>;
}
