import { nameOf, type Path } from '../src/document/position.js';
import { rule, type RelatedFinding } from '../src/lint/rule.js';
import { progressOf } from '../src/schema/progress.js';

/** What can be found. A plan gets one finding: its message is made of the parts that are true of it. */
const PARTS = {
  total: '{total} is {count} in state.json but plan.json has {length}',
  unknown: 'state.json names {unknown}, which plan.json does not have',
  behind: '{behind} in plan.json but complete in state.json',
  ahead: '{ahead} complete in plan.json but not in state.json',
} as const;

type Part = keyof typeof PARTS;

const NAMES = Object.keys(PARTS) as Part[];

/** A message for every selection of parts. */
const MESSAGES: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 2 ** NAMES.length - 1 }, (_, index) => {
    const parts = NAMES.filter((_name, bit) => ((index + 1) >> bit) & 1);
    return [parts.join('+'), parts.map((part) => PARTS[part]).join('; ')];
  }),
);

/** Statuses of a plan that is written to its end, and of a checkpoint that is built. */
const WRITTEN = new Set<string | undefined>(['complete', 'completed', 'finalized']);
const BUILT = new Set<string | null | undefined>(['complete', 'completed']);

export default rule({
  id: 'state-agrees-with-plan',
  kinds: ['session-state', 'plan'],
  severity: 'error',
  summary: 'state.json and plan.json of a session agree on the checkpoints there are and on which are complete.',
  messages: MESSAGES,
  session({ state, plan }, report) {
    const checkpoints = plan?.value.checkpoints;
    if (!state || !plan || !checkpoints) return;
    const { at, total, detailed, completed: listed, current } = progressOf(state);
    // A list with a place that does not fit the schema may mean any checkpoint there.
    const completed = listed?.some((id) => id === undefined) ? undefined : listed;
    const done = new Set(completed?.filter((id) => id !== undefined));
    const planned = checkpoints.flatMap((checkpoint, index) =>
      checkpoint?.id === undefined ? [] : [{ id: checkpoint.id, status: checkpoint.status, index }],
    );

    // A plan that is detailed checkpoint by checkpoint is shorter than the total until the last one is written.
    const growing = detailed !== undefined && detailed <= checkpoints.length && checkpoints.length < (total ?? 0);
    const otherTotal = total !== undefined && total !== checkpoints.length && !growing;

    const ids = new Set(planned.map(({ id }) => id));
    // An id beyond the state's own total is for the rule checkpoint-range to tell.
    const missing = (id: number): boolean => !ids.has(id) && id >= 1 && id <= (total ?? id);
    // Where the plan has an id that does not fit the schema, any might be meant by it.
    const certain = !growing && planned.length === checkpoints.length;
    const unknown = certain ? [...new Set(current === undefined ? done : [...done, current])].filter(missing) : [];

    const behind = planned.filter(({ id, status }) => done.has(id) && status !== undefined && !BUILT.has(status));
    const ahead = planned.filter(({ id, status }) => completed && !done.has(id) && BUILT.has(status));

    const found: Part[] = [];
    const related: RelatedFinding[] = [];
    const inState = (property: string, says: string): void => {
      related.push({ in: state, at: [...at, property], says });
    };
    if (otherTotal) {
      found.push('total');
      inState('checkpoints_total', '{total} is {count}');
    }
    if (unknown.length > 0) {
      found.push('unknown');
      inState(unknown.some((id) => done.has(id)) ? 'checkpoints_completed' : 'current_checkpoint', '{unknown}');
    }
    if (behind.length > 0) found.push('behind');
    if (ahead.length > 0) found.push('ahead');
    const [drifted] = [...behind, ...ahead];
    const driftedAt: Path = drifted ? ['checkpoints', drifted.index, 'status'] : [];
    if (drifted) {
      inState('checkpoints_completed', '{completed} is [{done}]');
      related.push({ in: plan, at: driftedAt, says: '{drifted} is "{status}"' });
    }
    if (found.length === 0) return;

    // Reported at the plan: there is one, and its checkpoints stay as they are while the state moves on, so that a
    // finding once accepted is still the same one at the next checkpoint.
    report(plan, {
      message: found.join('+'),
      severity: (otherTotal || unknown.length > 0) && WRITTEN.has(plan.value.status) ? 'error' : 'warning',
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
        drifted: nameOf(driftedAt),
        status: drifted?.status ?? null,
      },
      related,
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
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${String(words.at(-1))}`;
}
