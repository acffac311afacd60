import { fromPointer, valueAt } from '../../src/document/position.js';

/** JSON Pointer → the value to put there; `undefined` takes out what is there. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy of a JSON value with some places changed. */
export function edit(value: unknown, changes: Changes): unknown {
  const copy: unknown = structuredClone(value);
  for (const [pointer, change] of Object.entries(changes)) {
    const path = fromPointer(pointer, copy);
    const last = path.pop();
    const parent = valueAt(copy, path) as Record<string | number, unknown> | undefined;
    if (last === undefined || !parent) throw new Error(`there is no place ${pointer}`);
    if (change === undefined) Reflect.deleteProperty(parent, last);
    else parent[last] = change;
  }
  return copy;
}
