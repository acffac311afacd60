import { type DocumentOf, type Finding, type Research, rule } from '../src/lint/rule.js';
import { isSubtaskDone, researchState, subagentState } from '../src/schema/research-status.js';

type Subagent = DocumentOf<'research-subagent'>;

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
    // Of related places:
    subagent: 'subagent "{id}" is {other}',
    state: 'the state of the research',
  },
  document(document, report) {
    if (document.kind !== 'research-subagent') return;
    const { id } = document.value;
    if (id !== undefined && isOtherId(id, document)) {
      report({ message: 'otherId', at: ['id'], data: { id, file: fileOf(document) } });
    }
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
      // Where there are no subtasks, they are kept elsewhere; one without a sound id of its own may be of any subagent.
      if (!ids || ids.length === 0 || ids.includes(undefined) || new Set(ids).size < ids.length) continue;
      for (const subagent of subagents) {
        const { id } = subagent.value;
        if (id === undefined || isOtherId(id, subagent) || ids.some((one) => isSame(one, id))) continue;
        const subtasks = ids.length === 1 ? 'one subtask' : `${String(ids.length)} subtasks`;
        const related = [{ in: state, at: ['subtasks'], says: 'state' as const }];
        report(subagent, { message: 'noSubtask', at: ['id'], data: { id, subtasks }, related });
      }
    }
  },
});

/** No files at all: they were not kept. */
function countIn(
  { value }: DocumentOf<'research-state'>,
  files: number | undefined,
): Finding<'count', 'warning'> | undefined {
  const { total_subagents_spawned: count, execution_trace: trace } = value;
  // That the state itself has another number is for research-counts to tell.
  if ((trace?.actual_subagents ?? count) !== count) return undefined;
  if (typeof count !== 'number' || files === undefined || files === 0 || files === count) return undefined;
  return {
    message: 'count',
    at: ['total_subagents_spawned'],
    data: { count, files: files === 1 ? 'there is one file' : `there are ${String(files)} files` },
  };
}

/** The first subtask that is not where its subagent is: which of the files was left behind shows in all of them. */
function firstDrift({ state, subagents }: Research): Finding<'ahead' | 'subagent', 'warning'> | undefined {
  for (const [index, subtask] of (state?.value.subtasks ?? []).entries()) {
    const { id, status } = subtask ?? {};
    const own = subagents.filter((one) => isSame(one.value.id, id));
    const [subagent] = own;
    // A subtask that was tried twice has two.
    if (!subagent || own.length > 1 || id === undefined) continue;
    const other = subagent.value.status;
    const reached = subagentState(other);
    // A subtask that is behind is brought up to date later; once the research is complete, research-end tells of it.
    if (!isSubtaskDone(status) || (reached !== 'searching' && reached !== 'analyzing')) continue;
    return {
      message: 'ahead',
      at: ['subtasks', index, 'status'],
      data: { id, status: status ?? null, other: other ?? null },
      related: [{ in: subagent, at: ['status'], says: 'subagent' }],
    };
  }
  return undefined;
}

/** Whether the id is another number than the file's; ids of another form than the numbers of files say nothing. */
function isOtherId(id: string, subagent: Subagent): boolean {
  const [number] = /\d+(?=\.json)/u.exec(fileOf(subagent)) ?? [];
  return number !== undefined && /^\d+$/u.test(id) && !isSame(id, number);
}

function fileOf({ file }: Subagent): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** `1` and `001` are one id. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return valueOf(one) === valueOf(other);
}

function valueOf(id: string | undefined): number | string | undefined {
  return id !== undefined && /^\d+$/u.test(id) ? Number(id) : id;
}
