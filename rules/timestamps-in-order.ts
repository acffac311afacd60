import { isBefore } from '../src/document/instant.js';
import { nameOf, valueAt } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { comparePhases, phasesOf, type PhaseRecord, type Placed } from '../src/schema/phases.js';

const CHANGED = ['created_at', 'updated_at', 'updatedBeforeCreated'] as const;
const WORKED = ['started_at', 'completed_at', 'endsBeforeStart'] as const;

/** The times of each kind that have an order, and what to say when they are not in it. */
const ORDERS = {
  'session-state': [CHANGED],
  plan: [CHANGED],
  'research-state': [['created_at', 'completed_at', 'endsBeforeStart']],
  'research-subagent': [WORKED],
  'orchestrator-agent': [CHANGED],
  agent: [CHANGED],
  'orchestrator-chat': [CHANGED],
  'ai-developer-workflow': [CHANGED, WORKED],
} as const;

type Timed = keyof typeof ORDERS;

export default rule({
  id: 'timestamps-in-order',
  kinds: Object.keys(ORDERS) as Timed[],
  severity: 'error',
  summary: 'Nothing ends before it starts, and nothing changes before it is created.',
  messages: {
    endsBeforeStart: '{at} is "{time}" but {than} is "{other}"; nothing ends before it starts',
    updatedBeforeCreated: '{at} is "{time}" but {than} is "{other}"; nothing changes before it is created',
    startsBeforeEnd: '{at} is "{time}" but {than} is "{other}"; a phase starts when the one before it has ended',
  },
  document(document, report) {
    for (const [earlier, later, message] of ORDERS[document.kind]) {
      compare(message, placed(later), placed(earlier));
    }
    if (document.kind !== 'session-state') return;

    const phases = phasesOf(document);
    for (const { start, ends } of phases) {
      for (const end of ends) compare('endsBeforeStart', end, start);
    }
    // A plan of the first version may be written on while the build runs, so its phases can overlap.
    if (document.schema === 'session-state-v1') return;
    for (const phase of phases) {
      const end = endBefore(phase, phases);
      if (end) compare('startsBeforeEnd', phase.start, end);
    }

    function placed(property: string): Placed<string> | undefined {
      const value = valueAt(document.value, [property]);
      return typeof value === 'string' ? { at: [property], value } : undefined;
    }

    /** Reports a time that lies before one that it must not lie before. */
    function compare(
      message: 'endsBeforeStart' | 'updatedBeforeCreated' | 'startsBeforeEnd',
      time: Placed<string> | undefined,
      than: Placed<string> | undefined,
    ): void {
      if (!time || !than || !isBefore(time.value, than.value)) return;
      report({
        message,
        ...(message === 'startsBeforeEnd' && { severity: 'warning' }),
        at: time.at,
        data: { at: nameOf(time.at), time: time.value, than: nameOf(than.at), other: than.value },
        related: [{ at: than.at, says: '{than} is "{other}"' }],
      });
    }
  },
});

/** The end of the last phase before this one that has one: of a slice with two, the earlier. */
function endBefore({ phase }: PhaseRecord, phases: readonly PhaseRecord[]): Placed<string> | undefined {
  const before = phases.filter((other) => comparePhases(other.phase, phase) < 0 && other.ends.length > 0).at(-1);
  return before?.ends.reduce((first, end) => (isBefore(end.value, first.value) ? end : first));
}
