/** A JSON object or array, to be changed in place. */
export type Holder = Record<string | number, unknown>;

/** What stands there by itself; `undefined` where nothing does, or where there can be nothing. */
export function own(holder: unknown, name: string | number): unknown {
  return isHolder(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Puts a value under a name, be it `__proto__`; `undefined` takes away what is there. */
export function put(holder: Holder, name: string | number, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(holder, name);
  else Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Null counts as absent wherever documents are compared. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isObject(value: unknown): value is Holder {
  return isHolder(value) && !Array.isArray(value);
}

/** The elements of an array, and none of what is no array. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}
