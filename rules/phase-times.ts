import { isSurelyBefore } from '../src/document/instant.js';
import { type Path, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { statementAt } from '../src/lint/statement.js';
import { isUnset } from '../src/lint/unset.js';
import {
  comparePhases,
  currentPhase,
  openBehind,
  phasesOf,
  type PhaseRecord,
  type PhaseStatus,
} from '../src/schema/phases.js';

const GOING_ON = new Set<PhaseStatus | undefined>(['in_progress', 'draft']);

export default rule({
  id: 'phase-times',
  kinds: ['session-state'],
  severity: 'warning',
  strict: 'error',
  summary: 'A phase that has begun has a start, one that has ended has an end, and one that has not has none.',
  messages: {
    noStart: '{time} but {proof}; a phase that has begun has a start',
    noEnd: '{time} but {proof}; a phase that has ended has an end',
    neither: '{time} and {end} but {proof}; a phase that has ended has a start and an end',
    notBegun: '{time} but {proof}; a phase that has not begun has neither start nor end',
    goesOn: '{time} but {proof}; a phase that goes on has no end',
    // Of related places:
    proof: '{proof}',
  },
  document(document, report) {
    const { value } = document;
    const current = currentPhase(document);
    const records = phasesOf(document);
    const open = openBehind(document);
    if (!current || !records.some(keepsTimes)) return;

    // Where no time was ever written, that is told once, of the current phase.
    const isBlank = records.every(({ start, ends }) => !start && ends.length === 0);
    for (const record of records) {
      const order = comparePhases(record.phase, current);
      // Of a later phase that has begun the rule phase-order tells.
      if (order > 0 || (isBlank && order < 0) || record.state === 'skipped') continue;
      if (record.places.status) {
        // A status that lags behind is for status-agrees-with-phase to tell.
        if (!open.includes(record)) byStatus(record, record.places.status);
      } else byCurrent(record, order === 0);
    }

    function byStatus({ places, state, start, ends, waiting, ended }: PhaseRecord, status: Path): void {
      if (waiting) {
        const time = start ?? ends[0];
        if (time) tell('notBegun', time.at, status);
      } else if (ended) {
        const end = state === 'finalized' ? places.ends.at(-1) : places.ends[0];
        expectTimes(places.start, status, end);
      } else if (state) {
        expectTimes(places.start, status);
        // An end before the start is left over from an earlier try, which timestamps-in-order tells.
        const [end] = ends;
        if (GOING_ON.has(state) && end && !(start && isSurelyBefore(end.value, start.value)))
          tell('goesOn', end.at, status);
      }
    }

    /** Where there is no status, the current phase tells what has begun and what is over. */
    function byCurrent({ places, begun, ends }: PhaseRecord, isCurrent: boolean): void {
      const [end] = ends;
      if (isCurrent) expectTimes(places.start, ['current_phase']);
      else if (end) expectTimes(places.start, end.at);
      else if (begun) expectTimes(undefined, ['current_phase'], places.ends[0]);
    }

    function expectTimes(start: Path | undefined, proof: Path, end?: Path): void {
      const [noStart, noEnd] = [start, end].map((at) => at && isUnset(document, at));
      if (start && noStart) tell(noEnd ? 'neither' : 'noStart', start, proof, end);
      else if (end && noEnd) tell('noEnd', end, proof);
    }

    function tell(
      message: 'noStart' | 'noEnd' | 'neither' | 'notBegun' | 'goesOn',
      at: Path,
      proof: Path,
      end = at,
    ): void {
      const data = { time: statementAt(value, at), end: statementAt(value, end), proof: statementAt(value, proof) };
      report({ message, at, data, related: [{ at: proof, says: 'proof' }] });
    }

    /** Whether the document has a place for a time of the phase, be it filled or not. */
    function keepsTimes({ places: { start, ends } }: PhaseRecord): boolean {
      return [start, ...ends].some((at) => valueAt(value, at) !== undefined);
    }
  },
});
