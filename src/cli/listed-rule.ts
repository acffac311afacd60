import type { Severity } from '../lint/diagnostic.js';
import { type Preset, severityIn } from '../lint/presets.js';
import type { Rule, RuleOptions } from '../lint/rule.js';
import { type KindId, KINDS } from '../schema/kinds.js';

/** A rule as it is listed: what a reader may want to know of it before its page. Plain data. */
export interface ListedRule {
  readonly id: string;
  /** The kinds of document that it looks at. */
  readonly kinds: readonly KindId[];
  /** By preset. */
  readonly severity: Readonly<Record<Preset, Severity | 'off'>>;
  /** Whether `--fix` mends some of its findings. */
  readonly fixable: boolean;
  /** The invariant in one sentence. */
  readonly summary: string;
  /** What a configuration may set of it: the schema of each option. */
  readonly options: RuleOptions;
}

export function listedRule(rule: Rule): ListedRule {
  const { id, kinds, severity, fixable, summary, options } = rule;
  return {
    id,
    kinds: kinds ?? ALL_KINDS,
    severity: {
      recommended: severityIn('recommended', rule) ?? severity,
      strict: severityIn('strict', rule) ?? severity,
    },
    fixable: fixable === true,
    summary,
    options: options ?? {},
  };
}

/** The kinds that a rule looks at, in words. */
export function kindsIn({ kinds }: ListedRule): string {
  return kinds.length === ALL_KINDS.length ? 'all kinds' : kinds.join(', ');
}

const ALL_KINDS = Object.keys(KINDS) as KindId[];
