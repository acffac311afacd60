import type { Path } from '../src/document/position.js';
import { type DocumentOf, rule } from '../src/lint/rule.js';
import { allParts, outline } from '../src/schema/plan-outline.js';

export default rule({
  id: 'current-work-exists',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  summary: 'The plan has the current task, and the current group.',
  messages: {
    unknown: '{name} is "{id}" but plan.json has no {noun} with that id',
  },
  session({ state, plan }, report) {
    // That it does not lie in what is current around it is for current-work to tell.
    const work = state
      ? currentWork(state).filter(({ id, around }) => around === undefined || isWithin(id, around))
      : [];
    if (!state || !plan?.value.checkpoints || work.length === 0) return;
    const parts = allParts(outline(plan));
    const ids = new Set(parts.map(({ id }) => id));
    // Where a part has no sound id, or a checkpoint is not detailed yet, it may be the one that is meant.
    const isDetailed = (checkpoint: string | undefined): boolean =>
      parts.some(({ id, parent, parts: groups }) => !parent && String(id) === checkpoint && groups.length > 0);
    if (ids.has(undefined)) return;
    const unknown = work.find(({ id }) => !ids.has(id) && isDetailed(id.split('.')[0]));
    // Of a group that is not there the tasks are not either.
    if (unknown) {
      const { at, name, id, sort } = unknown;
      const noun = sort === 'task' ? 'task' : plan.schema === 'plan-v1' ? 'tranche' : 'task group';
      report(state, { message: 'unknown', at, data: { name, id, noun } });
    }
  },
});

/** What a state says is being worked on. */
interface Current {
  readonly at: Path;
  readonly name: string;
  readonly id: string;
  readonly sort: 'group' | 'task';
  /** The id of the innermost part around it that the state names. */
  readonly around?: number | string;
}

/** The current group and task, from the outside in; the first version called the group a tranche. */
function currentWork({ schema, value }: DocumentOf<'session-state'>): Current[] {
  const progress = schema === 'session-state-v2' ? undefined : value.plan_state;
  if (!progress) return [];
  const found: Current[] = [];
  let around: Current['around'];
  if (typeof progress.current_checkpoint === 'number') around = progress.current_checkpoint;
  for (const name of ['current_task_group', 'current_tranche', 'current_task'] as const) {
    const id = progress[name];
    if (typeof id !== 'string') continue;
    const at = ['plan_state', name];
    found.push({
      at,
      name,
      id,
      sort: name === 'current_task' ? 'task' : 'group',
      ...(around !== undefined && { around }),
    });
    around = id;
  }
  return found;
}

function isWithin(id: string, around: number | string): boolean {
  return id.startsWith(`${String(around)}.`);
}
