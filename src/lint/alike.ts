/** What has the same name together, in the order of the first of each. */
export function alike<T>(all: readonly T[], nameOf: (one: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
}

/** What a message puts behind the name of the first of several. */
export function andMore(group: readonly unknown[]): string {
  return group.length > 1 ? ` (and ${group.length - 1} more)` : '';
}
