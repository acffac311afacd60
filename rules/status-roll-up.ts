import { rule, type RelatedFinding } from '../src/lint/rule.js';
import { allParts, nameOfPart, outline, pathOf, type PlanPart } from '../src/schema/plan-outline.js';
import { isBegun, isBuilt, isOpen, wordOfStatus } from '../src/schema/plan-status.js';
import { checkpointsDone } from '../src/schema/progress.js';

/** What can be found, in the order in which it is told. */
const SORTS = ['ahead', 'behind', 'asleep'] as const;
type Sort = (typeof SORTS)[number];

/** A part and one that it holds, which do not agree. */
interface Disagreement {
  readonly part: PlanPart;
  readonly held: PlanPart;
}

export default rule({
  id: 'status-roll-up',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  also: ['info'],
  summary: 'A part of a plan is complete when all that it holds is, and begun when something of it is.',
  // A plan gets one finding: its message is made of those that are true of it.
  messages: {
    ahead: '{aheadOf} complete but {aheadHeld} is {aheadStatus}',
    behind: '{behindOf} {behindStatus} but all that it holds is complete',
    asleep: '{asleepOf} {asleepStatus} but {asleepHeld} is {asleepHeldStatus}',
    // Of related places:
    part: '{part} is {status}',
  },
  session({ plan, state }, report) {
    if (!plan) return;
    const done = checkpointsDone(state);
    const found: Record<Sort, Disagreement[]> = { ahead: [], behind: [], asleep: [] };
    for (const part of allParts(outline(plan))) {
      const told = disagreementIn(part);
      // That the plan lags behind the state is state-agrees-with-plan's to tell.
      const isKnown = told?.sort !== 'ahead' && !part.parent && done.has(Number(part.id));
      if (told && !isKnown) found[told.sort].push({ part, held: told.held });
    }
    const message = SORTS.filter((sort) => found[sort].length > 0);
    if (message.length === 0) return;
    const firsts = Object.fromEntries(message.map((sort) => [sort, found[sort][0]])) as Partial<
      Record<Sort, Disagreement>
    >;
    report(plan, {
      message,
      // That something is complete which is not misleads; that the parts around were not ticked hardly does.
      severity: found.ahead.length + found.behind.length > 0 ? 'warning' : 'info',
      at: ['checkpoints'],
      on: 'key',
      data: Object.assign({}, ...message.map((sort) => dataOf(sort, found[sort]))) as Record<string, string>,
      related: message.flatMap((sort) => relatedTo(firsts[sort])),
    });
  },
});

function disagreementIn(part: PlanPart): { sort: Sort; held: PlanPart } | undefined {
  const { status, parts } = part;
  if (isBuilt(status)) {
    // Below a part that was ticked as a whole nobody ticks the rest: the topmost is told.
    const held = isWithinBuilt(part) ? undefined : firstOpen(parts);
    return held && { sort: 'ahead', held };
  }
  const [first] = parts;
  if (!isOpen(status) || !first) return undefined;
  if (parts.every((one) => isBuilt(one.status))) return { sort: 'behind', held: first };
  const begun = isBegun(status) ? undefined : parts.find((one) => isBegun(one.status));
  // Who waits for something has begun before.
  return begun && status !== 'blocked' ? { sort: 'asleep', held: begun } : undefined;
}

/** The first part that is not complete, in the order in which they are written. */
function firstOpen(parts: readonly PlanPart[]): PlanPart | undefined {
  for (const part of parts) {
    if (isOpen(part.status)) return part;
    const below = firstOpen(part.parts);
    if (below) return below;
  }
  return undefined;
}

function isWithinBuilt({ parent }: PlanPart): boolean {
  return parent !== undefined && (isBuilt(parent.status) || isWithinBuilt(parent));
}

function dataOf(sort: Sort, [first, ...others]: readonly Disagreement[]): Record<string, string> {
  if (!first) return {};
  const more = others.length === 0 ? ' is' : ` and ${String(others.length)} more are`;
  return {
    [`${sort}Of`]: nameOfPart(first.part) + more,
    [`${sort}Status`]: wordOfStatus(sort === 'ahead' ? first.held.status : first.part.status),
    [`${sort}Held`]: nameOfPart(first.held),
    [`${sort}HeldStatus`]: wordOfStatus(first.held.status),
  };
}

function relatedTo(first: Disagreement | undefined): RelatedFinding<'part'>[] {
  return first
    ? [first.part, first.held].map((part) => ({
        at: [...pathOf(part), 'status'],
        says: 'part',
        data: { part: nameOfPart(part), status: wordOfStatus(part.status) },
      }))
    : [];
}
