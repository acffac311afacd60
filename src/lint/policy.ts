import type { RuleSettings } from './config.js';
import type { Preset } from './presets.js';

/** What a configuration, with all that it extends, says of rules. Plain data: it is sent to other threads. */
export interface Policy {
  readonly preset: Preset;
  /** What is said of single rules; of two that say something of a rule, the later one holds. */
  readonly layers: readonly Layer[];
  /** The folder that globs are relative to. */
  readonly folder: string;
}

export interface Layer {
  /** Globs of the files that it is about; absent: all. */
  readonly files?: readonly string[];
  readonly rules: RuleSettings;
}

/** What holds where nothing is configured. */
export const NO_POLICY: Policy = { preset: 'recommended', layers: [], folder: '/' };
