import { type Path, valueAt } from '../src/document/position.js';
import { rule, type DocumentOf } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { stateOf } from '../src/schema/lifecycles.js';
import { comparePhases, currentPhase, phasesOf } from '../src/schema/phases.js';
import { completedIn, type Progress, progressOf } from '../src/schema/progress.js';

/** What is being built, and where the document says so. */
interface Current {
  readonly at: Path;
  readonly id: string;
}

export default rule({
  id: 'current-work',
  kinds: ['session-state'],
  severity: 'error',
  also: ['warning'],
  summary: 'The current task is part of the current group and checkpoint, and there is one while the build goes on.',
  messages: {
    elsewhere: '{inner} but {outer}; the id of a part begins with the id of what it is part of',
    nowhere: '{inner} but {outer}; what is being built is part of the current checkpoint',
    none: '{inner} but {done} of {total} checkpoints are completed; until all are, one of them is the current one',
    // Of related places:
    outer: '{outer}',
  },
  document(document, report) {
    const { value } = document;
    const progress = progressOf(document);
    const { at, total, current } = progress;
    const done = completedIn(progress);
    const checkpointAt = [...at, 'current_checkpoint'];
    const parts = partsIn(document);
    const [part] = parts;

    if (valueAt(value, checkpointAt) === null) {
      if (done && total !== undefined && done.size < total && isBuilding(document)) {
        tell('none', checkpointAt, [...at, 'checkpoints_completed'], 'warning');
      } else if (part) {
        tell('nowhere', part.at, checkpointAt, 'warning');
      }
      return;
    }
    const checkpoint = isOpen(progress) ? [{ at: checkpointAt, id: String(current) }] : [];
    const chain: readonly Current[] = [...checkpoint, ...parts];
    for (const [index, inner] of chain.entries()) {
      const outer = chain[index - 1];
      if (!outer || inner.id.startsWith(`${outer.id}.`)) continue;
      // Where a group is out of place, so is what is in it.
      tell('elsewhere', inner.at, outer.at);
      return;
    }

    function tell(message: 'elsewhere' | 'nowhere' | 'none', place: Path, outer: Path, severity?: 'warning'): void {
      report({
        message,
        ...(severity && { severity }),
        at: place,
        data: {
          inner: statementAt(value, place),
          outer: statementAt(value, outer),
          done: done?.size ?? 0,
          total: total ?? null,
        },
        related: [{ at: outer, says: 'outer' }],
      });
    }
  },
});

/** The current group and task, those that there are, from the outside in. */
function partsIn({ schema, value }: DocumentOf<'session-state'>): readonly Current[] {
  const holder = schema === 'session-state-v2' ? undefined : value.plan_state;
  const names = ['current_task_group', 'current_tranche', 'current_task'] as const;
  const parts = names.flatMap((name) => {
    const id = holder?.[name];
    return typeof id === 'string' ? [{ name, at: ['plan_state', name], id }] : [];
  });
  // The older name counts where the newer one is not there.
  return parts.filter(({ name }) => name !== 'current_tranche' || parts[0]?.name === name);
}

/** Whether the current checkpoint is one that can be built; where not, checkpoint-range tells. */
function isOpen({ total = Infinity, completed = [], current }: Progress): boolean {
  return current !== undefined && current >= 1 && current <= total && !completed.includes(current);
}

/** Whether checkpoints are being built. */
function isBuilding(document: DocumentOf<'session-state'>): boolean {
  const current = currentPhase(document);
  const build = phasesOf(document).find(({ phase }) => phase === 'build');
  if (document.schema === 'session-state-v2') {
    const hasLeft = current !== undefined && comparePhases(current, 'build') > 0;
    return build?.begun === true && !build.ended && !hasLeft;
  }
  const plan = stateOf('definitions.planState.status', document.value.plan_state?.status);
  return build?.state === 'in_progress' && plan !== 'complete';
}
