/** Findings that are known and let pass: the content of `stategate-baseline.json`. */
export interface Baseline {
  /** Address or path of this schema, for editors. */
  $schema?: string;
  /** Raised when an older stategate could not read it. */
  version: 1;
  /** Sorted, and one a line, so that versions merge. */
  findings: BaselineEntry[];
}

/** A finding that is let pass. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with `/`. */
  file: string;
  /** The rule. */
  rule: string;
  /** JSON Pointer (RFC 6901) into the document. */
  pointer: string;
  /** The commit whose change it is about; absent for what is wrong with a document as it is. */
  commit?: string;
  /** What it is known by: rule, file, place and offending value; of a change, what was and is, and the commit. */
  fingerprint: string;
  /**
   * How many such findings there are, as on several lines of a log; one when absent.
   * @minimum 2
   * @TJS-type integer
   */
  count?: number;
  /** Why it is let pass. For people; it is kept when the list is updated. */
  reason?: string;
}
