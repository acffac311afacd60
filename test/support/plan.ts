import * as fc from 'fast-check';

interface Action {
  id: string;
  status: string;
}
export interface Task {
  id: string;
  title: string;
  status: string;
  depends_on: string[];
  actions: Action[];
}
interface Group {
  id: string;
  status: string;
  tasks: Task[];
}
interface Checkpoint {
  id: number;
  title: string;
  status: string;
  prerequisites: number[];
  task_groups: Group[];
}
export interface Plan {
  session_id: string;
  created_at: string;
  updated_at: string;
  status: string;
  checkpoints: Checkpoint[];
}

export const PLAN_FILE = 'agents/sessions/2026-03-09_import-queue_p7w2c4/plan.json';

/** How many actions each task has, by task, task group and checkpoint. */
export type Shape = readonly (readonly (readonly number[])[])[];

/** A plan of the second version in which nothing is wrong and nothing depends on anything. */
export function planOf(shape: Shape): Plan {
  const status = 'pending';
  return {
    session_id: '2026-03-09_import-queue_p7w2c4',
    created_at: '2026-03-09T08:15:00Z',
    updated_at: '2026-03-09T08:15:00Z',
    status: 'complete',
    checkpoints: shape.map((groups, c) => ({
      id: c + 1,
      title: 'Checkpoint',
      status,
      prerequisites: [],
      task_groups: groups.map((tasks, g) => ({
        id: `${String(c + 1)}.${String(g + 1)}`,
        status,
        tasks: tasks.map((actions, t) => {
          const id = `${String(c + 1)}.${String(g + 1)}.${String(t + 1)}`;
          return {
            id,
            title: 'Task',
            status,
            depends_on: [],
            actions: Array.from({ length: actions }, (_, a) => ({ id: `${id}.${String(a + 1)}`, status })),
          };
        }),
      })),
    })),
  };
}

export function tasksOf(plan: Plan): Task[] {
  return plan.checkpoints.flatMap(({ task_groups }) => task_groups.flatMap(({ tasks }) => tasks));
}

/** Shapes of plans with up to four parts in each part; a checkpoint that is not detailed has none. */
const shapes: fc.Arbitrary<Shape> = fc.array(
  fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 4 }), { maxLength: 3 }),
  { minLength: 1, maxLength: 4 },
);

/** Well-formed plans in which parts need only parts before them. */
export const wellFormedPlans: fc.Arbitrary<Plan> = fc
  .tuple(shapes, fc.infiniteStream(fc.nat({ max: 1_000_000 })))
  .map(([shape, numbers]) => {
    const plan = planOf(shape);
    const some = <T>(of: readonly T[]): T[] =>
      of.length === 0
        ? []
        : of.filter((_, index) => (numbers.next().value as number) % of.length === index % of.length);
    plan.checkpoints.forEach((checkpoint, index, all) => {
      checkpoint.prerequisites = some(all.slice(0, index).map(({ id }) => id));
    });
    tasksOf(plan).forEach((task, index, all) => {
      task.depends_on = some(all.slice(0, index).map(({ id }) => id));
    });
    return plan;
  });
