import { rule } from '../src/lint/rule.js';
import {
  allParts,
  isIdWithin,
  isWellNumbered,
  nameOfPart,
  outline,
  pathOf,
  type PlanPart,
} from '../src/schema/plan-outline.js';

export default rule({
  id: 'plan-ids',
  kinds: ['plan'],
  severity: 'error',
  also: ['warning'],
  summary: "The id of each part of a plan is unique and begins with its parent's id; checkpoints count from 1.",
  messages: {
    notPositive: 'checkpoint id is {id}; checkpoints count from 1',
    outOfOrder: '{part} stands after {previous}; checkpoints stand in the order of their ids',
    wrongParent: '{part} stands in {parent}; its id must begin with "{expected}"',
    wrongParts: '{part} holds {nouns} whose ids begin with "{found}"; they must begin with "{expected}"',
    duplicate: '{part} is there twice; an id is unique within the plan',
    // Of related places:
    first: 'the first {part}',
    previous: '{previous}',
    stray: '{stray}',
    parent: '{parent}',
  },
  document(plan, report) {
    const checkpoints = outline(plan);
    // Nearly every plan is well numbered, and to see it costs far less than to say what is wrong.
    if (isWellNumbered(checkpoints)) return;
    const all = allParts(checkpoints);

    const uses = countIds(all);
    const firsts = new Map<string, PlanPart>();
    /** Parts whose id a finding is about. What follows from a wrong id is no finding of its own. */
    const blamed = new Set<PlanPart>();
    let previous: PlanPart | undefined;

    for (const part of all) {
      if (part.id === undefined) continue;
      const isCheckpoint = part.parent === undefined;
      if (isCheckpoint && Number(part.id) < 1) {
        blamed.add(part);
        report({ message: 'notPositive', at: idOf(part), data: { id: part.id } });
      }
      const strays = straysIn(part);
      judgeStrays(part, strays);
      if (isBlamed(part)) continue;

      const first = firsts.get(String(part.id));
      if (first) {
        blamed.add(part);
        report({
          message: 'duplicate',
          at: idOf(part),
          data: { part: nameOfPart(part) },
          related: [{ at: idOf(first), says: 'first' }],
        });
        continue;
      }
      firsts.set(String(part.id), part);

      // Only ids that nothing else speaks against can prove an order.
      if (!isCheckpoint || strays.length > 0 || uses.get(String(part.id)) !== 1) continue;
      if (previous && Number(part.id) < Number(previous.id)) {
        report({
          message: 'outOfOrder',
          severity: 'warning',
          at: idOf(part),
          data: { part: nameOfPart(part), previous: nameOfPart(previous) },
          related: [{ at: idOf(previous), says: 'previous' }],
        });
      }
      previous = part;
    }

    /** Parts whose ids do not begin with that of the part that holds them: which of the two is wrong? */
    function judgeStrays(part: PlanPart, strays: readonly PlanPart[]): void {
      const [stray] = strays;
      if (!stray) return;
      const found = parentIdOf(stray);
      const agree = strays.length === known(part.parts).length && strays.every((one) => parentIdOf(one) === found);
      if (agree && blamed.has(part)) return;
      const expected = `${String(part.id)}.`;
      if (agree && (strays.length > 1 || (uses.get(String(part.id)) ?? 0) > 1)) {
        blamed.add(part);
        report({
          message: 'wrongParts',
          at: idOf(part),
          data: {
            part: nameOfPart(part),
            nouns: `${stray.noun}s`,
            found: `${found}.`,
            expected,
            stray: nameOfPart(stray),
          },
          related: [{ at: idOf(stray), says: 'stray' }],
        });
        return;
      }
      for (const one of strays) {
        blamed.add(one);
        report({
          message: 'wrongParent',
          at: idOf(one),
          data: { part: nameOfPart(one), parent: nameOfPart(part), expected },
          related: [{ at: idOf(part), says: 'parent' }],
        });
      }
    }

    function isBlamed(part: PlanPart | undefined): boolean {
      return part !== undefined && (blamed.has(part) || isBlamed(part.parent));
    }
  },
});

function countIds(all: readonly PlanPart[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { id } of all) count.set(String(id), (count.get(String(id)) ?? 0) + 1);
  return count;
}

function straysIn({ id, parts }: PlanPart): readonly PlanPart[] {
  return known(parts).filter((one) => !isIdWithin(one.id, id));
}

function known(parts: readonly PlanPart[]): readonly PlanPart[] {
  return parts.filter(({ id }) => id !== undefined);
}

/** What a part's id says its parent's id is: `1.2` of `1.2.3`. */
function parentIdOf({ id }: PlanPart): string {
  const text = String(id);
  return text.slice(0, text.lastIndexOf('.'));
}

function idOf(part: PlanPart): (string | number)[] {
  return [...pathOf(part), 'id'];
}
