import { fromPointer, type Path, valueAt } from '../../document/position.js';

/** A schema that is an object; `true` and `false` say nothing that is looked at here. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema, and the whole schema in which its references begin. */
export interface Located {
  readonly schema: Schema;
  readonly root: Schema;
}

/** Where a `$ref` leads that stands in a whole schema; `undefined` when it leads to nothing. */
export type Resolve = (ref: string, root: Schema) => Located | undefined;

/** Where draft-07 has a schema, a list of them, or schemas by name; `items` and `dependencies` may be either. */
const ONE = [
  'additionalItems',
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'if',
  'then',
  'else',
  'not',
];
const LISTS = ['items', 'allOf', 'anyOf', 'oneOf'];
const MAPS = ['definitions', 'properties', 'patternProperties', 'dependencies'];

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema and all schemas in it, wherever draft-07 has them, each with its place. */
export function* subschemas(schema: unknown, at: Path = []): Generator<readonly [schema: Schema, at: Path]> {
  if (!isSchema(schema)) return;
  yield [schema, at];
  for (const keyword of ONE) yield* subschemas(schema[keyword], [...at, keyword]);
  for (const keyword of LISTS) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, part] of list.entries()) yield* subschemas(part, [...at, keyword, index]);
  }
  for (const keyword of MAPS) {
    const map = schema[keyword];
    if (!isSchema(map)) continue;
    for (const [name, part] of Object.entries(map)) yield* subschemas(part, [...at, keyword, name]);
  }
}

/** Resolves references within a schema and to those of `others` that are named by their `$id`. */
export function resolverFor(others: readonly Schema[]): Resolve {
  const byId = new Map(others.map((schema) => [schema['$id'], schema]));
  return (ref, root) => {
    const [id = '', pointer = ''] = ref.split('#');
    const whole = id === '' || id === root['$id'] ? root : byId.get(id);
    const schema = whole && valueAt(whole, fromPointer(decodeURIComponent(pointer), whole));
    return whole && isSchema(schema) ? { schema, root: whole } : undefined;
  };
}

/** All that is said of the value at a place: the schema itself, what its references lead to, and the parts of `allOf`. */
export function allSaidAt(place: Located, resolve: Resolve): Located[] {
  const said: Located[] = [];
  const add = (next: Located | undefined): void => {
    if (!next || said.some(({ schema }) => schema === next.schema)) return;
    said.push(next);
    const { schema, root } = next;
    if (typeof schema['$ref'] === 'string') add(resolve(schema['$ref'], root));
    if (Array.isArray(schema['allOf'])) {
      for (const part of schema['allOf']) if (isSchema(part)) add({ schema: part, root });
    }
  };
  add(place);
  return said;
}
