import type { Choices } from '../choices.js';
import { isObject, isThere, put } from '../holder.js';
import type { Pair } from '../pairs.js';
import { earlier, isTime } from '../times.js';
import { type Circumstances, type Mutation, none } from './mutation.js';

export const IMMUTABLE: readonly Mutation[] = [
  mutation('changed', ({ before }, _marks, choices) => another(before, choices)),
  mutation('gone', none),
  mutation('of another type', ({ before }, _marks, choices) => choices.pick([[before], { was: before }, false])),
];

function mutation(
  name: string,
  value: (pair: Pair, marks: Circumstances['marks'], choices: Choices) => unknown,
): Mutation {
  return {
    name,
    fits: () => true,
    at: (pair, { idAt, marks }) => {
      if (!isThere(pair.before)) return undefined;
      return (choices) => {
        put(pair.holder, pair.name, value(pair, marks, choices));
        // The id that a folder is named after has a rule of its own.
        const rule = pair.pointer === idAt ? 'id-changed' : 'immutable-changed';
        return [{ rule, severity: 'error', pointer: pair.pointer }];
      };
    },
  };
}

/** A value that is not the same, of the same type. */
function another(value: unknown, choices: Choices): unknown {
  if (isTime(value)) return earlier(value, choices);
  if (typeof value === 'string') return choices.pick([`${value}x`, value.slice(1), `${value.toUpperCase()} `]);
  if (typeof value === 'number') return value + choices.pick([1, -1, 0.5]);
  if (isObject(value)) return { ...value, more: null };
  return [value];
}
