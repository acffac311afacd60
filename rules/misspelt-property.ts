import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { slipOf } from '../src/schema/near.js';
import { namesAt, otherVersionsWith, toldAsMisspelt, unknownProperties } from '../src/schema/unknown-properties.js';

export default rule({
  id: 'misspelt-property',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
  severity: 'warning',
  fixable: true,
  summary: 'No property is a misspelling of one that its object lacks.',
  messages: {
    misspelt: 'unknown property "{property}"{where}; did you mean "{near}"?',
  },
  document({ kind, schema, value }, report) {
    for (const unknown of unknownProperties(schema, value)) {
      const { at, object, place, names } = unknown;
      const told = toldAsMisspelt(schema, unknown);
      const absent = namesAt(schema, place).filter((name) => !Object.hasOwn(object, name));
      for (const name of names) {
        if (told.has(name) || otherVersionsWith(kind, schema, place, name).length > 0) continue;
        const slips = absent.flatMap((near) => slipOf(name, near) ?? []);
        const near = absent.find((one) => slipOf(name, one) !== undefined);
        if (near === undefined) continue;
        const rivals = names.filter((one) => slipOf(one, near) !== undefined);
        const isCertain = slips.length === 1 && slips[0] === 'sure' && rivals.length === 1;
        report({
          message: 'misspelt',
          at: [...at, name],
          on: 'key',
          data: { property: name, where: at.length > 0 ? ` in ${nameOf(at)}` : '', near },
          ...(isCertain && { fix: [{ at: [...at, name], rename: near }] }),
        });
      }
    }
  },
});
