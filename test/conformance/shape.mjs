/**
 * What a JSON Schema says of a value, reduced to what two schemas written in different ways can be compared by:
 * types, enum members, properties with their required-ness, items. Descriptions, titles and formats are left out.
 *
 * @typedef {{ required: boolean, shape: Shape }} Property
 *
 * @typedef {object} Shape
 * @property {string[]} types JSON types, sorted; ["any"] when every one is allowed
 * @property {string[] | null} members of an enum or const, as sorted JSON texts; null when the value is open
 * @property {Map<string, Property>} properties
 * @property {Shape | null} items
 * @property {{ by: string, of: Map<string, Shape> } | null} variants the arms of a union, when one property tells them
 *   apart; the key is that property's value
 * @property {(by: string, value: string) => Shape} narrow the shape that holds where property `by` has this value, as
 *   far as if/then/else says more about it
 *
 * @typedef {Record<string, any>} Schema
 * @typedef {(ref: string) => { schema: Schema, resolve: Resolve }} Resolve
 */

const everyType = ['array', 'boolean', 'null', 'number', 'object', 'string'];

/** @type {Shape} */
const any = {
  types: ['any'],
  members: null,
  properties: new Map(),
  items: null,
  variants: null,
  narrow: () => any,
};

/**
 * @param {Schema} schema
 * @param {Resolve} resolve
 * @returns {Shape}
 */
export function shapeOf(schema, resolve) {
  if (schema.$ref !== undefined) {
    const target = resolve(schema.$ref);
    return shapeOf(target.schema, target.resolve);
  }
  let shape = ownShape(schema, resolve);
  for (const part of schema.allOf ?? []) shape = both(shape, shapeOf(part, resolve));
  if (schema.anyOf) shape = both(shape, either(schema.anyOf.map((/** @type {Schema} */ arm) => shapeOf(arm, resolve))));
  const whole = shape;
  return {
    ...whole,
    narrow: (by, value) => {
      const branch = branchFor(schema, by, value);
      return branch ? both(whole, shapeOf(branch, resolve).narrow(by, value)) : whole;
    },
  };
}

/**
 * @param {Schema} schema
 * @param {Resolve} resolve
 * @returns {Shape}
 */
function ownShape(schema, resolve) {
  const constants = schema.const !== undefined ? [schema.const] : schema.enum;
  const types = [schema.type ?? (constants ? constants.map(typeOf) : everyType)].flat();
  const unique = [...new Set(types.map((type) => (type === 'integer' ? 'number' : type)))].sort();
  if (unique.length === everyType.length) {
    if (!schema.properties) return any;
    // A branch of an if/then/else that names properties without repeating the type.
    unique.splice(0, unique.length, 'any');
  }
  const required = new Set(schema.required ?? []);
  return {
    ...any,
    types: unique,
    members: constants ? constants.map((/** @type {unknown} */ value) => JSON.stringify(value)).sort() : null,
    properties: new Map(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [
        name,
        { required: required.has(name), shape: shapeOf(property, resolve) },
      ]),
    ),
    items: unique.includes('array') ? shapeOf(schema.items ?? {}, resolve) : null,
  };
}

/**
 * The schema that if/then/else adds where property `by` has this value. Only conditions of one property with a const
 * or an enum are understood; any other is an error rather than being passed over.
 *
 * @param {Schema} schema
 * @param {string} by
 * @param {string} value
 * @returns {Schema | undefined}
 */
function branchFor(schema, by, value) {
  if (!schema.if) return undefined;
  const condition = schema.if.properties?.[by];
  const values = condition?.enum ?? (condition?.const === undefined ? undefined : [condition.const]);
  if (!values || Object.keys(schema.if.properties).length !== 1) {
    throw new Error(`a condition that this comparison does not understand: ${JSON.stringify(schema.if)}`);
  }
  return values.includes(value) ? schema.then : schema.else;
}

/**
 * @param {Shape} a
 * @param {Shape} b
 * @returns {Shape} what satisfies both
 */
function both(a, b) {
  const properties = new Map(a.properties);
  for (const [name, property] of b.properties) {
    const other = properties.get(name);
    properties.set(name, {
      required: property.required || (other?.required ?? false),
      shape: other ? both(other.shape, property.shape) : property.shape,
    });
  }
  return {
    ...a,
    types: isAny(a) ? b.types : isAny(b) ? a.types : a.types.filter((type) => b.types.includes(type)),
    members:
      a.members && b.members ? a.members.filter((member) => b.members?.includes(member)) : (a.members ?? b.members),
    properties,
    items: a.items && b.items ? both(a.items, b.items) : (a.items ?? b.items),
    variants: a.variants ?? b.variants,
  };
}

/**
 * @param {Shape[]} arms
 * @returns {Shape} what satisfies one of them
 */
function either(arms) {
  if (arms.length === 0 || arms.some((arm) => isAny(arm) && arm.properties.size === 0)) return any;
  const names = new Set(arms.flatMap((arm) => [...arm.properties.keys()]));
  const items = arms.flatMap((arm) => arm.items ?? []);
  return {
    ...any,
    types: [...new Set(arms.flatMap((arm) => arm.types))].sort(),
    members: arms.every((arm) => arm.members) ? [...new Set(arms.flatMap((arm) => arm.members ?? []))].sort() : null,
    properties: new Map(
      [...names].map((name) => {
        const found = arms.flatMap((arm) => arm.properties.get(name) ?? []);
        const required = found.length === arms.length && found.every((property) => property.required);
        return [name, { required, shape: either(found.map((property) => property.shape)) }];
      }),
    ),
    items: items.length > 0 ? either(items) : null,
    variants: variantsOf(arms),
  };
}

/**
 * @param {Shape[]} arms
 * @returns {Shape['variants']}
 */
function variantsOf(arms) {
  if (arms.length < 2) return null;
  for (const by of arms[0]?.properties.keys() ?? []) {
    const values = arms.flatMap((arm) => {
      const members = arm.properties.get(by)?.shape.members;
      return members?.length === 1 ? members : [];
    });
    if (new Set(values).size === arms.length) {
      return { by, of: new Map(arms.map((arm, index) => [JSON.parse(values[index] ?? 'null'), arm])) };
    }
  }
  return null;
}

/** @param {Shape} shape */
function isAny(shape) {
  return shape.types[0] === 'any';
}

/** @param {unknown} value */
function typeOf(value) {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
