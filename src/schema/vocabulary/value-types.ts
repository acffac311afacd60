import { allSaidAt, isSchema, type Located, type Resolve } from './subschemas.js';

/** The types of JSON; an integer is a number. */
export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

/** The types that the value at a place can have; `undefined` where the schema does not say. */
export function typesAt(place: Located, resolve: Resolve, seen: readonly unknown[] = []): Set<JsonType> | undefined {
  if (seen.includes(place.schema)) return undefined;
  let types: Set<JsonType> | undefined;
  const narrow = (to: Set<JsonType> | undefined): void => {
    if (to) types = types ? new Set([...types].filter((type) => to.has(type))) : to;
  };
  for (const { schema, root } of allSaidAt(place, resolve)) {
    const { type, enum: members } = schema;
    if (type !== undefined)
      narrow(new Set([type].flat().map((name) => (name === 'integer' ? 'number' : name) as JsonType)));
    if (Array.isArray(members)) narrow(new Set(members.map(typeOf)));
    if ('const' in schema) narrow(new Set([typeOf(schema['const'])]));
    for (const keyword of ['anyOf', 'oneOf']) {
      const list = schema[keyword];
      if (!Array.isArray(list)) continue;
      const types = list.map((part) =>
        isSchema(part) ? typesAt({ schema: part, root }, resolve, [...seen, place.schema]) : undefined,
      );
      // A part that says no type allows them all.
      if (types.every((one) => one !== undefined)) narrow(new Set(types.flatMap((one) => [...one])));
    }
  }
  return types;
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

/** The strings among the values that a schema lists, with null left out; `undefined` where it lists none. */
export function listedAt(place: Located, resolve: Resolve): Set<unknown> | undefined {
  let listed: Set<unknown> | undefined;
  for (const { schema } of allSaidAt(place, resolve)) {
    const members = Array.isArray(schema['enum'])
      ? (schema['enum'] as unknown[])
      : 'const' in schema
        ? [schema['const']]
        : undefined;
    if (members) listed = new Set(members.filter((member) => member !== null && (listed?.has(member) ?? true)));
  }
  return listed;
}
