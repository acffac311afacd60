import { type DocumentOf, type Finding, type Research, rule } from '../src/lint/rule.js';
import { isSubtaskDone, isSubtaskOpen, researchState, subagentState } from '../src/schema/research-status.js';

export default rule({
  id: 'research-subagents',
  kinds: ['research-state', 'research-subagent'],
  severity: 'warning',
  around: ['files'],
  summary: 'The subtasks of a run of research agree with the files of its subagents.',
  messages: {
    count: 'total_subagents_spawned is {count} but {files} in subagents/; each subagent has a file there',
    otherId: 'id is "{id}" but the file is "{file}"; the number in the name of the file is the id of the subagent',
    noSubtask: 'subagent "{id}" has no subtask; the state of the research has {subtasks}',
    ahead: 'subtask "{id}" is {status} but its subagent is {other}',
    behind: 'subtask "{id}" is {status} but its subagent is complete',
    // Of related places:
    subagent: 'subagent "{id}" is {other}',
    state: 'the state of the research',
  },
  document(document, report) {
    if (document.kind !== 'research-subagent') return;
    const { id } = document.value;
    const file = document.file.slice(document.file.lastIndexOf('/') + 1);
    const [number] = /\d+(?=\.json)/u.exec(file) ?? [];
    // Ids of another form than the numbers of files say nothing.
    if (id === undefined || number === undefined || !/^\d+$/u.test(id) || isSame(id, number)) return;
    report({ message: 'otherId', at: ['id'], data: { id, file } });
  },
  session({ research, around }, report) {
    for (const run of research) {
      const { state, subagents, folder } = run;
      if (!state) continue;
      // While the research goes on, a file comes a little before or after the number that counts it.
      if (researchState(state.value.status) === 'complete') {
        const files = around.names(`${folder}/subagents`)?.filter((name) => name.endsWith('.json')).length;
        const finding = countIn(state, files);
        if (finding) report(state, finding);
      }
      const drifted = firstDrift(run);
      if (drifted) {
        report(state, drifted);
        continue;
      }
      const ids = state.value.subtasks?.map((subtask) => subtask?.id);
      // Where there are no subtasks, they are kept elsewhere; one without a sound id may be of any subagent.
      if (!ids || ids.length === 0 || ids.includes(undefined)) continue;
      for (const subagent of subagents) {
        const { id } = subagent.value;
        if (id === undefined || ids.some((one) => isSame(one, id))) continue;
        const subtasks = ids.length === 1 ? 'one subtask' : `${String(ids.length)} subtasks`;
        const related = [{ in: state, at: ['subtasks'], says: 'state' as const }];
        report(subagent, { message: 'noSubtask', at: ['id'], data: { id, subtasks }, related });
      }
    }
  },
});

/** No files at all: they were not kept. */
function countIn({ value }: DocumentOf<'research-state'>, files: number | undefined): Finding<'count'> | undefined {
  const count = value.total_subagents_spawned;
  if (typeof count !== 'number' || files === undefined || files === 0 || files === count) return undefined;
  return {
    message: 'count',
    at: ['total_subagents_spawned'],
    data: { count, files: files === 1 ? 'there is one file' : `there are ${String(files)} files` },
  };
}

/** The first subtask that is not where its subagent is: which of the files was left behind shows in all of them. */
function firstDrift({ state, subagents }: Research): Finding<'ahead' | 'behind' | 'subagent'> | undefined {
  if (!state) return undefined;
  const isOver = researchState(state.value.status) === 'complete';
  for (const [index, subtask] of (state.value.subtasks ?? []).entries()) {
    const { id, status } = subtask ?? {};
    const own = subagents.filter((one) => isSame(one.value.id, id));
    const [subagent] = own;
    // A subtask that was tried twice has two.
    if (!subagent || own.length > 1 || id === undefined) continue;
    const other = subagent.value.status;
    const reached = subagentState(other);
    const ahead = isSubtaskDone(status) && (reached === 'searching' || reached === 'analyzing');
    // While the research goes on, its state is brought up to date after the subagent has ended.
    const behind = isOver && isSubtaskOpen(status) && reached === 'complete';
    if (!ahead && !behind) continue;
    return {
      message: ahead ? 'ahead' : 'behind',
      at: ['subtasks', index, 'status'],
      data: { id, status: status ?? 'not begun', other: other ?? null },
      related: [{ in: subagent, at: ['status'], says: 'subagent' }],
    };
  }
  return undefined;
}

/** `1` and `001` are one id. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return valueOf(one) === valueOf(other);
}

function valueOf(id: string | undefined): number | string | undefined {
  return id !== undefined && /^\d+$/u.test(id) ? Number(id) : id;
}
