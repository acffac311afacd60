import type { Told } from './checking.js';
import { begunLate } from './mutations/files.js';
import type { History } from './history.js';
import { isThere } from './holder.js';
import { nextOf, stateOf } from './machine.js';
import { pairsIn } from './pairs.js';

/** The rules that tell of legal changes between sampled versions. */
export const UNSEEN: readonly string[] = ['skipped-states', 'not-initial'];

/** A state that was passed unseen. */
export interface Unseen {
  readonly rule: string;
  readonly step: number;
  readonly pointer: string;
  /** What can be told of together: the same way, wherever it was gone; at one place it is told once. */
  readonly group: string;
  /** The place in the schema. */
  readonly place: string;
}

/** The states that were passed unseen between the versions of a legal history. */
export function unseenIn({ subject: { shape }, versions }: History): Unseen[] {
  return versions.flatMap(({ value }, step) => {
    if (step === 0) {
      // A first version may come at any time; that it came late is told once.
      return begunLate(shape, value).map(({ rule, pointer }) => ({ rule, pointer, step, group: rule, place: '' }));
    }
    const pairs = [...pairsIn(shape, versions[step - 1]?.value, value)];
    return pairs.flatMap(({ shape: { machine, place }, before, after, pointer }) => {
      const was = machine && stateOf(machine, before);
      const is = machine && stateOf(machine, after);
      if (!machine || was === undefined || was === is || (is === undefined && isThere(after))) return [];
      if (is === undefined ? machine.initial.includes(was) : nextOf(machine, was).includes(is)) return [];
      const group = `skipped-states from ${was} to ${String(is)} in step ${String(step)}`;
      return [{ rule: 'skipped-states', pointer, step, group, place }];
    });
  });
}

/** How what is told differs from what was passed unseen, of which one of each group is told. */
export function differenceOf(told: readonly Told[], unseen: readonly Unseen[]): string | undefined {
  const left = new Set(unseen.map(({ group }) => group));
  const seen = new Set<string>();
  for (const { rule, step, pointer } of told) {
    const found = unseen.find((one) => one.rule === rule && one.step === step && one.pointer === pointer);
    if (!found) return `${rule} at ${pointer} in step ${String(step)}`;
    const name = `${found.group} at ${found.place}`;
    if (seen.has(name)) return `${name} is told twice`;
    seen.add(name);
    left.delete(found.group);
  }
  return left.size === 0 ? undefined : `nothing is told of ${[...left].join(' and ')}`;
}
