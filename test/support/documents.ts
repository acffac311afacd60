import fc from 'fast-check';
import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import { loadValidator } from '../../src/schema/generated/validators.js';
import { type Shape, shapeOf } from '../model/shape.js';

/** Names that no schema knows, and names that some schema knows but perhaps not this one. */
const OTHER_NAMES = [
  'owner',
  '_note',
  'a/b~c',
  '_v1',
  '_v2',
  'checkpoint',
  'checkpoint_id',
  'objective',
  'git',
  'plan',
];

const others = fc.dictionary(fc.constantFrom(...OTHER_NAMES), fc.jsonValue({ maxDepth: 1 }), {
  maxKeys: 2,
  noNullPrototype: true,
});

/**
 * Documents that fit a schema, whether or not they make sense: every property may be absent that may be, every state be
 * any, and properties stand in them that the schema does not know.
 */
export async function documentsOf(id: SchemaId): Promise<fc.Arbitrary<Record<string, unknown>>> {
  const validate = await loadValidator[id]();
  // As a text has them: JSON knows one zero only, and no property that is undefined.
  const values = valuesOf(shapeOf(id)).map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
  return values.filter((value) => validate(value));
}

const times = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-04-01T00:00:00Z'), noInvalidDate: true })
  .chain((date) => fc.constantFrom(date.toISOString(), date.toISOString().replace('Z', '+00:00')));

function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.listed) return fc.constantFrom(...shape.listed);
  const kinds = [...shape.types].map((type) => valuesOfType(type, shape));
  return fc.oneof(...kinds);
}

function valuesOfType(type: string, shape: Shape): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      // Small, so that one number is met in several places.
      return fc.integer({ min: shape.minimum, max: Math.min(shape.maximum, shape.minimum + 6) });
    case 'array':
      return fc.array(shape.items ? valuesOf(shape.items) : fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 });
    case 'object': {
      const properties = Object.fromEntries([...shape.properties].map(([name, one]) => [name, valuesOf(one)]));
      const known = fc.record(properties, { requiredKeys: [...shape.required], noNullPrototype: true });
      return fc.tuple(known, others).map(([own, more]) => ({ ...more, ...own }));
    }
    default:
      if (shape.isTime) return times;
      return shape.pattern ? fc.stringMatching(shape.pattern) : fc.string({ minLength: 1 });
  }
}

/** Ways to lay out the JSON text of a value. */
export const layouts: fc.Arbitrary<(value: unknown) => string> = fc
  .tuple(fc.constantFrom('', '  ', '\t', '    '), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\n', '\r\n\r\n'))
  .map(
    ([indent, end, last]) =>
      (value) =>
        JSON.stringify(value, null, indent).replaceAll('\n', end) + last,
  );
