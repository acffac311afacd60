import type { Files } from './files.js';
import type { ConfigurableRule } from './rule-metas.js';

const CONFIG = 'schemas/config.schema.json';

interface Schema {
  definitions: Record<string, object>;
}

/**
 * The schema of the configuration with each rule named, and its options: an editor completes them, and a name that is no
 * rule's is a mistake. The TypeScript type, which the rest of it comes from, knows of rules only that they have ids.
 */
export function withRules(files: Files, rules: readonly ConfigurableRule[]): Files {
  const schema = JSON.parse(files.get(CONFIG) ?? '', withoutDescription) as Schema;
  const { RuleSettings, RuleSeverity, ...definitions } = schema.definitions;
  if (!RuleSettings || !RuleSeverity) throw new Error(`${CONFIG} does not say what is set of rules`);
  // What they are made of stands in the rules themselves.
  delete definitions['RuleSetting'];
  delete definitions['OptionValues'];
  schema.definitions = {
    ...definitions,
    RuleSeverity,
    RuleSettings: {
      ...RuleSettings,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, settingOf(rule)])),
      additionalProperties: false,
    },
  };
  return new Map([...files, [CONFIG, `${JSON.stringify(schema, undefined, 2)}\n`]]);
}

/** What the settings of rules are stands at their definition: beside one of the references it would make another type of it. */
function withoutDescription(_key: string, value: unknown): unknown {
  const { $ref, ...rest } = (value ?? {}) as { readonly $ref?: string };
  return $ref === '#/definitions/RuleSettings' && Object.keys(rest).length > 0 ? { $ref } : value;
}

const SEVERITY = { $ref: '#/definitions/RuleSeverity' };

function settingOf({ summary: description, options = {} }: ConfigurableRule): object {
  if (Object.keys(options).length === 0) return { description, ...SEVERITY };
  const withOptions = {
    type: 'array',
    items: [SEVERITY, { type: 'object', properties: options, additionalProperties: false }],
    minItems: 2,
    maxItems: 2,
  };
  return { description, anyOf: [SEVERITY, withOptions] };
}
