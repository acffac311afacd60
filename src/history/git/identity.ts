import { valueAt } from '../../document/position.js';
import { type KindId, KINDS } from '../../schema/kinds.js';
import { compareTimes } from '../../schema/vocabulary/order.js';
import type { Version } from '../step.js';

/** Documents that begin from one template are alike by more than half, whatever they are about. */
const ALIKE = 80;

/**
 * Whether a file that git takes for renamed is still the same document. Git pairs a removed file with a new one when half
 * of their lines agree, as those of two sessions do. A document's id or the time of its creation tells more.
 *
 * @param similarity how much of the text stayed the same, in percent
 */
export function isSameDocument(kind: KindId, before: Version, after: Version, similarity: number): boolean {
  if (similarity === 100 || !before.document.parsed || !after.document.parsed) return true;
  const values = [before.document.value, after.document.value] as const;
  const [wasId, isId] = values.map((value) => valueAt(value, KINDS[kind].idAt ?? []));
  if (typeof wasId === 'string' && wasId === isId) return true;
  const [wasCreated, isCreated] = values.map((value) => valueAt(value, ['created_at']));
  if (typeof wasCreated === 'string' && typeof isCreated === 'string') {
    if ((compareTimes(wasCreated, isCreated) ?? Number(wasCreated !== isCreated)) !== 0) return false;
    if (isOfOne(wasCreated)) return true;
  }
  return similarity >= ALIKE;
}

/** Whether a time of creation is not also that of whatever else began on that day. */
function isOfOne(time: string): boolean {
  return compareTimes(time, time) === 0 && !/^.{11}00:00:00(?:\.0+)?(?![.\d])/u.test(time);
}
