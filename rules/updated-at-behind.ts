import { isBefore, isSurelyBefore } from '../src/document/instant.js';
import { type Path, toPointer, valueAt } from '../src/document/position.js';
import { rule, type DocumentOf } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { comparePhases, phasesOf } from '../src/schema/phases.js';
import { type PlacedTime, timesIn } from '../src/schema/times.js';

export default rule({
  id: 'updated-at-behind',
  kinds: ['session-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'Nothing in a state happened after the time of its last change.',
  messages: {
    behind: '{last} but {time}; no time is after that of the last change',
    // Of related places:
    time: '{time}',
  },
  document(document, report) {
    const { schema, value } = document;
    // What contradicts another time is for timestamps-in-order to tell, be it the creation or a phase.
    if (isBehind(value.updated_at, value.created_at)) return;
    const times = timesIn(schema, value);
    let refuted: ReadonlySet<string> | undefined;
    const isRefuted = ({ at }: PlacedTime): boolean => (refuted ??= refutedIn(document)).has(toPointer(at));

    const latest = latestBehind(['updated_at'], times);
    if (latest) tell(['updated_at'], latest);
    // A slice of the third version has a time of its own last change.
    for (const { at } of times) {
      const [slice, property] = at;
      if (property !== 'last_updated') continue;
      const own = latestBehind(
        at,
        times.filter((time) => time.at[0] === slice),
      );
      if (own && own !== latest) tell(at, own);
    }

    /** The latest of some times, where the last change lies before it. */
    function latestBehind(at: Path, times: readonly PlacedTime[]): PlacedTime | undefined {
      const last = valueAt(value, at);
      return times
        .filter((time) => isBehind(last, time.value) && !isRefuted(time))
        .reduce<PlacedTime | undefined>(
          (late, time) => (late && !isBefore(late.value, time.value) ? late : time),
          undefined,
        );
    }

    function tell(at: Path, time: PlacedTime): void {
      const data = { last: statementAt(value, at), time: statementAt(value, time.at) };
      report({ message: 'behind', at, data, related: [{ at: time.at, says: 'time' }] });
    }
  },
});

/** The times of phases that timestamps-in-order holds for too late, as JSON Pointers. */
function refutedIn(document: DocumentOf<'session-state'>): ReadonlySet<string> {
  const phases = phasesOf(document);
  const refuted = phases.flatMap(({ phase, state, start, ends, ended }) => {
    const isLateStart = start && ends.some((end) => isBehind(end.value, start.value));
    // The phases of the first version may overlap.
    const following = document.schema === 'session-state-v1' || !ended ? [] : phases;
    const areLateEnds = following.some(
      (next) => comparePhases(phase, next.phase) < 0 && ends.every((end) => isBehind(next.start?.value, end.value)),
    );
    const [completed, finalized] = ends;
    const isLateFinal = state === 'completed' && finalized && isBehind(completed?.value, finalized.value);
    return [...(isLateStart ? [start] : []), ...(areLateEnds ? ends : []), ...(isLateFinal ? [finalized] : [])];
  });
  return new Set(refuted.map(({ at }) => toPointer(at)));
}

function isBehind(last: unknown, time: unknown): boolean {
  return typeof last === 'string' && typeof time === 'string' && isSurelyBefore(last, time);
}
