import type { Path } from '../../document/position.js';
import type { Draft, Mapping } from '../mapping.js';
import { touch } from './touch.js';

const TASKS = 'checkpoints.*.tranches.*.tasks.*';

export const PLAN_V1_TO_V2: Mapping = {
  from: 'plan-v1',
  to: 'plan-v2',
  leftover: '_v1',
  sentence: 'Plan schema for session checkpoint-based planning (v2)',
  renames: {
    'checkpoints.*.tranches': 'task_groups',
    'checkpoints.*.tranches.*.goal': 'objective',
    [`${TASKS}.subtasks`]: 'actions',
    [`${TASKS}.subtasks.*.action`]: 'command',
    [`${TASKS}.subtasks.*.file_path`]: 'file',
  },
  moves: [],
  decisions: [actions, statuses, touch],
};

interface Task {
  readonly id?: unknown;
  readonly status?: unknown;
  readonly actions?: readonly Work[];
}

interface Work {
  readonly command?: unknown;
  readonly status?: unknown;
}

interface Group {
  readonly status?: unknown;
  readonly tasks?: readonly Task[];
}

interface Plan {
  readonly checkpoints?: readonly { readonly task_groups?: readonly Group[] }[];
}

/** What is to be done is a text of the task in the first version, and of each action in the second. */
function actions(draft: Draft): void {
  for (const { task, at } of tasksOf(draft)) {
    const text = [...at, draft.leftover(at), 'action'];
    if (typeof draft.get(text) === 'string' && !task.actions?.length) {
      const action = [...at, 'actions', 0];
      draft.set([...at, 'actions'], [{ id: `${String(task.id)}.1`, status: task.status ?? null }]);
      draft.move(text, [...action, 'command']);
      draft.tell(action, 'the action of the task, with its status');
    }
    for (const index of (task.actions ?? []).keys()) command(draft, [...at, 'actions', index]);
  }
}

/** A subtask may say what to do in other words, or not at all; a command is a text. */
function command(draft: Draft, action: Path): void {
  const at = [...action, 'command'];
  const leftover = draft.leftover(action);
  if (draft.get(at) === null) draft.move(at, [...action, leftover, 'action']);
  if (draft.get(at) !== undefined) return;
  for (const name of ['description', 'title']) {
    const text = [...action, leftover, name];
    if (typeof draft.get(text) !== 'string') continue;
    draft.move(text, at);
    draft.tell(at, `the ${name} of the subtask`);
    return;
  }
}

const COMPLETE: ReadonlySet<unknown> = new Set(['complete', 'completed']);
const NOT_BEGUN: ReadonlySet<unknown> = new Set(['pending', 'not_started', null, undefined]);

/** Task groups and actions have a status in the second version; in the first many have none. */
function statuses(draft: Draft): void {
  for (const { task, at } of tasksOf(draft)) {
    for (const [index, action] of (task.actions ?? []).entries()) {
      if (action.status !== undefined) continue;
      const own = [...at, 'actions', index, 'status'];
      const status = COMPLETE.has(task.status) || NOT_BEGUN.has(task.status) ? (task.status ?? null) : null;
      draft.set(own, status);
      draft.tell(own, `${JSON.stringify(status)}, as far as the task tells`);
    }
  }
  for (const { group, at } of groupsOf(draft)) {
    if (group.status !== undefined) continue;
    const own = [...at, 'status'];
    const tasks = (group.tasks ?? []).map(({ status }) => status);
    const status = tasks.every((one) => NOT_BEGUN.has(one))
      ? 'pending'
      : tasks.every((one) => COMPLETE.has(one))
        ? 'complete'
        : 'in_progress';
    draft.set(own, status);
    draft.tell(own, `"${status}", as its tasks tell`);
  }
}

function groupsOf(draft: Draft): { group: Group; at: Path }[] {
  const { checkpoints = [] } = { checkpoints: draft.get(['checkpoints']) } as Plan;
  return checkpoints.flatMap(({ task_groups: groups = [] }, checkpoint) =>
    groups.map((group, index) => ({ group, at: ['checkpoints', checkpoint, 'task_groups', index] })),
  );
}

function tasksOf(draft: Draft): { task: Task; at: Path }[] {
  return groupsOf(draft).flatMap(({ group, at }) =>
    (group.tasks ?? []).map((task, index) => ({ task, at: [...at, 'tasks', index] })),
  );
}
