import type { CacheOptions } from './cache/cache-options.js';

/** How files are judged. */
export interface JudgingOptions {
  /** Keeps the verdicts on files, and judges only what has changed since. Not for changes, nor for a text. */
  readonly cache?: CacheOptions;
  /** How many threads to use at most; when absent, one a core, at most four. Few files are checked in one. */
  readonly threads?: number;
  /** Called as files are done, with how many of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}
