import type { Range } from './position.js';

/** Values that a message's `{placeholders}` are filled with. */
export type MessageData = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What is wrong with a file or its text before any schema is asked: typed data, no prose.
 * `rule` and `message` name the rule module and the entry of its `messages` that hold the words.
 */
export interface Problem {
  rule: string;
  message: string;
  data: MessageData;
  range: Range;
}
