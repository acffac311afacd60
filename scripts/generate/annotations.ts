import { lintAnnotations } from '../../src/schema/vocabulary/lint-annotations.js';
import { resolverFor } from '../../src/schema/vocabulary/subschemas.js';
import type { SchemaFile } from './schemas.js';

/** What the schemas get wrong in saying how values change: a line a mistake, with the file, the place and the words. */
export function annotationMistakes(schemas: readonly SchemaFile[]): string[] {
  const resolve = resolverFor(schemas.map(({ schema }) => schema));
  return schemas.flatMap(({ file, schema }) =>
    lintAnnotations(schema, resolve).map(({ pointer, message }) => `${file}#${pointer}  ${message}`),
  );
}
