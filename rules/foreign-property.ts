import { nameOf, type Path } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import type { SchemaId } from '../src/schema/generated/schema-types.js';
import { otherVersionsWith, toldAsMisspelt, unknownProperties } from '../src/schema/unknown-properties.js';

/** What one version calls otherwise than another, with nothing else about it changed: schema → its name → ours. */
const RENAMED: Readonly<Partial<Record<SchemaId, Readonly<Record<string, string>>>>> = {
  'session-state-v1': { checkpoint: 'checkpoint_id' },
  'session-state-v2': { checkpoint_id: 'checkpoint' },
};

/** Where another version keeps parts of a plan: here nobody sees them. */
const PARTS: ReadonlySet<string> = new Set(['tranches', 'subtasks', 'task_groups', 'actions']);

const SHOWN = 3;

export default rule({
  id: 'foreign-property',
  kinds: ['session-state', 'plan'],
  severity: 'info',
  strict: 'warning',
  fixable: true,
  summary: 'A document has no properties of another version of its kind.',
  messages: {
    renamed: '{name} is a property of {versions}; in {version} it is called "{own}"',
    parts: '{name} is a property of {versions}; what it holds is no part of a plan in {version}',
    leftover: '{name} is a property of {versions}, which {version} does not have',
    leftovers: '{name} is a property of {versions}, which {version} does not have; so are {others}',
  },
  document({ kind, schema, value }, report) {
    const version = versionOf(schema);
    /** Place and name → where it stands first. */
    const leftovers = new Map<string, { at: Path; versions: string }>();
    for (const unknown of unknownProperties(schema, value)) {
      const { at: holder, object, place, names } = unknown;
      const told = toldAsMisspelt(schema, unknown);
      for (const name of names) {
        const others = told.has(name) ? [] : otherVersionsWith(kind, schema, place, name);
        if (others.length === 0) continue;
        const at = [...holder, name];
        const versions = others.map(versionOf).join(' and ');
        const own = RENAMED[schema]?.[name];
        const data = { name: nameOf(at), versions, version };
        if (own !== undefined && !Object.hasOwn(object, own)) {
          const fix = [{ at, rename: own }];
          report({ message: 'renamed', severity: 'warning', at, on: 'key', data: { ...data, own }, fix });
        } else if (PARTS.has(name) && Array.isArray(object[name]) && object[name].length > 0) {
          report({ message: 'parts', severity: 'warning', at, on: 'key', data });
        } else {
          const key = JSON.stringify([place, name]);
          if (!leftovers.has(key)) leftovers.set(key, { at, versions });
        }
      }
    }
    // What a program has brought over from the earlier version is one thing to know, and stands in all its files.
    const [first, ...more] = leftovers.values();
    if (!first) return;
    report({
      message: more.length > 0 ? 'leftovers' : 'leftover',
      at: first.at,
      on: 'key',
      data: { name: nameOf(first.at), versions: first.versions, version, others: listed(more.map(({ at }) => at)) },
    });
  },
});

/** `session-state-v1` as `v1`. */
function versionOf(schema: SchemaId): string {
  return schema.slice(schema.lastIndexOf('-') + 1);
}

function listed(places: readonly Path[]): string {
  const rest = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : '';
  return places.slice(0, SHOWN).map(nameOf).join(', ') + rest;
}
