import path from 'node:path';
import { readSchemas, type SchemaFile } from '../../scripts/generate/schemas.js';

/** The project's folder. */
export const ROOT = path.join(import.meta.dirname, '../..');

/** Every canonical schema, as it stands on disk. */
export const SCHEMAS: readonly SchemaFile[] = await readSchemas(ROOT, new Map());

type Keywords = Readonly<Record<string, unknown>>;

/** A subschema and where it stands. */
export interface Subschema {
  /** JSON Pointer. */
  readonly at: string;
  readonly keywords: Keywords;
}

const ONE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
];
const LISTS = ['allOf', 'anyOf', 'items', 'oneOf'];
const MAPS = ['definitions', 'dependencies', 'patternProperties', 'properties'];

/** A schema and all schemas in it, wherever draft-07 has them. */
export function* subschemas(schema: unknown, at = ''): Generator<Subschema> {
  if (!isKeywords(schema)) return;
  yield { at, keywords: schema };
  for (const keyword of ONE) yield* subschemas(schema[keyword], `${at}/${keyword}`);
  for (const keyword of LISTS) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) yield* subschemas(item, `${at}/${keyword}/${String(index)}`);
  }
  for (const keyword of MAPS) {
    const map = schema[keyword];
    if (!isKeywords(map)) continue;
    for (const [name, item] of Object.entries(map)) yield* subschemas(item, `${at}/${keyword}/${name}`);
  }
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
