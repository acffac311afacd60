import { type Path, toPointer } from '../document/position.js';
import { PROPERTIES } from './generated/properties.js';
import type { SchemaId } from './generated/schema-types.js';

const NONE: ReadonlySet<string> = new Set();

/** The properties that a schema names for the object at a path, in its order. */
export function propertiesAt(schema: SchemaId, path: Path): ReadonlySet<string> {
  const place = toPointer(path.map((key) => (typeof key === 'number' ? '*' : key)));
  const names = PROPERTIES[schema][place];
  return names ? new Set(names) : NONE;
}
