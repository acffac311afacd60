import { rule } from '../src/lint/rule.js';
import { outline, type PlanPart } from '../src/schema/plan-outline.js';
import { isBegun, isBuilt, isOpen } from '../src/schema/plan-status.js';
import { progressOf } from '../src/schema/progress.js';

/** How many of the prerequisites are pointed at. */
const POINTED_AT = 5;

export default rule({
  id: 'checkpoint-prerequisites',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  summary: 'A checkpoint is built when the checkpoints that plan.json has as its prerequisites are complete.',
  messages: {
    completed: 'checkpoint {id} is completed but {missing}; plan.json has {them} as {prerequisites} of it',
    current: 'checkpoint {id} is the current one but {missing}; plan.json has {them} as {prerequisites} of it',
    // Of related places:
    needs: 'checkpoint {id} has {target} as a prerequisite',
  },
  session({ state, plan }, report) {
    if (!state || !plan) return;
    const { at, completed, current } = progressOf(state);
    // A list with a place that does not fit the schema may mean any checkpoint there.
    if (!completed || completed.includes(undefined)) return;
    const done = new Map(completed.map((id, index) => [id, index]));
    const checkpoints = outline(plan);
    const byId = new Map<PlanPart['id'], PlanPart>(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
    if (byId.size !== checkpoints.length) return;

    const judge = (message: 'completed' | 'current', id: number, index?: number): void => {
      const checkpoint = byId.get(id);
      const missing = [...new Set(checkpoint?.needs)].filter((need) => {
        const needed = byId.get(need);
        // Where the plan has it as complete the state lags behind, which state-agrees-with-plan tells; where the plan
        // shows the same, dependencies-first tells it there.
        return (
          needed &&
          needed !== checkpoint &&
          !done.has(Number(need)) &&
          !isBuilt(needed.status) &&
          !(isBegun(checkpoint?.status) && isOpen(needed.status))
        );
      });
      if (!checkpoint || missing.length === 0) return;
      const many = missing.length > 1;
      report(state, {
        message,
        at: index === undefined ? [...at, 'current_checkpoint'] : [...at, 'checkpoints_completed', index],
        data: {
          id,
          missing: `${many ? 'checkpoints' : 'checkpoint'} ${missing.map(String).join(', ')} ${many ? 'are' : 'is'} not`,
          them: many ? 'them' : 'it',
          prerequisites: many ? 'prerequisites' : 'a prerequisite',
        },
        related: missing.slice(0, POINTED_AT).map((target) => ({
          in: plan,
          at: [checkpoint.property, checkpoint.index, 'prerequisites', checkpoint.needs.indexOf(target)],
          says: 'needs' as const,
          data: { id, target: Number(target) },
        })),
      });
    };
    for (const [id, index] of done) if (id !== undefined) judge('completed', id, index);
    if (current !== undefined && !done.has(current)) judge('current', current);
  },
});
