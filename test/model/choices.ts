/** Decisions, taken one by one from a list of numbers; when it is at its end, always the first and simplest. */
export interface Choices {
  /** A whole number from 0, less than `count`. */
  upTo(count: number): number;
  /** True once in so many times; never at the end of the list. */
  chance(oneIn: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Shorter lists and smaller numbers make simpler decisions, so what is built on them shrinks with them. */
export function choicesFrom(numbers: readonly number[]): Choices {
  let taken = 0;
  const upTo = (count: number): number => (numbers[taken++] ?? 0) % count;
  return {
    upTo,
    chance: (oneIn) => upTo(oneIn) === oneIn - 1,
    pick: (list) => {
      if (list.length === 0) throw new Error('there is nothing to choose from');
      return list[upTo(list.length)]!;
    },
  };
}

/** Decisions without a list: others for each number, and always the same for one. */
export function arbitraryChoices(number: number): Choices {
  let state = number;
  return choicesFrom(Array.from({ length: 500 }, () => (state = (state * 48_271 + 11) % 2_147_483_647) >>> 8));
}
