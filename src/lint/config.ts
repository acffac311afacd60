import type { Severity } from './diagnostic.js';

/**
 * What `stategate.config.json` may say. The schema in `schemas/config.schema.json` is generated from this type, so
 * the comments here are what an editor shows.
 */
export interface Config {
  /** Address or path of this schema, for editors. */
  $schema?: string;
  /**
   * What this configuration adds to: a preset (`recommended`, which holds where none is named, or `strict`), a file
   * (`./base.json`), or a package that holds a `stategate.config.json`. Of several, what the later ones say holds against
   * the earlier ones, and what is said here against all of them.
   */
  extends?: string | string[];
  rules?: RuleSettings;
  /**
   * What holds for some files only. Of several that are about a file, what the later ones say holds.
   * @maxItems 100
   */
  overrides?: Override[];
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

/** What holds for some files only. */
export interface Override {
  /**
   * Globs of these files, relative to the folder of the configuration that was found.
   * @minItems 1
   * @maxItems 100
   */
  files: string[];
  rules: RuleSettings;
}

// An interface and not a `Record`: the schema's generator loses the values of a `Record`.
/**
 * Rule id → severity, or severity and options; `off` switches the rule off. Rules that are not named are as the preset has
 * them.
 */
export interface RuleSettings {
  [ruleId: string]: RuleSetting;
}

/** How grave a rule's findings are at most, and what is set of it. A severity alone leaves the options as they were. */
export type RuleSetting = RuleSeverity | [RuleSeverity, OptionValues];

/** `off`, or how grave the findings of a rule are at most. */
export type RuleSeverity = 'off' | Severity;

/** Option → its value. */
export interface OptionValues {
  [option: string]: unknown;
}
