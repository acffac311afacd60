import type { Granularity } from '../../../src/schema/vocabulary/changes.js';
import { type Holder, isObject, listOf, own, put } from '../holder.js';
import { stateOf } from '../machine.js';
import { isOtherTitle, type Pair } from '../pairs.js';
import type { Machine } from '../shape.js';
import { hasIllegal, illegalFrom, lessIfRenamed, spelled } from './lifecycle.js';
import type { Circumstances, Mutation, Way } from './mutation.js';

/** By itself the keyword forbids nothing: it is there so that what is forbidden is found wherever an element stands. */
export const KEY: readonly Mutation[] = [
  {
    name: 'illegal transition in an element that moved',
    fits: ({ items }, granularity) =>
      [...(items?.properties.values() ?? [])].some(({ machine }) => machine && hasIllegal(machine, granularity)),
    at(pair: Pair, { granularity }: Circumstances): Way | undefined {
      const list = listOf(pair.after);
      const [found] = movesIn(pair, granularity);
      if (!found || list.length < 2) return undefined;
      const { element, name, machine, targets, isRenamed } = found;
      return (choices) => {
        const from = list.indexOf(element);
        list.splice(from, 1);
        const to = choices.pick([...list.keys(), list.length].filter((index) => index !== from));
        list.splice(to, 0, element);
        put(element, name, spelled(machine, targets, choices));
        const severity = lessIfRenamed('error', { isRenamed });
        return [{ rule: 'illegal-transition', severity, pointer: `${pair.pointer}/${String(to)}/${name}` }];
      };
    },
  },
];

interface Move {
  readonly element: Holder;
  readonly name: string;
  readonly machine: Machine;
  readonly targets: readonly string[];
  readonly isRenamed: boolean;
}

/** Elements that are in both versions and were in a state from which something is illegal. */
function movesIn({ shape: { key, items }, before, after, isRenamed }: Pair, granularity: Granularity): Move[] {
  return listOf(after).flatMap((element) => {
    const was = listOf(before).find((other) => own(other, key!) === own(element, key!));
    if (!isObject(element)) return [];
    return [...(items?.properties ?? [])].flatMap(([name, { machine }]) => {
      const state = machine && stateOf(machine, own(was, name));
      const targets = machine && state !== undefined ? illegalFrom(machine, state, granularity) : [];
      const isOther = isRenamed || isOtherTitle(was, element);
      return machine && targets.length > 0 ? [{ element, name, machine, targets, isRenamed: isOther }] : [];
    });
  });
}
