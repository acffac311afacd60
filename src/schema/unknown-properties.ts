import type { Path } from '../document/position.js';
import { PROPERTIES, REQUIRED } from './generated/properties.js';
import type { SchemaId } from './generated/schema-types.js';
import { KINDS, type KindId, type Variant } from './kinds.js';
import { ofLatest } from './latest.js';
import { isNear } from './near.js';

/** The properties of one object that its schema does not name. */
export interface UnknownProperties {
  /** Where the object stands. */
  readonly at: Path;
  readonly object: Readonly<Record<string, unknown>>;
  /** The same for all objects of which the schema says the same: a JSON Pointer with `*` for any index. */
  readonly place: string;
  readonly names: readonly string[];
}

/** What a schema names at a place, and in what stands there. */
interface Named {
  readonly place: string;
  /** Whether it names any properties; where it does not, everything may stand there. */
  readonly isClosed: boolean;
  /** Each of these → what stands there; `null` where nothing is named in that. */
  readonly properties: Map<string, Named | null>;
  /** What stands at any index. */
  items?: Named;
}

const ofLatestValue = ofLatest<readonly UnknownProperties[]>();

/**
 * The properties that a schema does not name, object by object, wherever it names some. What begins with `_` is a
 * comment, and `$schema` may stand in any document.
 */
export function unknownProperties(schema: SchemaId, value: object): readonly UnknownProperties[] {
  return ofLatestValue(value, () => unknownIn(namedIn(schema), value));
}

function unknownIn(named: Named, value: object): readonly UnknownProperties[] {
  const found: UnknownProperties[] = [];
  const path: (string | number)[] = [];
  visit(named, value);
  return found;

  function visit(named: Named, here: unknown): void {
    if (typeof here !== 'object' || here === null) return;
    if (Array.isArray(here)) {
      const { items } = named;
      if (items)
        here.forEach((item, index) => {
          visitIn(items, index, item);
        });
      return;
    }
    const object = here as Record<string, unknown>;
    let unknown: string[] | undefined;
    // JSON.parse makes plain objects: for-in meets their own keys only, and makes no list of them.
    for (const name in object) {
      const inside = named.properties.get(name);
      if (inside) visitIn(inside, name, object[name]);
      else if (inside === undefined && named.isClosed && !isComment(name)) (unknown ??= []).push(name);
    }
    if (unknown) found.push({ at: [...path], object, place: named.place, names: unknown });
  }

  function visitIn(named: Named, key: string | number, here: unknown): void {
    path.push(key);
    visit(named, here);
    path.pop();
  }
}

/** The properties that a schema names at a place. */
export function namesAt(schema: SchemaId, place: string): readonly string[] {
  return PROPERTIES[schema][place] ?? [];
}

/**
 * Those of an object's unknown properties that stand for one that is required and missing: what validating has told of
 * already, as a misspelling of that.
 */
export function toldAsMisspelt(schema: SchemaId, { object, place, names }: UnknownProperties): ReadonlySet<string> {
  const missing = (REQUIRED[schema][place] ?? []).filter((name) => !Object.hasOwn(object, name));
  return new Set(missing.flatMap((name) => names.find((unknown) => isNear(unknown, name)) ?? []));
}

/** The other versions of a kind that name a property at a place, by their schemas. */
export function otherVersionsWith(kind: KindId, schema: SchemaId, place: string, name: string): readonly SchemaId[] {
  return [...new Set(variantsOf(kind).flatMap(({ schema: other }) => other ?? []))]
    .filter((other) => other !== schema && namesAt(other, placeIn(other, place)).includes(name))
    .sort();
}

function variantsOf(kind: KindId): readonly Variant[] {
  return KINDS[kind].variants;
}

/** What plans of the first version call the parts that hold tasks and that tasks hold. */
const FIRST_PLANS: Readonly<Record<string, string>> = { task_groups: 'tranches', actions: 'subtasks' };

/** Where the same stands in documents of a schema, written with its words. */
function placeIn(schema: SchemaId, place: string): string {
  const words = Object.entries(FIRST_PLANS).map(([later, first]) =>
    schema === 'plan-v1' ? [later, first] : [first, later],
  );
  const translate = new Map(words as [string, string][]);
  if (!schema.startsWith('plan-')) return place;
  return place
    .split('/')
    .map((name) => translate.get(name) ?? name)
    .join('/');
}

function isComment(name: string): boolean {
  return name.startsWith('_') || name === '$schema';
}

const NAMED = new Map<SchemaId, Named>();

function namedIn(schema: SchemaId): Named {
  let named = NAMED.get(schema);
  if (!named) NAMED.set(schema, (named = makeNamed(PROPERTIES[schema])));
  return named;
}

function makeNamed(properties: Readonly<Record<string, readonly string[]>>): Named {
  const root = nodeAt('');
  for (const place of Object.keys(properties)) {
    let at = root;
    let above = '';
    for (const name of place.split('/').slice(1)) {
      above += `/${name}`;
      let next = name === '*' ? at.items : at.properties.get(name);
      if (!next) {
        next = nodeAt(above);
        if (name === '*') at.items = next;
        else at.properties.set(name, next);
      }
      at = next;
    }
  }
  return root;

  function nodeAt(place: string): Named {
    const names = properties[place];
    return { place, isClosed: names !== undefined, properties: new Map(names?.map((name) => [name, null])) };
  }
}
