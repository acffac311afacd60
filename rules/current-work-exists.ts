import type { Path } from '../src/document/position.js';
import { type DocumentOf, rule } from '../src/lint/rule.js';
import { allParts, outline } from '../src/schema/plan-outline.js';

export default rule({
  id: 'current-work-exists',
  kinds: ['session-state', 'plan'],
  severity: 'warning',
  summary: 'The current task lies in the current group, that in the current checkpoint, and the plan has both.',
  messages: {
    elsewhere: '{name} is "{id}" but {around} is {outer}; the current work lies in what is current around it',
    unknown: '{name} is "{id}" but plan.json has no {noun} with that id',
    // Of related places:
    around: '{around} is {outer}',
  },
  document(state, report) {
    if (state.kind !== 'session-state') return;
    for (const { at, name, id, around } of currentWork(state)) {
      if (!around || isWithin(id, around.id)) continue;
      const data = { name, id, around: around.name, outer: JSON.stringify(around.id) };
      report({ message: 'elsewhere', at, data, related: [{ at: around.at, says: 'around' }] });
    }
  },
  session({ state, plan }, report) {
    const work = state ? currentWork(state).filter(({ id, around }) => !around || isWithin(id, around.id)) : [];
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
  /** The innermost part around it that the state names. */
  readonly around?: { readonly at: Path; readonly name: string; readonly id: number | string };
}

/** The current group and task, from the outside in; the first version called the group a tranche. */
function currentWork({ schema, value }: DocumentOf<'session-state'>): Current[] {
  const progress = schema === 'session-state-v2' ? undefined : value.plan_state;
  if (!progress) return [];
  const found: Current[] = [];
  let around: Current['around'];
  if (typeof progress.current_checkpoint === 'number') {
    const name = 'current_checkpoint';
    around = { at: ['plan_state', name], name, id: progress.current_checkpoint };
  }
  for (const name of ['current_task_group', 'current_tranche', 'current_task'] as const) {
    const id = (progress as Readonly<Record<string, unknown>>)[name];
    if (typeof id !== 'string' || !/^\d+(?:\.\d+)+$/u.test(id)) continue;
    const at = ['plan_state', name];
    found.push({ at, name, id, sort: name === 'current_task' ? 'task' : 'group', ...(around && { around }) });
    around = { at, name, id };
  }
  return found;
}

function isWithin(id: string, around: number | string): boolean {
  return id.startsWith(`${String(around)}.`);
}
