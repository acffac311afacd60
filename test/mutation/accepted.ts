import { readFileSync } from 'node:fs';
import type { Mutant } from './mutant.js';

/** A change of a rule that no test can notice, or that none needs to. They are listed by rule, and by line in each. */
export interface Accepted extends Pick<Mutant, 'rule' | 'mutator' | 'code' | 'becomes'> {
  /** Why it makes no difference. */
  readonly reason: string;
}

export function acceptedIn(file: string): Accepted[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Accepted[];
}

/** Lines may move; what stands on them tells which change is meant. */
export function isSameChange(one: Omit<Accepted, 'reason'>, other: Omit<Accepted, 'reason'>): boolean {
  return (['rule', 'mutator', 'code', 'becomes'] as const).every((part) => one[part] === other[part]);
}
