import type { Path } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { isUnset } from '../src/lint/unset.js';
import { stateOf } from '../src/schema/lifecycles.js';
import { comparePhases, currentPhase, openBehind, phasesOf, type PhaseRecord } from '../src/schema/phases.js';

export default rule({
  id: 'status-agrees-with-phase',
  kinds: ['session-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'The status of a session, and those of its phases, fit the phase that it is in.',
  messages: {
    over: '{status} but {current}; a session is complete when it has passed its phases',
    goesOn: '{status} but {current}; a session that has passed its phases is complete',
    unplanned: '{status} but {current}; after a spec that is finalized_complete there is no plan',
    unfinished: '{status} but {current}; a phase before the current one has ended',
    waiting: '{status} but {current}; the current phase has begun',
    // Of related places:
    current: '{current}',
  },
  document(document, report) {
    const { schema, value } = document;
    const current = currentPhase(document);
    if (!current) return;
    const records = phasesOf(document);
    const open = openBehind(document);

    if (schema !== 'session-state-v1' && value.status !== undefined) {
      const isComplete = stateOf(`${schema}.status`, value.status) === 'complete';
      // Research ends without the other phases. A current phase that lags behind is for phase-order to tell.
      const isResearch = value.session_type === 'research';
      const lags = records.some(({ phase, begun }) => begun && comparePhases(phase, current) > 0);
      // A session that is not complete, and a phase that is not either, contradict the current phase together.
      // What a session of the third version says of itself at its end is not known: it may well stay active or idle.
      if (schema === 'session-state-v2' && current === 'complete' && !isComplete && open.length === 0)
        tell('goesOn', ['status']);
      if (current !== 'complete' && isComplete && !isResearch && !lags) tell('over', ['status']);
    }

    const final = records.find(({ state }) => state === 'finalized_complete')?.status;
    if (final && current !== 'spec' && current !== 'complete') {
      tell('unplanned', final.at);
      return;
    }

    for (const { places } of open) if (places.status) tell('unfinished', places.status);
    const here = records.find(({ phase }) => phase === current);
    if (here?.places.status && open.length === 0 && isWaiting(here, here.places.status))
      tell('waiting', here.places.status);

    /** Has not begun, though another phase has; where it has a time all the same, phase-times tells. */
    function isWaiting({ waiting, start, ends }: PhaseRecord, status: Path): boolean {
      if (start ?? ends[0]) return false;
      return (waiting || isUnset(document, status)) && records.some(({ begun }) => begun);
    }

    function tell(message: 'over' | 'goesOn' | 'unplanned' | 'unfinished' | 'waiting', at: Path): void {
      const data = { status: statementAt(value, at), current: statementAt(value, ['current_phase']) };
      report({ message, at, data, related: [{ at: ['current_phase'], says: 'current' }] });
    }
  },
});
