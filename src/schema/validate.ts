/** One thing that a schema found wrong, as Ajv reports it. */
export interface SchemaError {
  /** JSON Pointer to the offending place. */
  instancePath: string;
  /** Where in the schema the keyword stands: a fragment. */
  schemaPath?: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** A precompiled validator: true, or false with what is wrong in `errors`. Never changes the value. */
export interface Validate {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
  /** Whether validation was given up because of too many errors, so that `errors` are not all there are. */
  stopped?: boolean;
}

/** Keywords that wrap a branch: what is wrong inside the branch is reported by itself. */
export const WRAPPERS: ReadonlySet<string> = new Set(['if', 'propertyNames']);

/** What these find is not at the place they name: a property that is missing there, or one too many. */
const ABSENT: ReadonlySet<string> = new Set(['required', 'additionalProperties']);

/** The places that are not to be judged further, as JSON Pointers. */
export function unsoundPlaces(errors: readonly SchemaError[]): string[] {
  return errors
    .filter(({ keyword }) => !WRAPPERS.has(keyword) && !ABSENT.has(keyword))
    .map(({ instancePath }) => instancePath);
}
