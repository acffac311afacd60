import { isSurelyBefore } from '../src/document/instant.js';
import { nameOf } from '../src/document/position.js';
import { rule } from '../src/lint/rule.js';
import { phasesOf } from '../src/schema/phases.js';

export default rule({
  id: 'phase-moves-at-once',
  kinds: ['session-state'],
  severity: 'info',
  recommended: false,
  strict: 'warning',
  summary: 'A move from one phase to the next ends the one and starts the other at the same instant.',
  messages: {
    differs: '{start} is "{time}" but {end} is "{other}"; a move sets both to the same instant',
    // Of related places:
    end: '{end} is "{other}"',
  },
  document(document, report) {
    // The other versions are written by hand, with time between the phases.
    if (document.schema !== 'session-state-v2') return;
    const phases = phasesOf(document).filter(({ begun }) => begun);
    for (const [index, { start }] of phases.entries()) {
      const end = phases[index - 1]?.ends[0];
      // A start before the end is for timestamps-in-order to tell.
      if (!start || !end || !isSurelyBefore(end.value, start.value)) continue;
      report({
        message: 'differs',
        at: start.at,
        data: { start: nameOf(start.at), time: start.value, end: nameOf(end.at), other: end.value },
        related: [{ at: end.at, says: 'end' }],
      });
    }
  },
});
