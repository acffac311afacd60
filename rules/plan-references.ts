import type { Path } from '../src/document/position.js';
import { cyclesOf } from '../src/graph/cycles.js';
import { type Finding, rule } from '../src/lint/rule.js';
import { areIdsSound, nameOfPart, outline, pathOf, type PlanPart } from '../src/schema/plan-outline.js';
import { isWritten } from '../src/schema/plan-status.js';

/** How many parts of a cycle a message names; a longer one is told by its length. */
const NAMED = 8;

export default rule({
  id: 'plan-references',
  kinds: ['plan'],
  severity: 'error',
  also: ['warning'],
  summary: 'Prerequisites and dependencies of a plan name parts of the same plan and never go round in a circle.',
  messages: {
    noCheckpoint: '{part} has {target} as a prerequisite; the plan has no checkpoint with that id{yet}',
    noTask: '{part} depends on {target}; the plan has no task with that id{yet}',
    itself: '{part} waits for itself; it could never begin',
    circle: '{nouns} wait for each other: {cycle}; none of them could ever begin',
    longCircle: '{count} {nouns} wait for each other: {cycle}; none of them could ever begin',
    // Of related places:
    groupEnds: '{group} ends with {last}',
    waits: '{waiting} waits for {target}',
  },
  document(plan, report) {
    const checkpoints = outline(plan);
    const groups = checkpoints.flatMap(({ parts }) => parts);
    const tasks = groups.flatMap(({ parts }) => parts);
    const unfinished = !isWritten(plan.value.status);
    let areSound: boolean | undefined;

    judge(checkpoints, 'prerequisites', (part, at, target) => {
      report({
        message: 'noCheckpoint',
        at,
        data: { part: nameOfPart(part), target: JSON.stringify(target), yet: unfinished ? ' yet' : '' },
        ...(unfinished && { severity: 'warning' }),
      });
    });

    const groupsById = new Map(groups.map((group) => [group.id, group]));
    judge(tasks, 'depends_on', (part, at, target) => {
      const group = groupsById.get(String(target).replace(/\.\d+$/u, ''));
      const last = group?.parts.at(-1);
      report({
        message: 'noTask',
        at,
        data: {
          part: nameOfPart(part),
          target: JSON.stringify(target),
          yet: unfinished ? ' yet' : '',
          ...(group && last && { group: nameOfPart(group), last: nameOfPart(last) }),
        },
        ...(unfinished && { severity: 'warning' }),
        ...(last && { related: [{ at: [...pathOf(last), 'id'], says: 'groupEnds' }] }),
      });
    });

    function judge(
      parts: readonly PlanPart[],
      property: 'prerequisites' | 'depends_on',
      reportMissing: (part: PlanPart, at: Path, target: string | number) => void,
    ): void {
      const byId = new Map<PlanPart['id'], PlanPart>();
      for (const part of parts) if (!byId.has(part.id)) byId.set(part.id, part);

      /** Parts that need only parts before them form no circle; nearly every plan is such. */
      const before = new Set<PlanPart>();
      let looksAhead = false;
      for (const part of parts) {
        for (const [index, id] of part.needs.entries()) {
          if (id === undefined) continue;
          const target = byId.get(id);
          if (target && id !== part.id) {
            looksAhead ||= !before.has(target);
            continue;
          }
          const at = [...pathOf(part), property, index];
          // Of two parts with one id nobody knows which is meant.
          if (target === part) report({ message: 'itself', at, data: { part: nameOfPart(part) } });
          else if (!target && (areSound ??= areIdsSound(checkpoints))) reportMissing(part, at, id);
        }
        before.add(part);
      }
      if (!looksAhead) return;
      const targetsOf = ({ needs }: PlanPart): PlanPart[] => needs.flatMap((id) => byId.get(id) ?? []);
      for (const cycle of cyclesOf(parts, targetsOf)) report(circle(cycle, property));
    }
  },
});

function circle(parts: readonly PlanPart[], property: string): Finding<'circle' | 'longCircle' | 'waits', 'error'> {
  const links = parts.map((part, index) => {
    const target = parts[index + 1] ?? parts[0] ?? part;
    return { part, at: [...pathOf(part), property, part.needs.indexOf(target.id)], target };
  });
  const [{ at, part: first }, ...others] = links as [(typeof links)[number], ...typeof links];
  const ids = [...parts, first].map(({ id }) => String(id));
  const isLong = parts.length > NAMED;
  return {
    message: isLong ? 'longCircle' : 'circle',
    at,
    data: {
      nouns: `${first.noun}s`,
      count: parts.length,
      cycle: (isLong ? [...ids.slice(0, NAMED / 2), '…', ...ids.slice(-2)] : ids).join(' → '),
    },
    related: others.slice(0, NAMED - 1).map(({ part, at, target }) => ({
      at,
      says: 'waits',
      data: { waiting: nameOfPart(part), target: nameOfPart(target) },
    })),
  };
}
