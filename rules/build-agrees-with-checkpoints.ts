import { type Path, valueAt } from '../src/document/position.js';
import { rule, type DocumentOf } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { stateOf } from '../src/schema/lifecycles.js';
import { comparePhases, currentPhase, phasesOf } from '../src/schema/phases.js';
import { completedIn, progressOf } from '../src/schema/progress.js';

export default rule({
  id: 'build-agrees-with-checkpoints',
  kinds: ['session-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'The build, plan_state and the checkpoints that are completed tell the same of how far the work is.',
  messages: {
    open: '{proof} but {done} of {total} checkpoints are completed; what is complete has completed them all',
    planAhead: '{status} but {proof}; a plan is complete when its build is',
    planBehind: '{status} but {proof}; a plan is complete when its build is',
    notBegun: '{status} but {proof}; work with a completed checkpoint has begun',
    // Of related places:
    proof: '{proof}',
  },
  document(document, report) {
    const { value } = document;
    const progress = progressOf(document);
    const { at, total } = progress;
    const listAt = [...at, 'checkpoints_completed'];
    const done = completedIn(progress);

    const build = phasesOf(document).find(({ phase }) => phase === 'build');
    const ended = build?.ended?.at;
    const plan = planStatus(document);
    const current = currentPhase(document);
    /** Where the session is, seen from the build: negative before it. */
    const beyond = current === undefined ? 0 : comparePhases(current, 'build');
    const over = ended ?? (plan?.state === 'complete' ? plan.at : undefined);

    if (over && done && total !== undefined && done.size < total) {
      tell('open', listAt, over);
    } else if (ended) {
      if (plan && plan.state !== 'complete') tell('planBehind', plan.at, ended);
    } else if (plan?.state === 'complete') {
      const status = build?.places.status;
      // Once the session has moved on, an unfinished build is for status-agrees-with-phase to tell.
      if (status && valueAt(value, status) !== undefined && beyond <= 0) tell('planAhead', plan.at, status);
    } else if (done && done.size > 0) {
      const isIdle = plan && plan.state !== 'in_progress';
      const begins = build && (build.places.status ?? build.places.start);
      if (isIdle) tell('notBegun', plan.at, listAt);
      else if (begins && !build.begun && valueAt(value, begins) !== undefined && beyond < 0)
        tell('notBegun', begins, listAt);
    }

    function tell(message: 'open' | 'planAhead' | 'planBehind' | 'notBegun', place: Path, proof: Path): void {
      const data = {
        status: statementAt(value, place),
        proof: statementAt(value, proof),
        done: done?.size ?? 0,
        total: total ?? null,
      };
      report({ message, at: place, data, related: [{ at: proof, says: 'proof' }] });
    }
  },
});

/** What plan_state says of itself, null being not begun; `undefined` where there is none, or none that fits its schema. */
function planStatus({
  schema,
  value,
}: DocumentOf<'session-state'>): { at: Path; state: string | undefined } | undefined {
  if (schema === 'session-state-v2') return undefined;
  const status = value.plan_state?.status;
  if (status === undefined) return undefined;
  return { at: ['plan_state', 'status'], state: stateOf('definitions.planState.status', status) };
}
