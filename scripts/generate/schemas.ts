import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { globSync } from 'glob';
import type { Files } from './files.js';

/** A canonical schema as data; `id` is its file name without `.schema.json`. */
export interface SchemaFile {
  id: string;
  file: string;
  schema: SchemaObject;
}

export interface SchemaObject {
  $id: string;
  title: string;
  definitions?: Record<string, SchemaObject>;
  [keyword: string]: unknown;
}

/** Schemas of nothing that is read: shared parts, the meta-schema of the change vocabulary, our own output. */
export const NOT_A_DOCUMENT: readonly string[] = ['change-vocabulary', 'definitions', 'migration-report', 'report'];

/** All canonical schemas, by id in alphabetical order; `fresh` are those made in this run, not yet on disk. */
export async function readSchemas(root: string, fresh: Files): Promise<SchemaFile[]> {
  const files = new Set([...globSync('schemas/*.schema.json', { cwd: root, posix: true }), ...fresh.keys()]);
  const schemas: SchemaFile[] = [];
  for (const file of [...files].sort()) {
    const text = fresh.get(file) ?? (await readFile(path.join(root, file), 'utf8'));
    schemas.push({ id: path.basename(file, '.schema.json'), file, schema: JSON.parse(text) as SchemaObject });
  }
  return schemas;
}
