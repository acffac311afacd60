import type { Kind, Variant } from './kinds.js';

/**
 * Tells which variant of its kind a document is: by the sentence in its `$schema` when there is one that a variant
 * knows, else by its shape. `undefined` when it looks like none of them; nothing is guessed.
 */
export function selectVariant(kind: Kind, value: unknown): Variant | undefined {
  const sentence = property(value, '$schema');
  if (typeof sentence === 'string') {
    const named = kind.variants.find((variant) => variant.sentence?.test(sentence));
    if (named) return named;
  }
  return kind.variants.find(
    ({ has = [], lacks = [] }) =>
      has.every((path) => reaches(value, path)) && !lacks.some((path) => reaches(value, path)),
  );
}

function reaches(value: unknown, path: string): boolean {
  let at = value;
  for (const key of path.split('.')) at = property(at, key);
  return at !== undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
