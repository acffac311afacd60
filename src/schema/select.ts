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
  const reached = (path: string): boolean => reaches(value, path.split('.'));
  const shaped = kind.variants.find(
    ({ has = [], any, lacks = [] }) => has.every(reached) && (any?.some(reached) ?? true) && !lacks.some(reached),
  );
  return shaped ?? (isObject(value) ? undefined : kind.variants.find(({ nonObject }) => nonObject));
}

function reaches(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (key === '*') return Array.isArray(value) && value.some((element) => reaches(element, rest));
  return reaches(property(value, key), rest);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
