import { fold, nearest } from './near.js';

/**
 * Words that are written for states, whatever the case and between their parts, and what is meant by them: of several the
 * first that is a state there.
 */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  specification: ['spec'],
  planning: ['plan'],
  building: ['build'],
  coding: ['build'],
  development: ['build'],
  implement: ['build'],
  implementation: ['build'],
  implementing: ['build'],
  documentation: ['docs'],
  documenting: ['docs'],
  open: ['pending', 'not_started'],
  todo: ['pending', 'not_started'],
  doing: ['in_progress', 'active'],
  inprogress: ['in_progress', 'active'],
  ongoing: ['in_progress', 'active'],
  running: ['in_progress', 'active'],
  started: ['in_progress', 'active'],
  wip: ['in_progress', 'active'],
  onhold: ['paused', 'blocked'],
  suspended: ['paused', 'blocked'],
  error: ['failed'],
  done: ['complete', 'completed'],
  finished: ['complete', 'completed'],
  succeeded: ['complete', 'completed'],
  success: ['complete', 'completed'],
};

/** The word that was likely meant, be it misspelt or another word for it; `undefined` where nobody can tell. */
export function meantBy(word: string, words: readonly string[]): string | undefined {
  const near = nearest(word, words);
  if (near !== undefined) return near;
  const key = fold(word.slice(0, LONGEST));
  return (Object.hasOwn(MEANT, key) ? MEANT[key] : undefined)?.find((one) => words.includes(one));
}

/** Longer than any of those words; a hostile one can be megabytes long. */
const LONGEST = 100;
