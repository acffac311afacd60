import type { Untold } from './step.js';

/** What is told at most; a hostile history has no end of it. */
const MOST = 100;

/** Collects what could not be looked at: each file and reason once, and not more than anybody reads. */
export interface UntoldList {
  readonly list: readonly Untold[];
  tell(untold: Untold): void;
}

/** @param whole how the repository is shown, for what is no longer told one by one */
export function createUntold(whole: string): UntoldList {
  const list: Untold[] = [];
  const told = new Set<string>();
  return {
    list,
    tell(untold) {
      const name = `${untold.display}\0${untold.reason}`;
      if (list.length > MOST || told.has(name)) return;
      told.add(name);
      list.push(
        list.length === MOST ? { display: whole, reason: 'there is more that could not be looked at' } : untold,
      );
    },
  };
}
