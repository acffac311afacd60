import { ignoring } from '../workspace/ignores.js';
import type { Source } from './origin.js';
import { NO_POLICY, type Policy } from './policy.js';
import type { Rule } from './rule.js';
import { type RuleSet, ruleSetOf } from './rule-set.js';

/** Which rules hold for which files, and how. */
export interface RuleSets {
  of(source: Pick<Source, 'path'>): RuleSet;
}

/** The rules as they hold for all files, whatever a policy says of some. */
export function sameForAll(rules: readonly Rule[], { preset, layers }: Policy = NO_POLICY): RuleSets {
  const all = ruleSetOf(
    rules,
    preset,
    layers.filter(({ files }) => files === undefined),
  );
  return { of: () => all };
}

/** The rules as a policy has them for each file. */
export async function ruleSetsOf(rules: readonly Rule[], policy: Policy): Promise<RuleSets> {
  const { preset, layers, folder } = policy;
  if (layers.every(({ files }) => files === undefined)) return sameForAll(rules, policy);
  const tests = await Promise.all(layers.map(async ({ files }) => (files ? ignoring(files, folder) : () => true)));
  /** By which of the layers hold. */
  const made = new Map<string, RuleSet>();
  const byFile = new Map<string, RuleSet>();

  return {
    of({ path = '' }) {
      let known = byFile.get(path);
      if (!known) {
        const holding = layers.filter((_layer, index) => tests[index]?.(path));
        const key = holding.map((layer) => layers.indexOf(layer)).join();
        known = made.get(key) ?? ruleSetOf(rules, preset, holding);
        made.set(key, known);
        byFile.set(path, known);
      }
      return known;
    },
  };
}
