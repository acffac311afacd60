import { closest, distance } from 'fastest-levenshtein';

/** No word that is compared with is nearly as long; a hostile one can be megabytes long. */
const LONGEST = 100;

/** Whether one word is a likely misspelling of the other: spelt in another case style, or a few letters off. */
export function isNear(word: string, other: string): boolean {
  if (word.length > LONGEST || other.length > LONGEST) return false;
  return fold(word) === fold(other) || distance(word, other) <= Math.min(3, Math.floor(other.length * 0.4));
}

/** The word that was likely meant; `undefined` when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (words.length === 0 || word.length > LONGEST) return undefined;
  const begun = (other: string): boolean => word.length >= 3 && other.startsWith(word);
  const near = words.find((other) => fold(other) === fold(word)) ?? words.find(begun) ?? closest(word, words);
  return begun(near) || isNear(word, near) ? near : undefined;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
