import { nameOf } from '../src/document/position.js';
import { allowedIn, ALLOW } from '../src/lint/own-properties.js';
import { rule } from '../src/lint/rule.js';
import { misspellings } from '../src/schema/misspelt.js';

export default rule({
  id: 'misspelt-property',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
  severity: 'warning',
  fixable: true,
  options: ALLOW,
  summary: 'No property is a misspelling of one that its object lacks.',
  messages: {
    misspelt: 'unknown property "{property}"{where}; did you mean "{near}"?',
  },
  document({ kind, schema, value }, report, context) {
    const allowed = allowedIn(context);
    for (const { holder, name, near, isCertain } of misspellings(kind, schema, value)) {
      if (allowed.has(name)) continue;
      const at = [...holder, name];
      report({
        message: 'misspelt',
        at,
        on: 'key',
        data: { property: name, where: holder.length > 0 ? ` in ${nameOf(holder)}` : '', near },
        ...(isCertain && { fix: [{ at, rename: near }] }),
      });
    }
  },
});
