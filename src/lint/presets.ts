import type { Severity } from './diagnostic.js';
import type { Rule } from './rule.js';

/** What holds where a configuration says nothing: `recommended` for any tree, `strict` for new ones. */
export const PRESETS = ['recommended', 'strict'] as const;

export type Preset = (typeof PRESETS)[number];

/** What a preset makes of a rule; `undefined` where its findings are as grave as the rule itself says. */
export function severityIn(preset: Preset, rule: Rule): Severity | 'off' | undefined {
  if (preset === 'strict') return rule.strict;
  return rule.recommended === false ? 'off' : undefined;
}

/** The preset of a name; its longer one tells it from a package. */
export function presetCalled(name: string): Preset | undefined {
  return PRESETS.find((preset) => name === preset || name === `stategate:${preset}`);
}
