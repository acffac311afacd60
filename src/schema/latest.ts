/**
 * Remembers what was made of the latest thing: several rules ask the same of one document, one after the other. A WeakMap
 * would remember more than is asked for, and slows collection down.
 */
export function ofLatest<V>(): (key: object, make: () => V) => V {
  let latest: { readonly key: object; readonly made: V } | undefined;
  return (key, make) => {
    if (latest?.key !== key) latest = { key, made: make() };
    return latest.made;
  };
}
