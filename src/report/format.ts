import type { CheckResult } from '../check/check.js';
import type { RuleMeta } from '../lint/rule.js';

/** What a format may adapt to. */
export interface FormatOptions {
  /** Whether colours may be used. */
  readonly color: boolean;
  /** The width of the terminal; absent where the output is none, and then a text is not broken into rows. */
  readonly columns?: number | undefined;
  /** Leave out everything but errors. */
  readonly quiet: boolean;
  /** The folder that the result's files are relative to; the process's own when absent. */
  readonly cwd?: string;
  /** The rules, of which some reports tell what they hold; where it is absent, these do without. */
  readonly rules?: readonly RuleMeta[];
  /** This program's version; where it is absent, a report does without. */
  readonly version?: string;
}

/**
 * Writes a result as text that ends with a newline, or as nothing; piece by piece, since a report can be longer than a
 * string.
 */
export type Format = (result: CheckResult, options: FormatOptions) => Iterable<string> | Promise<Iterable<string>>;
