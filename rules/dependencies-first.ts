import { cyclesOf } from '../src/graph/cycles.js';
import { rule } from '../src/lint/rule.js';
import { nameOfPart, outline, pathOf, type PlanPart } from '../src/schema/plan-outline.js';
import { isBegun, isBuilt, isOpen, wordOfStatus } from '../src/schema/plan-status.js';
import { checkpointsDone } from '../src/schema/progress.js';

/** How many of the parts that went ahead are pointed at. */
const POINTED_AT = 5;

export default rule({
  id: 'dependencies-first',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  summary: 'Work on a checkpoint or task of a plan begins when what it needs is complete.',
  messages: {
    open: '{part} is {status} but {needy}, which {needs} it, is {ahead}; what is needed is complete first',
    openForMany:
      '{part} is {status} but {needy} and {count} more, which {needs} it, have begun; what is needed is complete first',
    // Of related places:
    ahead: '{needy} is {ahead}',
  },
  session({ plan, state }, report) {
    if (!plan) return;
    // That the plan lags behind the state is state-agrees-with-plan's to tell.
    const done = checkpointsDone(state);
    const checkpoints = outline(plan);
    const tasks = checkpoints.flatMap(({ parts }) => parts.flatMap((group) => group.parts));
    for (const [parts, need] of [
      [checkpoints, 'need'],
      [tasks, 'depend on'],
    ] as const) {
      // One finding for each part that is not complete, however many went ahead of it: it is what to look at.
      for (const [open, ahead] of overtaken(parts, done)) {
        const [first, ...others] = ahead;
        report(plan, {
          message: others.length === 0 ? 'open' : 'openForMany',
          at: [...pathOf(open), 'status'],
          data: {
            part: nameOfPart(open),
            status: wordOfStatus(open.status),
            needy: nameOfPart(first),
            ahead: wordOfStatus(first.status),
            count: others.length,
            needs: wordFor(need, others.length + 1),
          },
          related: ahead.slice(0, POINTED_AT).map((part) => ({
            at: [...pathOf(part), 'status'],
            says: 'ahead',
            data: { needy: nameOfPart(part), ahead: wordOfStatus(part.status) },
          })),
        });
      }
    }
  },
});

/** Parts that are not complete, each with those that need it and have begun all the same. */
function overtaken(
  parts: readonly PlanPart[],
  done: ReadonlySet<PlanPart['id']>,
): Map<PlanPart, [PlanPart, ...PlanPart[]]> {
  const found = new Map<PlanPart, [PlanPart, ...PlanPart[]]>();
  const byId = new Map<PlanPart['id'], PlanPart | undefined>();
  // Of two parts with one id nobody knows which is meant.
  for (const part of parts) byId.set(part.id, byId.has(part.id) ? undefined : part);
  let circles: readonly (readonly PlanPart[])[] | undefined;
  for (const part of parts) {
    if (!isBegun(part.status)) continue;
    for (const id of new Set(part.needs)) {
      const needed = id === undefined ? undefined : byId.get(id);
      if (!needed || needed === part || !isOpen(needed.status) || isBuiltAround(needed, done)) continue;
      // Parts that wait for each other are for plan-references to tell.
      circles ??= cyclesOf(parts, ({ needs }) => needs.flatMap((need) => byId.get(need) ?? []));
      if (circles.some((circle) => circle.includes(part) && circle.includes(needed))) continue;
      const ahead = found.get(needed);
      if (ahead) ahead.push(part);
      else found.set(needed, [part]);
    }
  }
  return found;
}

/** That a part lags behind what holds it, or behind all that it holds, is the rule status-roll-up's to tell. */
function isBuiltAround(part: PlanPart, done: ReadonlySet<PlanPart['id']>): boolean {
  for (let around: PlanPart | undefined = part; around; around = around.parent) {
    if (isBuilt(around.status) || done.has(around.id)) return true;
  }
  const { parts } = part;
  return parts.length > 0 && parts.every(({ status }) => isBuilt(status));
}

function wordFor(need: 'need' | 'depend on', count: number): string {
  if (need === 'need') return count === 1 ? 'needs' : 'need';
  return count === 1 ? 'depends on' : 'depend on';
}
