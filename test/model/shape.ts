import type { SchemaId } from '../../src/schema/generated/schema-types.js';
import type { ChangeKeyword } from '../../src/schema/vocabulary/keywords.js';
import { VOCABULARY } from '../../src/schema/vocabulary/keywords.js';
import { SCHEMAS } from '../support/schema-files.js';

/** A machine as `x-lifecycle` writes it. */
export interface Machine {
  readonly initial: readonly string[];
  readonly transitions: Readonly<Record<string, readonly string[]>>;
  readonly discouraged?: Readonly<Record<string, readonly string[]>>;
  readonly aliases?: Readonly<Record<string, string>>;
}

/**
 * What a schema says of the values at a place: what they may be and how they may change. Read from the schema itself and
 * not from the plans that are made of it, as those are what is put to the test.
 */
export interface Shape {
  /** A JSON Pointer with `*` for any element. */
  readonly place: string;
  /** Whether the value, or one around it, may come later than the document: it is optional, can be null, or is in an array. */
  readonly mayComeLater: boolean;
  readonly types: ReadonlySet<string>;
  readonly listed?: readonly unknown[];
  readonly isTime: boolean;
  readonly pattern?: RegExp;
  readonly minimum: number;
  readonly maximum: number;
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  readonly items?: Shape;
  readonly said: Readonly<Partial<Record<ChangeKeyword, unknown>>>;
  readonly machine?: Machine;
  readonly key?: string;
}

type Keywords = Readonly<Record<string, unknown>>;

/** The shape of the documents of a schema. */
export function shapeOf(id: SchemaId): Shape {
  return shapeAt(schemaNamed(id), id, '', false);
}

/** A shape and all shapes in it. */
export function* shapesIn(shape: Shape): Generator<Shape> {
  yield shape;
  for (const property of shape.properties.values()) yield* shapesIn(property);
  if (shape.items) yield* shapesIn(shape.items);
}

function shapeAt(schema: Keywords, file: string, place: string, isOptional: boolean): Shape {
  const { keywords, from } = resolved(schema, file);
  const { type, enum: listed, format, pattern, minimum, maximum, properties, required, items } = keywords;
  const types = new Set([type ?? (properties ? 'object' : items ? 'array' : 'string')].flat() as string[]);
  const mayComeLater = isOptional || types.has('null');
  const needed = new Set((required ?? []) as string[]);
  const machine = keywords['x-lifecycle'] as Machine | undefined;
  const key = keywords['x-key'] as string | undefined;
  return {
    place,
    mayComeLater,
    types,
    ...(Array.isArray(listed) && { listed: listed as unknown[] }),
    isTime: format === 'date-time',
    ...(typeof pattern === 'string' && { pattern: new RegExp(pattern, 'u') }),
    minimum: typeof minimum === 'number' ? minimum : 0,
    maximum: typeof maximum === 'number' ? maximum : 900_000,
    properties: new Map(
      Object.entries((properties ?? {}) as Record<string, Keywords>).map(([name, part]) => [
        name,
        shapeAt(part, from('properties'), `${place}/${name}`, mayComeLater || !needed.has(name)),
      ]),
    ),
    required: needed,
    ...(items !== undefined && { items: shapeAt(items as Keywords, from('items'), `${place}/*`, true) }),
    said: Object.fromEntries(
      VOCABULARY.flatMap((keyword) => (keyword in keywords ? [[keyword, keywords[keyword]]] : [])),
    ),
    ...(machine && { machine }),
    ...(key !== undefined && { key }),
  };
}

/** A schema with what its reference leads to; `from` tells in which file a keyword stands. */
function resolved(schema: Keywords, file: string): { keywords: Keywords; from: (keyword: string) => string } {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return { keywords: schema, from: () => file };
  const [name = '', pointer = ''] = ref.split('#');
  const targetFile = name === '' ? file : name.replace('.schema.json', '');
  let target: unknown = schemaNamed(targetFile);
  for (const part of pointer.split('/').slice(1)) target = (target as Keywords)[part];
  const inner = resolved(target as Keywords, targetFile);
  return {
    keywords: { ...inner.keywords, ...schema },
    from: (keyword) => (keyword in schema ? file : inner.from(keyword)),
  };
}

function schemaNamed(id: string): Keywords {
  const found = SCHEMAS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no schema ${id}`);
  return found.schema;
}
