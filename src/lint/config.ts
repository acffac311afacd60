import type { Severity } from './diagnostic.js';

/**
 * What `stategate.config.json` may say. The schema in `schemas/config.schema.json` is generated from this type, so
 * the comments here are what an editor shows.
 */
export interface Config {
  /** Address or path of this schema, for editors. */
  $schema?: string;
  /** Rule id → severity; `off` switches the rule off. Rules that are not named keep their own severity. */
  rules?: RuleSeverities;
  /**
   * Globs, relative to this file's folder, of files that are not checked.
   * @maxItems 1000
   */
  ignores?: string[];
  /**
   * The largest document that is read, in bytes: a JSON file, or one line of a JSONL file. 33554432 (32 MiB) when
   * absent; at most 268435456 (256 MiB).
   * @minimum 1
   * @maximum 268435456
   * @TJS-type integer
   */
  maxFileSize?: number;
  /**
   * When what the fields of one file say of each other must agree: at each write, the default, or only when the agent
   * stops. The schema, and how a file may change, hold at each write.
   */
  consistency?: 'write' | 'stop';
  /**
   * Whether the agent is kept from changing what it could switch the gate off with: this file, the baseline, the ledger
   * and the hooks in its settings. true when absent.
   */
  protect?: boolean;
  /**
   * What the gate does when it cannot do its work, as with a broken configuration: tell the user and let the agent go on,
   * the default, or hold it up.
   */
  onFault?: 'inform' | 'block';
}

// An interface and not a `Record`: the schema's generator loses the values of a `Record`.
/** Rule id → severity. */
export interface RuleSeverities {
  [ruleId: string]: Severity | 'off';
}
