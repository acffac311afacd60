import type { Path } from '../../src/document/position.js';
import type { DocumentOf } from '../../src/lint/rule.js';

/** A checkpoint, task group, task or action of a plan, whatever the plan's version calls it. */
export interface PlanPart {
  /** What its plan calls such a part, such as "task group". */
  readonly noun: string;
  /** Absent where the schema already complains of it. */
  readonly id: number | string | undefined;
  /** Ids of the parts of the same sort that must be complete before this one. */
  readonly needs: readonly (number | string | undefined)[];
  /** The part that holds this one; absent for a checkpoint. */
  readonly parent: PlanPart | undefined;
  /** Where the part stands in what holds it. */
  readonly step: readonly [property: string, index: number];
  readonly parts: readonly PlanPart[];
}

interface Level {
  readonly noun: string;
  readonly property: string;
  readonly needs?: string;
}

const CHECKPOINT: Level = { noun: 'checkpoint', property: 'checkpoints', needs: 'prerequisites' };
const TASK: Level = { noun: 'task', property: 'tasks', needs: 'depends_on' };

/** The levels of a plan from the outside in. */
const LEVELS: Readonly<Record<DocumentOf<'plan'>['schema'], readonly Level[]>> = {
  'plan-v1': [CHECKPOINT, { noun: 'tranche', property: 'tranches' }, TASK, { noun: 'subtask', property: 'subtasks' }],
  'plan-v2': [
    CHECKPOINT,
    { noun: 'task group', property: 'task_groups' },
    TASK,
    { noun: 'action', property: 'actions' },
  ],
};

/** The checkpoints of a plan of either version, each with the parts that it holds. */
export function outline({ schema, value }: DocumentOf<'plan'>): PlanPart[] {
  return partsOf(value, LEVELS[schema], undefined);
}

/** Every part, each before the parts that it holds. */
export function* allParts(parts: readonly PlanPart[]): Generator<PlanPart> {
  for (const part of parts) {
    yield part;
    yield* allParts(part.parts);
  }
}

/** Where a part stands in its document. */
export function pathOf({ parent, step }: PlanPart): Path {
  return parent ? [...pathOf(parent), ...step] : step;
}

/** How a message names a part: `checkpoint 2`, `task "2.1.3"`. */
export function nameOfPart({ noun, id }: PlanPart): string {
  return `${noun} ${JSON.stringify(id)}`;
}

function partsOf(holder: object, [level, ...inner]: readonly Level[], parent: PlanPart | undefined): PlanPart[] {
  if (!level) return [];
  return listIn(holder, level.property).map((element, index) => {
    const holds: PlanPart[] = [];
    const fields = typeof element === 'object' && element !== null ? element : {};
    const part: PlanPart = {
      noun: level.noun,
      id: (fields as { id?: number | string }).id,
      needs: level.needs === undefined ? [] : (listIn(fields, level.needs) as PlanPart['needs']),
      parent,
      step: [level.property, index],
      parts: holds,
    };
    holds.push(...partsOf(fields, inner, part));
    return part;
  });
}

function listIn(holder: object, property: string): readonly unknown[] {
  const list = (holder as Record<string, unknown>)[property];
  return Array.isArray(list) ? list : [];
}
