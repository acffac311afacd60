import type { Choices } from '../choices.js';
import { put } from '../holder.js';
import type { Pair } from '../pairs.js';
import type { Shape } from '../shape.js';
import { earlier, isTime, rewritten } from '../times.js';
import type { Circumstances, Mutation, Way } from './mutation.js';

export const MONOTONIC: readonly Mutation[] = [
  {
    name: 'falls',
    fits: () => true,
    at({ before, holder, name, pointer }: Pair, { granularity }: Circumstances): Way | undefined {
      if (!isTime(before) && !isAmount(before)) return undefined;
      return (choices) => {
        put(holder, name, less(before, choices));
        // Between commits, two clocks may have written it.
        const severity = granularity === 'sampled' && isTime(before) ? 'warning' : 'error';
        // Where it should have moved on as well, that is not told: that it goes back says more.
        return [{ rule: 'time-regressed', severity, pointer }];
      };
    },
  },
  {
    name: 'stays',
    fits: ({ said }) => said['x-monotonic'] === 'increasing',
    at({ before, holder, name, pointer }: Pair): Way | undefined {
      if (!isTime(before) && !isAmount(before)) return undefined;
      return () => {
        put(holder, name, before);
        return [{ rule: 'time-regressed', severity: 'error', pointer }];
      };
    },
  },
];

export const TOUCH: readonly Mutation[] = [
  touchMutation('not touched', (before, choices) => rewritten(before, choices)),
  touchMutation('gone', (_before, choices) => choices.pick([null, undefined])),
  // Where it may not fall, x-monotonic says so.
  touchMutation('falls', earlier, ({ said }) => said['x-monotonic'] === undefined),
];

function touchMutation(
  name: string,
  value: (before: string, choices: Choices) => unknown,
  fits: (shape: Shape) => boolean = () => true,
): Mutation {
  return {
    name,
    fits,
    at: ({ before, holder, name, pointer }) => {
      if (!isTime(before)) return undefined;
      return (choices) => {
        put(holder, name, value(before, choices));
        return [{ rule: 'updated-at-not-touched', severity: 'warning', pointer }];
      };
    },
  };
}

function isAmount(value: unknown): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && /^[0-9.]+$/u.test(value));
}

/** An earlier time, or a smaller amount, be it written as a number or as a text. */
function less(value: number | string, choices: Choices): unknown {
  if (isTime(value)) return earlier(value, choices);
  const amount = (typeof value === 'string' ? parseFloat(value) : value) - choices.pick([1, 0.01, 1000]);
  return typeof value === 'string' || choices.chance(4) ? amount.toFixed(4) : amount;
}
