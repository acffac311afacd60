import type { Severity } from './diagnostic.js';

/** The gravest last. */
export const GRAVITY: readonly Severity[] = ['info', 'warning', 'error'];

/** Whether one severity is graver than another. */
export function isGraver(one: Severity, other: Severity): boolean {
  return GRAVITY.indexOf(one) > GRAVITY.indexOf(other);
}
