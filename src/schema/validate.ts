/** One thing that a schema found wrong, as Ajv reports it. */
export interface SchemaError {
  /** JSON Pointer to the offending place. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** A precompiled validator: true, or false with what is wrong in `errors`. Never changes the value. */
export interface Validate {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}
