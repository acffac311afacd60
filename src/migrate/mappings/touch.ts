import { isBefore } from '../../document/instant.js';
import { valueAt } from '../../document/position.js';
import type { Draft } from '../mapping.js';

/** A change of the file moves `updated_at` on. When the file was last changed before is kept. */
export function touch(draft: Draft): void {
  const at = ['updated_at'];
  const before = valueAt(draft.source, at);
  // The second mapping of a run has nothing to add.
  if (typeof before !== 'string' || before === draft.now) return;
  if (isBefore(draft.now, before)) {
    draft.tell(at, `stays "${before}", which is yet to come`);
    return;
  }
  draft.set(at, draft.now);
  draft.keep(at, before);
  draft.tell(at, `the time of the migration; it was "${before}"`);
}
