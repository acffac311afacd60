import type { Path } from '../document/position.js';
import type { SchemaTypes } from './generated/schema-types.js';
import type { Sound } from './sound.js';

type PlanSchema = Extract<keyof SchemaTypes, `plan-${string}`>;

/** A plan as a rule has it. */
export type Plan = { [S in PlanSchema]: { readonly schema: S; readonly value: Sound<SchemaTypes[S]> } }[PlanSchema];

/** A checkpoint, task group, task or action of a plan, whatever the plan's version calls it. */
export interface PlanPart {
  /** What its plan calls such a part, such as "task group". */
  readonly noun: string;
  /** Absent where the schema already complains of it. */
  readonly id: number | string | undefined;
  /** As it is written; null where work has not begun, absent where the schema complains of it or the plan has none. */
  readonly status: string | null | undefined;
  /** Ids of the parts of the same sort that must be complete before this one. */
  readonly needs: readonly (number | string | undefined)[];
  /** The part that holds this one; absent for a checkpoint. */
  readonly parent: PlanPart | undefined;
  /** Where the part stands in what holds it. */
  readonly property: string;
  readonly index: number;
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
const LEVELS: Readonly<Record<PlanSchema, readonly Level[]>> = {
  'plan-v1': [CHECKPOINT, { noun: 'tranche', property: 'tranches' }, TASK, { noun: 'subtask', property: 'subtasks' }],
  'plan-v2': [
    CHECKPOINT,
    { noun: 'task group', property: 'task_groups' },
    TASK,
    { noun: 'action', property: 'actions' },
  ],
};

/** Kept in the plan, as rules see it: several rules ask for it, one after the other. */
const OUTLINE = Symbol('outline');

/** The checkpoints of a plan of either version, each with the parts that it holds. */
export function outline(plan: Plan): readonly PlanPart[] {
  const known = plan as Plan & { [OUTLINE]?: readonly PlanPart[] | undefined };
  known[OUTLINE] ??= partsOf(plan.value, LEVELS[plan.schema], 0, undefined);
  return known[OUTLINE];
}

/** Every part, each before the parts that it holds. */
export function allParts(checkpoints: readonly PlanPart[]): PlanPart[] {
  const all: PlanPart[] = [];
  const add = (part: PlanPart): void => {
    all.push(part);
    part.parts.forEach(add);
  };
  checkpoints.forEach(add);
  return all;
}

/**
 * Whether each id is known, unique, and begins with that of the part that holds its own, where checkpoints count from 1.
 * Only then is a part that no id names surely not there: elsewhere a wrong id may be meant for it.
 */
export function areIdsSound(checkpoints: readonly PlanPart[]): boolean {
  const ids = new Set<number | string>();
  return allParts(checkpoints).every(({ id, parent }) => {
    if (id === undefined || ids.has(id)) return false;
    ids.add(id);
    return parent ? isIdWithin(id, parent.id) : Number(id) >= 1;
  });
}

/** Whether, besides, the checkpoints stand in the order of their ids. */
export function isWellNumbered(checkpoints: readonly PlanPart[]): boolean {
  const ids = checkpoints.map(({ id }) => Number(id));
  return areIdsSound(checkpoints) && ids.every((id, index) => id > (ids[index - 1] ?? 0));
}

/** Whether an id is that of another part, a dot, and a number of its own. */
export function isIdWithin(id: number | string | undefined, parentId: number | string | undefined): boolean {
  const [text, outer] = [String(id), String(parentId)];
  return text.startsWith(outer) && text.lastIndexOf('.') === outer.length;
}

/** Where a part stands in its document. */
export function pathOf({ parent, property, index }: PlanPart): Path {
  return [...(parent ? pathOf(parent) : []), property, index];
}

/** More of an id than any message shows: a hostile one can be megabytes long, and many findings can name it. */
const LONGEST_ID = 200;

/** How a message names a part: `checkpoint 2`, `task "2.1.3"`. */
export function nameOfPart({ noun, id }: PlanPart): string {
  return `${noun} ${JSON.stringify(typeof id === 'string' ? id.slice(0, LONGEST_ID) : id)}`;
}

const NONE: readonly never[] = [];

function partsOf(
  holder: object,
  levels: readonly Level[],
  depth: number,
  parent: PlanPart | undefined,
): readonly PlanPart[] {
  const level = levels[depth];
  if (!level) return NONE;
  return listIn(holder, level.property).map((element, index) => {
    const fields: { readonly id?: number | string; readonly status?: string | null } =
      typeof element === 'object' && element !== null ? element : {};
    const part = {
      noun: level.noun,
      id: fields.id,
      status: fields.status,
      needs: level.needs === undefined ? NONE : (listIn(fields, level.needs) as PlanPart['needs']),
      parent,
      property: level.property,
      index,
      parts: NONE as readonly PlanPart[],
    };
    part.parts = partsOf(fields, levels, depth + 1, part);
    return part;
  });
}

function listIn(holder: object, property: string): readonly unknown[] {
  const list = (holder as Record<string, unknown>)[property];
  return Array.isArray(list) ? list : NONE;
}
