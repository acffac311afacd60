import { andMore } from '../src/lint/alike.js';
import { rule } from '../src/lint/rule.js';
import { isUnset } from '../src/lint/unset.js';
import { isSubtaskOpen, researchState, subagentState } from '../src/schema/research-status.js';

export default rule({
  id: 'research-end',
  kinds: ['research-state', 'research-subagent'],
  severity: 'warning',
  also: ['info'],
  summary: 'Research that is complete has an end, and nothing of it is left open; what goes on has none.',
  messages: {
    noEnd: 'status is "{status}" but completed_at is {end}; what is complete has a time of its end',
    ended: 'completed_at is "{end}" but status is "{status}"; what goes on has no end yet',
    open: 'subtask "{id}"{more} is {subtask} but the research is {status}',
    unmet: 'success criterion "{id}"{more} is not met though the research is {status}',
    // Of related places:
    status: 'status is "{status}"',
  },
  document(document, report) {
    const { status, completed_at: end } = document.value;
    const state = document.kind === 'research-state' ? researchState(status) : subagentState(status);
    if (status === undefined || state === undefined) return;
    const related = [{ at: ['status'], says: 'status' as const }];
    if (state !== 'complete') {
      // What failed may have an end or not.
      if (state !== 'failed' && typeof end === 'string') {
        report({ message: 'ended', at: ['completed_at'], data: { end, status }, related });
      }
      return;
    }
    if (isUnset(document, ['completed_at'])) {
      report({ message: 'noEnd', at: ['status'], data: { status, end: end === null ? 'null' : 'absent' } });
    }
    if (document.kind === 'research-subagent') return;

    const open = (document.value.subtasks ?? []).flatMap((subtask, index) =>
      subtask?.id !== undefined && isSubtaskOpen(subtask.status)
        ? [{ id: subtask.id, status: subtask.status ?? 'not begun', index }]
        : [],
    );
    const [firstOpen] = open;
    if (firstOpen) {
      const { id, status: subtask, index } = firstOpen;
      const data = { id, more: andMore(open), subtask, status };
      report({ message: 'open', at: ['subtasks', index, 'status'], data, related });
    }

    const unmet = (document.value.research_plan?.success_criteria ?? []).flatMap((criterion, index) =>
      criterion?.id !== undefined && criterion.met === false ? [{ id: criterion.id, index }] : [],
    );
    const [firstUnmet] = unmet;
    if (firstUnmet) {
      const { id, index } = firstUnmet;
      const at = ['research_plan', 'success_criteria', index, 'met'];
      // Not everything can be found out.
      report({ message: 'unmet', severity: 'info', at, data: { id, more: andMore(unmet), status }, related });
    }
  },
});
