import type { Change } from '../schema/vocabulary/changes.js';
import type { RelatedFinding, StepFinding, StepView } from './rule.js';

/**
 * The earlier side of a change, for a finding that has the message `was`; nothing where there was no value.
 *
 * @param data what the message's `{placeholders}` stand for; the finding's own when absent
 */
export function earlierSide(
  { before }: StepView,
  { from }: Pick<Change, 'from'>,
  data?: RelatedFinding['data'],
): Pick<StepFinding<'was'>, 'related'> {
  if (!before || !from) return {};
  return { related: [{ in: before, at: from, says: 'was', ...(data && { data }) }] };
}
