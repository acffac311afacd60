import { closest, distance } from 'fastest-levenshtein';

/** No word that is compared with is nearly as long; a hostile one can be megabytes long. */
const LONGEST = 100;

/** Whether one word is a likely misspelling of the other: spelt in another case style, or a few letters off. */
export function isNear(word: string, other: string): boolean {
  if (word.length > LONGEST || other.length > LONGEST) return false;
  return fold(word) === fold(other) || distance(word, other) <= Math.min(3, Math.floor(other.length * 0.4));
}

/** Whether a word is hardly anything but another one, misspelt: how sure that is. */
export function slipOf(word: string, other: string): 'sure' | 'likely' | undefined {
  if (word.length > LONGEST || word === other) return undefined;
  if (fold(word) === fold(other)) return 'sure';
  // What differs in its number is likely meant to: a file, and files.
  if (other.length < 5 || `${word}s` === other || `${other}s` === word || isSameButDigits(word, other))
    return undefined;
  const edits = isSwap(word, other) ? 1 : distance(word, other);
  if (edits === 1) return 'sure';
  return edits === 2 && other.length >= 9 ? 'likely' : undefined;
}

/** The word that was likely meant; `undefined` when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (words.length === 0 || word.length > LONGEST) return undefined;
  const begun = (other: string): boolean => word.length >= 3 && other.startsWith(word);
  const near = words.find((other) => fold(other) === fold(word)) ?? words.find(begun) ?? closest(word, words);
  return begun(near) || isNear(word, near) ? near : undefined;
}

/** Whether two words have their letters in common but for two neighbours that have changed places. */
function isSwap(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return word.slice(at) === `${other.charAt(at + 1)}${other.charAt(at)}${other.slice(at + 2)}`;
}

function isSameButDigits(word: string, other: string): boolean {
  return word.replaceAll(/\d/gu, '') === other.replaceAll(/\d/gu, '');
}

/** A word without its case and what stands between its parts. */
export function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
