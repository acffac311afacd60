import type { KindId } from '../schema/kinds.js';
import type { RuleSetting } from './config.js';
import type { Severity } from './diagnostic.js';
import { isGraver } from './gravity.js';
import type { Layer } from './policy.js';
import { type Preset, severityIn } from './presets.js';
import type { Rule, RuleContext } from './rule.js';

/** The rules that hold for some files, and how. */
export interface RuleSet {
  /** Those that are not off. */
  readonly rules: readonly Rule[];
  /** Of these, those about a change as a whole, and those about what the change vocabulary has against one. */
  readonly ofSteps: readonly Rule[];
  readonly ofChanges: readonly Rule[];
  /** Of these, those about a document of a kind. */
  ofDocuments(kind: KindId): readonly Rule[];
  /** The rule of an id, if it is not off. */
  find(id: string): Rule | undefined;
  /** @param own the severity of the finding, where it is not the rule's */
  severityOf(rule: Rule, own?: Severity): Severity;
  contextOf(rule: Rule): RuleContext;
}

/** What is set of a rule. */
interface Setting {
  readonly severity?: Severity | 'off' | undefined;
  readonly options?: RuleContext['options'] | undefined;
}

/** The rules as a preset and what is said beyond it set them. */
export function ruleSetOf(rules: readonly Rule[], preset: Preset, layers: readonly Layer[]): RuleSet {
  const settings = new Map(rules.map((rule) => [rule.id, settingOf(rule, preset, layers)]));
  const active = rules.filter(({ id }) => settings.get(id)?.severity !== 'off');
  const byId = new Map(active.map((rule) => [rule.id, rule]));
  const contexts = new Map(active.map((rule) => [rule.id, contextOf(rule, settings.get(rule.id)?.options)]));
  const byKind = new Map<KindId, readonly Rule[]>();

  return {
    rules: active,
    ofSteps: active.filter(({ step }) => step),
    ofChanges: active.filter(({ change }) => change),
    ofDocuments(kind) {
      let list = byKind.get(kind);
      if (!list) {
        list = active.filter((rule) => rule.document && (rule.kinds?.includes(kind) ?? true));
        byKind.set(kind, list);
      }
      return list;
    },
    find: (id) => byId.get(id),
    severityOf: (rule, own) => severityOf(rule, settings.get(rule.id)?.severity, own),
    contextOf: (rule) => contexts.get(rule.id) ?? contextOf(rule),
  };
}

function settingOf(rule: Rule, preset: Preset, layers: readonly Layer[]): Setting {
  let setting: Setting = { severity: severityIn(preset, rule) };
  for (const { rules } of layers) {
    if (!Object.hasOwn(rules, rule.id)) continue;
    const { severity, options } = partsOf(rules[rule.id]);
    // A severity alone leaves the options as they were set.
    setting = { severity, options: options ?? setting.options };
  }
  return setting;
}

function partsOf(said: RuleSetting | undefined): Setting {
  if (!Array.isArray(said)) return { severity: said };
  const [severity, options] = said;
  return { severity, options };
}

/** What a rule is given: its options as they are set, with defaults for the others. */
function contextOf({ options = {} }: Rule, set: RuleContext['options'] = {}): RuleContext {
  const defaults = Object.entries(options).map(([name, option]) => [name, option.default] as const);
  return { options: { ...Object.fromEntries(defaults), ...set } };
}

/**
 * How grave a finding is. What is set is the most that any finding of the rule can be. Those that the rule itself holds for
 * less certain than its usual ones are not raised: who makes a rule an error does not make errors of its hints.
 */
export function severityOf(rule: Rule, set: Severity | 'off' | undefined, own: Severity = rule.severity): Severity {
  if (set === undefined || set === 'off') return own;
  return isGraver(rule.severity, own) && isGraver(set, own) ? own : set;
}
