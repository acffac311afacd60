import type { RuleContext, RuleOptions } from './rule.js';

/** The option of rules about names that no schema has: those that are meant. */
export const ALLOW = {
  allow: {
    type: 'array',
    items: { type: 'string' },
    uniqueItems: true,
    default: [],
    description: 'names of properties that are your own, wherever they stand',
  },
} as const satisfies RuleOptions;

/** The names that a configuration allows. */
export function allowedIn({ options }: RuleContext): ReadonlySet<string> {
  return new Set(options['allow'] as readonly string[]);
}
