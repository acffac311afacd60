/** Gives what belongs to a key: as it was made before, or made now. Of the most recently used ones so many are kept. */
export function recent<T>(most: number, make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    // A map's order is that of insertion.
    made.delete(key);
    made.set(key, value);
    for (const oldest of made.keys()) {
      if (made.size <= most) break;
      made.delete(oldest);
    }
    return value;
  };
}
