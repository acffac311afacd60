import { VOCABULARY } from '../../src/schema/vocabulary/keywords.js';
import type { SchemaObject } from './schemas.js';

/** Annotations as far as one version of a document goes. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', ...VOCABULARY]);
const SCHEMA: ReadonlySet<string> = new Set([
  'items',
  'if',
  'then',
  'else',
  'not',
  'contains',
  'propertyNames',
  'additionalProperties',
]);
const SCHEMAS_BY_NAME: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  'dependencies',
]);
const SCHEMAS_IN_LIST: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'items']);

/** A schema without its annotations: what a validator needs of it. Ajv writes schemas into the code it generates. */
export function assertionsOf(schema: SchemaObject): SchemaObject {
  return stripped(schema) as SchemaObject;
}

function stripped(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const kept = Object.entries(schema as Record<string, unknown>).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (SCHEMAS_IN_LIST.has(keyword) && Array.isArray(value)) return [keyword, value.map(stripped)];
      if (SCHEMAS_BY_NAME.has(keyword)) {
        const parts = Object.entries(value as Record<string, unknown>).map(([name, part]) => [name, stripped(part)]);
        return [keyword, Object.fromEntries(parts)];
      }
      return [keyword, SCHEMA.has(keyword) ? stripped(value) : value];
    }),
  );
}
