import { nameOf } from '../src/document/position.js';
import { rule, type DocumentOf } from '../src/lint/rule.js';
import { comparePhases, currentPhase, phasesOf, type Phase } from '../src/schema/phases.js';

export default rule({
  id: 'phase-order',
  kinds: ['session-state'],
  severity: 'error',
  also: ['warning'],
  summary: 'current_phase lies before no phase that has ended or begun, and after none that never began.',
  messages: {
    ended: 'current_phase is "{current}" but {proof} is "{value}"; a phase that has ended lies before the current one',
    begun: 'current_phase is "{current}" but {phase} has begun; the current phase is the latest that has begun',
    skipped: 'current_phase is "{current}" but {phase} never began; a session of this sort passes through it first',
    // Of related places:
    end: '{end} is "{time}"',
    proof: '{proof} is "{value}"',
  },
  document(document, report) {
    const current = currentPhase(document);
    if (!current) return;
    const at = ['current_phase'];
    const shown = document.value.current_phase ?? current;
    // The last phase first: a finding names the phase that is furthest along.
    const phases = phasesOf(document).toReversed();
    const later = phases.filter(({ phase }) => comparePhases(phase, current) > 0);

    const over = later.find(({ ended }) => ended);
    const begun = later.find((record) => record.begun);
    if (over?.ended) {
      const { ended, ends } = over;
      const end = ends[0] ?? ended;
      report({
        message: 'ended',
        at,
        data: { current: shown, proof: nameOf(ended.at), value: ended.value, end: nameOf(end.at), time: end.value },
        related: [{ at: end.at, says: 'end' }],
      });
    } else if (begun) {
      const proof = begun.start ?? begun.ends[0] ?? begun.status;
      report({
        message: 'begun',
        severity: 'warning',
        at,
        data: { current: shown, phase: begun.phase, ...(proof && { proof: nameOf(proof.at), value: proof.value }) },
        related: proof ? [{ at: proof.at, says: 'proof' }] : [],
      });
    }

    // That nothing shows a phase to have begun proves something only where nothing was left out.
    const required = requiredPhases(document);
    const skipped =
      document.sound &&
      phases.find(
        ({ phase, begun, state }) =>
          !begun && state !== 'skipped' && required.includes(phase) && comparePhases(phase, current) < 0,
      );
    if (skipped)
      report({ message: 'skipped', severity: 'warning', at, data: { current: shown, phase: skipped.phase } });
  },
});

/** The phases that this session has no way round; docs can always be left out. */
function requiredPhases({ schema, value }: DocumentOf<'session-state'>): readonly Phase[] {
  const all: readonly Phase[] = ['spec', 'plan', 'build'];
  switch (schema) {
    case 'session-state-v1':
      // A session that only finds something out ends with its spec.
      return value.granularity === 'research' || value.phases?.spec?.status === 'finalized_complete' ? [] : all;
    case 'session-state-v2':
    case 'session-state-v3':
      return value.session_type === 'full' ? all : [];
  }
}
