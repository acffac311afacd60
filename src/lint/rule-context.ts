import type { Rule, RuleContext } from './rule.js';

/** What a rule is given, with the defaults of its options. */
export function contextOf({ options = {} }: Rule): RuleContext {
  return { options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])) };
}
