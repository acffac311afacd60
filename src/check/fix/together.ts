import { overlap, type Splice } from '../../document/edit.js';
import type { Fix } from './look.js';

/** Of fixes those of which no two touch the same characters: of such the first. */
export function apart(fixes: readonly Fix[]): Fix[] {
  const taken = new Map<string, Splice[]>();
  return fixes.filter(({ path, splices }) => {
    const known = taken.get(path) ?? [];
    const isFree = splices.every((one) => known.every((other) => !collide(one, other)));
    if (isFree) taken.set(path, [...known, ...splices]);
    return isFree;
  });
}

function collide(a: Splice, b: Splice): boolean {
  return a.start <= b.start ? overlap(a, b) : overlap(b, a);
}

/**
 * The outcome of as many fixes as go together, found by halving those that do not; `undefined`: none does any good.
 *
 * @param attempt what comes of fixes; `undefined` where that is no good
 * @param budget how often that may be tried; what was tried is taken off
 */
export async function best<O extends { readonly fixes: readonly Fix[] }>(
  fixes: readonly Fix[],
  attempt: (fixes: readonly Fix[]) => Promise<O | undefined>,
  budget: { trials: number },
): Promise<O | undefined> {
  let found: O | undefined;
  const waiting = [fixes];
  for (let some = waiting.pop(); some && budget.trials > 0; some = waiting.pop()) {
    if (some.length === 0) continue;
    budget.trials -= 1;
    const outcome = await attempt([...(found?.fixes ?? []), ...some]);
    if (outcome) found = outcome;
    else if (some.length > 1) {
      const middle = Math.ceil(some.length / 2);
      waiting.push(some.slice(middle), some.slice(0, middle));
    }
  }
  return found;
}
