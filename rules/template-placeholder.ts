import { nameOf, type Path } from '../src/document/position.js';
import { type Finding, rule } from '../src/lint/rule.js';

/** A value that is nothing but a placeholder. */
const WHOLE = /^\s*\{\{[^{}]+\}\}\s*$/u;

/** A placeholder in a path, branch or id. `${{ … }}` is an expression of a CI system. */
const INSIDE = /(?<!\$)\{\{[A-Z][A-Z0-9_]*\}\}/u;

export default rule({
  id: 'template-placeholder',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
  severity: 'warning',
  summary: 'No value is or holds a {{PLACEHOLDER}} of a template that was never filled in.',
  messages: {
    whole: '{name} is "{value}", a template placeholder that was never filled in',
    inside: '{name} is "{value}"; its template placeholder {placeholder} was never filled in',
  },
  document({ text, value }, report) {
    if (text.includes('{{')) visit(value, [], report);
  },
});

function visit(value: unknown, at: Path, report: (finding: Finding<'whole' | 'inside', 'warning'>) => void): void {
  if (typeof value === 'string') {
    const finding = judge(value, at);
    if (finding) report(finding);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visit(item, [...at, index], report);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      // Keys with an underscore are a template's own comments, which may stay.
      if (!key.startsWith('_')) visit(item, [...at, key], report);
    }
  }
}

function judge(value: string, at: Path): Finding<'whole' | 'inside', 'warning'> | undefined {
  const data = { name: nameOf(at), value };
  if (WHOLE.test(value)) return { message: 'whole', at, data };
  const placeholder = /\s/u.test(value) ? undefined : INSIDE.exec(value)?.[0];
  return placeholder === undefined ? undefined : { message: 'inside', at, data: { ...data, placeholder } };
}
