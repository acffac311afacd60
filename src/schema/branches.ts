import type { SchemaError } from './validate.js';

/**
 * The errors of a document some of whose values may be of several shapes (`anyOf`), without those of shapes that a value is
 * not of by its type: who writes a list means a list. Of a value that is of none, one error tells all the types.
 */
export function withoutOtherShapes(errors: readonly SchemaError[]): SchemaError[] {
  const places = new Set(errors.filter(isChoice).map(({ instancePath }) => instancePath));
  return [...places].reduce((rest, place) => withoutOthersAt(place, rest), [...errors]);
}

function withoutOthersAt(place: string, errors: readonly SchemaError[]): SchemaError[] {
  const here = errors.filter(({ instancePath }) => instancePath === place);
  const types = here.filter(({ keyword }) => keyword === 'type');
  const other = new Set(types.map(shapeOf));
  const kept = errors.filter(
    (error) => error.instancePath !== place || !(isChoice(error) || other.has(shapeOf(error))),
  );
  const isTold = kept.some(({ instancePath }) => instancePath === place || instancePath.startsWith(`${place}/`));
  if (isTold) return kept;
  return [
    ...kept,
    { instancePath: place, keyword: 'type', params: { type: types.map(({ params }) => params['type']) } },
  ];
}

function isChoice({ keyword }: SchemaError): boolean {
  return keyword === 'anyOf';
}

/** The part of the schema that an error's keyword stands in. */
function shapeOf({ schemaPath = '' }: SchemaError): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'));
}
