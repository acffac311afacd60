import { afterAll, describe, it } from 'vitest';
import type { Attempt } from './attempts/attempt.js';
import { AT_THE_END } from './attempts/at-the-end.js';
import { BY_EDIT_TOOLS } from './attempts/by-edit-tools.js';
import { BY_SHELL } from './attempts/by-shell.js';
import { IN_COMPANY } from './attempts/in-company.js';
import { UNHOOKING } from './attempts/unhooking.js';
import { printOutcomes, tryOut } from './trial.js';
import { wire } from './wiring.js';

const ATTEMPTS = [...BY_EDIT_TOOLS, ...BY_SHELL, ...IN_COMPANY, ...UNHOOKING, ...AT_THE_END];

const outcomes = new Map<Attempt, string>();

afterAll(() => {
  const inOrder = ATTEMPTS.flatMap((attempt): [Attempt, string][] => {
    const outcome = outcomes.get(attempt);
    return outcome === undefined ? [] : [[attempt, outcome]];
  });
  printOutcomes('what the agent tried, and what came of it', new Map(inOrder));
});

describe.concurrent('what an agent tries', () => {
  it.each(ATTEMPTS.map((attempt) => [`${attempt.name}: ${attempt.outcome}`, attempt] as const))('%s', (_, attempt) =>
    tryOut(attempt, wire, (verdict) => outcomes.set(attempt, verdict)),
  );
});
