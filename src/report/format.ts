import type { CheckResult } from '../lint/check.js';

/** What a format may adapt to. */
export interface FormatOptions {
  /** Whether colours may be used. */
  readonly color: boolean;
  /** Leave out everything but errors. */
  readonly quiet: boolean;
}

/** Writes a result as text that ends with a newline, or as nothing. */
export type Format = (result: CheckResult, options: FormatOptions) => string | Promise<string>;
