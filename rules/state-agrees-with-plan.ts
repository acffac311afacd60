import { nameOf } from '../src/document/position.js';
import { rule, type RelatedFinding } from '../src/lint/rule.js';
import { areIdsSound, outline } from '../src/schema/plan-outline.js';
import { isBuilt, isWritten } from '../src/schema/plan-status.js';
import { progressOf } from '../src/schema/progress.js';

/** What can be found, in the order in which it is told. */
const PARTS = ['total', 'unknown', 'behind', 'ahead'] as const;

export default rule({
  id: 'state-agrees-with-plan',
  kinds: ['session-state', 'plan'],
  severity: 'error',
  also: ['warning'],
  summary: 'state.json and plan.json of a session agree on the checkpoints there are and on which are complete.',
  // A plan gets one finding: its message is made of those that are true of it.
  messages: {
    total: '{total} is {count} in state.json but plan.json has {length}',
    unknown: 'state.json names {unknown}, which plan.json does not have',
    behind: '{behind} in plan.json but complete in state.json',
    ahead: '{ahead} complete in plan.json but not in state.json',
    // Of related places:
    totalIs: '{total} is {count}',
    names: '{unknown}',
    completedAre: '{completed} is [{done}]',
    statusIs: '{drifted} is "{status}"',
  },
  session({ state, plan }, report) {
    const checkpoints = plan?.value.checkpoints;
    if (!state || !plan || !checkpoints) return;
    const { at, total, detailed, completed: listed, current } = progressOf(state);
    // A list with a place that does not fit the schema may mean any checkpoint there.
    const completed = listed?.some((id) => id === undefined) ? undefined : listed;
    const done = new Set(completed?.filter((id) => id !== undefined));
    const planned = checkpoints.flatMap((checkpoint, index) =>
      checkpoint?.id === undefined
        ? []
        : [{ id: checkpoint.id, status: checkpoint.status, at: ['checkpoints', index, 'status'] as const }],
    );

    // A plan that is detailed checkpoint by checkpoint is shorter than the total until the last one is written.
    const growing = detailed !== undefined && detailed <= checkpoints.length && checkpoints.length < (total ?? 0);
    const otherTotal = total !== undefined && total !== checkpoints.length && !growing;

    const ids = new Set(planned.map(({ id }) => id));
    // An id beyond the state's own total is for the rule checkpoint-range to tell.
    const missing = (id: number): boolean => !ids.has(id) && id >= 1 && id <= (total ?? id);
    const named = current === undefined ? done : [...done, current];
    const unnamed = growing ? [] : [...new Set(named)].filter(missing);

    const behind = planned.filter(({ id, status }) => done.has(id) && status !== undefined && !isBuilt(status));
    const alone = planned.filter(({ id, status }) => completed && !done.has(id) && isBuilt(status));
    // Where the plan has an id that is wrong, any checkpoint might be meant by it.
    const [unknown, ahead] = areIdsSound(outline(plan)) ? [unnamed, alone] : [[], []];

    const drifted = [...behind, ...ahead][0];
    const inState = (property: string): Pick<RelatedFinding, 'in' | 'at'> => ({ in: state, at: [...at, property] });
    const unknownIn = unknown.some((id) => done.has(id)) ? 'checkpoints_completed' : 'current_checkpoint';

    const found = {
      total: otherTotal,
      unknown: unknown.length > 0,
      behind: behind.length > 0,
      ahead: ahead.length > 0,
    };
    const message = PARTS.filter((part) => found[part]);
    if (message.length === 0) return;

    // Reported at the plan: there is one, and its checkpoints stay as they are while the state moves on, so that a
    // finding once accepted is still the same one at the next checkpoint.
    report(plan, {
      message,
      severity: (found.total || found.unknown) && isWritten(plan.value.status) ? 'error' : 'warning',
      at: ['checkpoints'],
      on: 'key',
      data: {
        total: nameOf([...at, 'checkpoints_total']),
        count: total ?? null,
        length: checkpoints.length === 1 ? '1 checkpoint' : `${String(checkpoints.length)} checkpoints`,
        unknown: checkpointsOf(unknown),
        behind: statusesOf(behind),
        ahead: `${checkpointsOf(ahead.map(({ id }) => id))} ${ahead.length === 1 ? 'is' : 'are'}`,
        completed: nameOf([...at, 'checkpoints_completed']),
        done: [...done].join(', '),
        ...(drifted && { drifted: nameOf(drifted.at), status: drifted.status ?? null }),
      },
      related: [
        ...(found.total ? [{ ...inState('checkpoints_total'), says: 'totalIs' as const }] : []),
        ...(found.unknown ? [{ ...inState(unknownIn), says: 'names' as const }] : []),
        ...(drifted
          ? [
              { ...inState('checkpoints_completed'), says: 'completedAre' as const },
              { in: plan, at: drifted.at, says: 'statusIs' as const },
            ]
          : []),
      ],
    });
  },
});

/** `checkpoints 1 and 3 are pending and checkpoint 2 is in_progress` */
function statusesOf(planned: readonly { id: number; status: string | null | undefined }[]): string {
  const byStatus = new Map<string, number[]>();
  for (const { id, status } of planned) {
    const key = status ?? 'not begun';
    const ids = byStatus.get(key);
    if (ids) ids.push(id);
    else byStatus.set(key, [id]);
  }
  const phrases = [...byStatus].map(
    ([status, ids]) => `${checkpointsOf(ids)} ${ids.length === 1 ? 'is' : 'are'} ${status}`,
  );
  return enumerate(phrases);
}

/** `checkpoint 4`, `checkpoints 1, 2 and 4`, `checkpoints 1 to 5 and 7` */
function checkpointsOf(ids: readonly number[]): string {
  const runs: number[][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === id - 1) run.push(id);
    else runs.push([id]);
  }
  const names = runs.flatMap((run) =>
    run.length > 2 ? `${String(run[0])} to ${String(run.at(-1))}` : run.map(String),
  );
  return `checkpoint${ids.length === 1 ? '' : 's'} ${enumerate(names)}`;
}

function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${String(words.at(-1))}`;
}
