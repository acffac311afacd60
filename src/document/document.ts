import type { Problem } from './problem.js';

/** How a file holds documents: one in the whole file, or one a line. */
export type Format = 'json' | 'jsonl';

/** One document as read: its text, its value if it has one, and what is wrong with the text. */
export type Document = ParsedDocument | UnparsedDocument;

interface DocumentText {
  /** The document's own text, decoded, without a byte-order mark; empty if the file could not be read. */
  readonly text: string;
  /** The line of the file on which the text begins, 1-based. */
  readonly line: number;
  readonly problems: readonly Problem[];
}

export interface ParsedDocument extends DocumentText {
  readonly parsed: true;
  readonly value: unknown;
  /** It is a whole file with a document a line, and its value the array of these lines as they are written. */
  readonly byLine?: true;
}

export interface UnparsedDocument extends DocumentText {
  readonly parsed: false;
}

/** Bounds that keep time and memory in hand whatever the input is. */
export interface Limits {
  /** The largest document read, in bytes: a JSON file, or one line of a JSONL file. */
  readonly maxBytes: number;
  /** The deepest nesting of arrays and objects that is looked into. */
  readonly maxDepth: number;
}

/**
 * No document is read that has more bytes, whatever is allowed: half of the longest string that V8 makes, which is also
 * about what it can parse in the memory that Node gives it.
 */
export const MOST_BYTES = 256 * 1024 * 1024;

export const DEFAULT_LIMITS: Limits = { maxBytes: 32 * 1024 * 1024, maxDepth: 256 };

/** The format that a file's name tells: `.jsonl` and `.ndjson` hold one document a line. */
export function formatOf(file: string): Format {
  return /\.(?:jsonl|ndjson)$/iu.test(file) ? 'jsonl' : 'json';
}
