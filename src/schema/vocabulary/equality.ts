/** Properties that are left out of a comparison, by the object that has them, on either side. */
export interface Touched {
  readonly before: Map<object, Set<string>>;
  readonly after: Map<object, Set<string>>;
}

/** Whether two JSON values are equal: objects whatever the order of their names. */
export function isSame(before: unknown, after: unknown, touched?: Touched): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false;
  if (Array.isArray(before) || Array.isArray(after)) {
    return (
      Array.isArray(before) &&
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((element, index) => isSame(element, after[index], touched))
    );
  }
  const names = namesOf(before, touched?.before);
  return (
    names.length === namesOf(after, touched?.after).length &&
    names.every(
      (name) =>
        Object.hasOwn(after, name) &&
        isSame((before as Record<string, unknown>)[name], (after as Record<string, unknown>)[name], touched),
    )
  );
}

function namesOf(object: object, touched: Map<object, Set<string>> | undefined): string[] {
  const left = touched?.get(object);
  const names = Object.keys(object);
  return left ? names.filter((name) => !left.has(name)) : names;
}
