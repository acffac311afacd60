/** How bad a finding is; see the docs for what each promises. */
export type Severity = 'error' | 'warning' | 'info';

/** Another place that a diagnostic points at. */
export interface Related {
  /** What stands there, in words. */
  message: string;
  /** Relative to the working directory, with `/`. */
  file: string;
  /** JSON Pointer (RFC 6901) into the document. */
  pointer: string;
  /**
   * 1-based.
   * @TJS-type integer
   */
  line: number;
  /**
   * 1-based, in UTF-16 code units.
   * @TJS-type integer
   */
  column: number;
  /** The commit that the file is taken from, where it is not the one that is checked. */
  commit?: string;
  /** When that commit was written: its author's date, ISO 8601. */
  date?: string;
}

/** What a step comes from: a commit. */
export interface CommitStep {
  /** A commit. */
  type: 'git';
  /** The commit. */
  commit: string;
  /** The parent that it is compared with; null for a commit without parents. */
  parent: string | null;
  /** When the commit was written: its author's date, ISO 8601. */
  date: string;
}

/** What a step comes from: what is staged. */
export interface StagedStep {
  /** The index. */
  type: 'index';
  /** The commit that it is compared with; null before the first. */
  base: string | null;
}

/** What a step comes from: two files. */
export interface FileStep {
  /** Two files that were named. */
  type: 'files';
}

/** The change that a diagnostic is about. */
export interface StepOfDiagnostic {
  /** The value before; absent when there was none, a list or an object as JSON, cut when it is long. */
  from?: string | number | boolean | null;
  /** The value after; absent when there is none any more. */
  to?: string | number | boolean | null;
  /** Exact: one change, which has to be one legal transition. Sampled: several may lie between the two versions. */
  granularity: 'exact' | 'sampled';
  /** What the step comes from. */
  source: CommitStep | StagedStep | FileStep;
}

/** One finding. */
export interface Diagnostic {
  /** The rule, e.g. `phase-order`. */
  ruleId: string;
  /** How bad it is. */
  severity: Severity;
  /** One line, without control characters. */
  message: string;
  /** Relative to the working directory, with `/`. */
  file: string;
  /** The kind of document, e.g. `session-state`; absent when the file could not be told to be of any. */
  kind?: string;
  /**
   * JSON Pointer (RFC 6901) into the document; empty for the document as a whole. Where it would have more than 4096
   * characters, it is that of the innermost place around that does not; line and column stay those of the finding.
   */
  pointer: string;
  /**
   * Where the finding begins, 1-based.
   * @TJS-type integer
   */
  line: number;
  /**
   * 1-based, in UTF-16 code units.
   * @TJS-type integer
   */
  column: number;
  /**
   * Where it ends, 1-based.
   * @TJS-type integer
   */
  endLine: number;
  /**
   * 1-based, exclusive.
   * @TJS-type integer
   */
  endColumn: number;
  /** Other places that prove the finding. */
  related: Related[];
  /** Stays the same while rule, file, place and offending value do; 16 hexadecimal digits. */
  fingerprint: string;
  /** There is one right answer, which `stategate check --fix` writes; absent where there is none. */
  fixable?: true;
  /** The change that it is about; absent where it is about one version alone. */
  step?: StepOfDiagnostic;
}

/** How much was looked at, and what came of it. */
export interface Summary {
  /**
   * Files looked at.
   * @TJS-type integer
   */
  files: number;
  /**
   * Documents in them: one for a JSON file, one a line for JSONL.
   * @TJS-type integer
   */
  documents: number;
  /**
   * Changes looked at.
   * @TJS-type integer
   */
  steps: number;
  /**
   * Documents and files that no schema was applied to, because of their kind or variant.
   * @TJS-type integer
   */
  skipped: number;
  /**
   * Documents that could not be read or parsed.
   * @TJS-type integer
   */
  unparsed: number;
  /**
   * Diagnostics of the severity error, as listed: one that tells of many left out counts once.
   * @TJS-type integer
   */
  errors: number;
  /**
   * Diagnostics of the severity warning, counted alike.
   * @TJS-type integer
   */
  warnings: number;
  /**
   * Diagnostics that are not listed, since the baseline lists them; absent where there is no baseline.
   * @TJS-type integer
   */
  baselined?: number;
}

/** The JSON report: a contract, versioned. */
export interface Report {
  /** Raised when a reader of the version before could break. */
  version: 1;
  /**
   * The findings, by file, line and column. Of one rule in one file 1000 are listed; one more tells how many others
   * there are, and is as grave as the gravest of them.
   */
  diagnostics: Diagnostic[];
  /** How much was looked at, and what came of it. */
  summary: Summary;
}
