/** A file of which something was mended. */
export interface FixedFile {
  /** Absolute. */
  readonly path: string;
  /** As shown: relative to the working directory, with `/`. */
  readonly file: string;
  /** Its text as it was and as it is, a byte-order mark included. */
  readonly before: string;
  readonly after: string;
  /** Findings that are gone. */
  readonly findings: number;
}
