import { fromPointer, valueAt } from '../document/position.js';

/**
 * A value of type `T` in which every place that did not fit the schema is missing: what is there has its type,
 * anything may be absent. Rules receive this, so that a place the schema already complains of is not judged again.
 */
export type Sound<T> = T extends readonly (infer E)[]
  ? readonly (Sound<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Sound<T[K]> | undefined }
    : T;

/**
 * Takes out of a JSON value the places that JSON Pointers name. Array elements leave a hole, so that indexes stay
 * true. Returns the value itself when there is nothing to take out; never changes it.
 */
export function prune(value: unknown, pointers: readonly string[]): unknown {
  if (pointers.length === 0) return value;
  if (pointers.includes('')) return undefined;
  const copy: unknown = structuredClone(value);
  for (const pointer of pointers) {
    const path = fromPointer(pointer, copy);
    const last = path.pop();
    const parent = valueAt(copy, path);
    if (last === undefined || valueAt(parent, [last]) === undefined) continue;
    if (Array.isArray(parent)) parent[Number(last)] = undefined;
    else Reflect.deleteProperty(parent as object, last);
  }
  return copy;
}
