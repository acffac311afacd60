import { isBefore, isSurelyBefore } from '../src/document/instant.js';
import { nameOf, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { comparePhases, phasesOf, type PhaseRecord, type Placed } from '../src/schema/phases.js';

const CHANGED = ['created_at', 'updated_at', 'updatedBeforeCreated', 'error'] as const;
/** A row gets its times from two clocks, the application's and the transaction's, which differ a little. */
const CHANGED_ROW = ['created_at', 'updated_at', 'updatedBeforeCreated', 'warning'] as const;
const WORKED = ['started_at', 'completed_at', 'endsBeforeStart', 'error'] as const;

/** The times of each kind that have an order, and what to say, and how gravely, when they are not in it. */
const ORDERS = {
  'session-state': [CHANGED],
  plan: [CHANGED],
  'research-state': [
    ['created_at', 'completed_at', 'endsBeforeStart', 'error'],
    ['created_at', 'research_plan.created_at', 'plannedBeforeStart', 'warning'],
  ],
  'research-subagent': [WORKED],
  'orchestrator-agent': [CHANGED_ROW],
  agent: [CHANGED_ROW],
  'orchestrator-chat': [CHANGED_ROW],
  'ai-developer-workflow': [CHANGED_ROW, WORKED],
} as const;

const MESSAGES = {
  endsBeforeStart: '{at} is "{time}" but {than} is "{other}"; nothing ends before it starts',
  updatedBeforeCreated: '{at} is "{time}" but {than} is "{other}"; nothing changes before it is created',
  plannedBeforeStart: '{at} is "{time}" but {than} is "{other}"; research is planned after it has begun',
  completedBeforeFinalized: '{at} is "{time}" but {than} is "{other}"; a phase is completed once it is finalized',
  startsBeforeEnd: '{at} is "{time}" but {than} is "{other}"; a phase starts when the one before it has ended',
  // Of related places:
  than: '{than} is "{other}"',
} as const;

type Timed = keyof typeof ORDERS;

export default rule({
  id: 'timestamps-in-order',
  kinds: Object.keys(ORDERS) as Timed[],
  severity: 'error',
  also: ['warning'],
  summary: 'Nothing ends before it starts, and nothing changes before it is created.',
  messages: MESSAGES,
  document(document, report) {
    for (const [earlier, later, message, severity] of ORDERS[document.kind]) {
      compare(message, severity, placed(later), placed(earlier));
    }
    if (document.kind !== 'session-state') return;

    const phases = phasesOf(document);
    for (const { state, start, ends, ended } of phases) {
      // A phase that is taken up again starts after the end that the try before has left.
      const severity = ended ? 'error' : 'warning';
      for (const end of ends) compare('endsBeforeStart', severity, end, start);
      // A slice that is only finalized may have been completed once before.
      const [completed, finalized] = ends;
      if (state === 'completed') compare('completedBeforeFinalized', 'warning', completed, finalized);
    }
    // A plan of the first version may be written on while the build runs, so its phases can overlap.
    if (document.schema === 'session-state-v1') return;
    for (const phase of phases) {
      compare('startsBeforeEnd', 'warning', phase.start, endBefore(phase, phases));
    }

    function placed(property: string): Placed<string> | undefined {
      const at = property.split('.');
      const value = valueAt(document.value, at);
      return typeof value === 'string' ? { at, value } : undefined;
    }

    /** Reports a time that lies before one that it must not lie before. */
    function compare(
      message: Exclude<keyof typeof MESSAGES, 'than'>,
      severity: 'error' | 'warning',
      time: Placed<string> | undefined,
      than: Placed<string> | undefined,
    ): void {
      if (!time || !than || !isSurelyBefore(time.value, than.value)) return;
      report({
        message,
        severity,
        at: time.at,
        data: { at: nameOf(time.at), time: time.value, than: nameOf(than.at), other: than.value },
        related: [{ at: than.at, says: 'than' }],
      });
    }
  },
});

/** The end of the last phase before this one that has ended at a known time: of a slice with two, the earlier. */
function endBefore({ phase }: PhaseRecord, phases: readonly PhaseRecord[]): Placed<string> | undefined {
  const before = phases
    .filter((other) => comparePhases(other.phase, phase) < 0 && other.ended && other.ends.length > 0)
    .at(-1);
  return before?.ends.reduce((first, end) => (isBefore(end.value, first.value) ? end : first));
}
