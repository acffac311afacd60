import { nameOf, type Path } from '../src/document/position.js';
import { allowedIn, ALLOW } from '../src/lint/own-properties.js';
import { rule } from '../src/lint/rule.js';
import { nearest, slipOf } from '../src/schema/near.js';
import { namesAt, otherVersionsWith, toldAsMisspelt, unknownProperties } from '../src/schema/unknown-properties.js';

export default rule({
  id: 'unknown-property',
  kinds: ['session-state', 'plan', 'dev-notes', 'research-state', 'research-subagent', 'adw-state'],
  severity: 'info',
  recommended: false,
  strict: 'warning',
  options: ALLOW,
  summary: 'A document has only properties that its schema names.',
  messages: {
    unknown: 'unknown property "{property}"{where}{others}',
    near: 'unknown property "{property}"{where}{others}; did you mean "{near}"?',
  },
  document({ kind, schema, value }, report, context) {
    const allowed = allowedIn(context);
    /** Place and name → where it stands: what each task of a plan has is one thing to tell. */
    const alike = new Map<string, { at: Path; near: string | undefined; count: number }>();
    for (const unknown of unknownProperties(schema, value)) {
      const { at, object, place, names } = unknown;
      const told = toldAsMisspelt(schema, unknown);
      const absent = namesAt(schema, place).filter((name) => !Object.hasOwn(object, name));
      for (const name of names) {
        if (allowed.has(name) || told.has(name) || otherVersionsWith(kind, schema, place, name).length > 0) continue;
        // The rule misspelt-property tells of these.
        if (absent.some((near) => slipOf(name, near) !== undefined)) continue;
        const key = JSON.stringify([place, name]);
        const known = alike.get(key);
        if (known) known.count += 1;
        else alike.set(key, { at: [...at, name], near: nearest(name, absent), count: 0 });
      }
    }
    for (const { at, near, count } of alike.values()) {
      const others = count === 0 ? '' : ` and ${count} more ${count === 1 ? 'place' : 'places'}`;
      const holder = at.slice(0, -1);
      const where = holder.length > 0 ? ` in ${nameOf(holder)}` : '';
      const data = { property: String(at.at(-1)), where, others };
      if (near === undefined) report({ message: 'unknown', at, on: 'key', data });
      else report({ message: 'near', at, on: 'key', data: { ...data, near } });
    }
  },
});
