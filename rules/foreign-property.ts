import { nameOf, type Path } from '../src/document/position.js';
import { alike, andMore } from '../src/lint/alike.js';
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
  also: ['warning'],
  strict: 'warning',
  fixable: true,
  summary: 'A document has no properties of another version of its kind.',
  messages: {
    renamed: '{name}{more} is a property of {versions}; in {version} it is called "{own}"',
    parts: '{name}{more} is a property of {versions}; what it holds is no part of a plan in {version}',
    leftover: '{name} is a property of {versions}, which {version} does not have',
    leftovers: '{name} is a property of {versions}, which {version} does not have; so {are} {others}',
  },
  document({ kind, schema, value }, report) {
    const version = versionOf(schema);
    const all: Foreign[] = [];
    for (const unknown of unknownProperties(schema, value)) {
      const { at: holder, object, place, names } = unknown;
      const told = toldAsMisspelt(schema, unknown);
      for (const name of names) {
        const others = told.has(name) ? [] : otherVersionsWith(kind, schema, place, name);
        if (others.length === 0) continue;
        const own = RENAMED[schema]?.[name];
        const isRenamed = own !== undefined && !Object.hasOwn(object, own);
        const holdsParts = PARTS.has(name) && Array.isArray(object[name]) && object[name].length > 0;
        all.push({
          sort: isRenamed ? 'renamed' : holdsParts ? 'parts' : 'leftover',
          at: [...holder, name],
          key: JSON.stringify([place, name]),
          versions: others.map(versionOf).join(' and '),
          ...(isRenamed && { own }),
        });
      }
    }
    // What is written otherwise in one element of a list mostly is in all of them: that is one thing to tell.
    const told = alike(all, ({ sort, key }) => `${sort} ${key}`);
    const leftovers = told.map(([first]) => first).filter(({ sort }) => sort === 'leftover');
    for (const group of told) {
      const [{ sort, at, versions, own }] = group;
      if (sort === 'leftover') continue;
      report({
        message: sort,
        severity: 'warning',
        at,
        on: 'key',
        data: { name: nameOf(at), more: andMore(group), versions, version, own: own ?? null },
        ...(own !== undefined && { fix: group.map((one) => ({ at: one.at, rename: own })) }),
      });
    }
    // What a program has brought over from the earlier version is one thing to know, and stands in all its files.
    const [first, ...more] = leftovers;
    if (!first) return;
    const others = more.map(({ at }) => at);
    const are = others.length > 1 ? 'are' : 'is';
    report({
      message: others.length > 0 ? 'leftovers' : 'leftover',
      at: first.at,
      on: 'key',
      data: { name: nameOf(first.at), versions: first.versions, version, are, others: listed(others) },
    });
  },
});

/** A property of another version. */
interface Foreign {
  readonly sort: 'renamed' | 'parts' | 'leftover';
  readonly at: Path;
  /** Place and name: the same in all elements of a list. */
  readonly key: string;
  readonly versions: string;
  /** What its own version calls it. */
  readonly own?: string;
}

/** `session-state-v1` as `v1`. */
function versionOf(schema: SchemaId): string {
  return schema.slice(schema.lastIndexOf('-') + 1);
}

function listed(places: readonly Path[]): string {
  const rest = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : '';
  return places.slice(0, SHOWN).map(nameOf).join(', ') + rest;
}
