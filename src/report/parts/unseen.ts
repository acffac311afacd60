import type { CheckResult } from '../../check/check.js';

/** What was to be looked at and could not be, in words; without it a check is no pass. */
export function unseen({ unreadable, untold }: CheckResult): string[] {
  return [
    ...unreadable.map(
      ({ display, reason }) => `${display}: this folder could not be read (${reason}); nothing in it was checked`,
    ),
    // What has a history of its own is no part of this one.
    ...untold.flatMap(({ display, reason, elsewhere }) => (elsewhere ? [] : [`${display}: ${reason}`])),
  ];
}
