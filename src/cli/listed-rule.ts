import type { Severity } from '../lint/diagnostic.js';
import { GRAVITY } from '../lint/gravity.js';
import { type Preset, severityIn } from '../lint/presets.js';
import type { Rule, RuleOptions } from '../lint/rule.js';
import { severityOf } from '../lint/rule-set.js';
import { type KindId, KINDS } from '../schema/kinds.js';

/** A rule as it is listed: what a reader may want to know of it before its page. Plain data. */
export interface ListedRule {
  readonly id: string;
  /** The kinds of document that it looks at. */
  readonly kinds: readonly KindId[];
  /** By preset: that of its usual findings. */
  readonly severity: Readonly<Record<Preset, Severity | 'off'>>;
  /** By preset: what some of its findings are instead, the gravest first. */
  readonly also: Readonly<Record<Preset, readonly Severity[]>>;
  /** Whether `--fix` mends some of its findings. */
  readonly fixable: boolean;
  /** The invariant in one sentence. */
  readonly summary: string;
  /** What a configuration may set of it: the schema of each option. */
  readonly options: RuleOptions;
}

export function listedRule(rule: Rule): ListedRule {
  const { id, kinds, fixable, summary, options } = rule;
  return {
    id,
    kinds: kinds ?? ALL_KINDS,
    severity: { recommended: usual('recommended', rule), strict: usual('strict', rule) },
    also: { recommended: others('recommended', rule), strict: others('strict', rule) },
    fixable: fixable === true,
    summary,
    options: options ?? {},
  };
}

function usual(preset: Preset, rule: Rule): Severity | 'off' {
  return severityIn(preset, rule) ?? rule.severity;
}

function others(preset: Preset, rule: Rule): Severity[] {
  const set = usual(preset, rule);
  if (set === 'off') return [];
  const severities = (rule.also ?? []).map((own) => severityOf(rule, severityIn(preset, rule), own));
  return GRAVITY.filter((one) => one !== set && severities.includes(one)).toReversed();
}

/** What some of a rule's findings are, in words: `warning or info`; empty where all are as usual. */
export function othersIn({ also }: ListedRule, preset: Preset): string {
  return also[preset].join(' or ');
}

/** The kinds that a rule looks at, in words. */
export function kindsIn({ kinds }: ListedRule): string {
  return kinds.length === ALL_KINDS.length ? 'all kinds' : kinds.join(', ');
}

const ALL_KINDS = Object.keys(KINDS) as KindId[];
