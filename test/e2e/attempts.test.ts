import { afterAll, describe, it } from 'vitest';
import type { Attempt } from './attempts/attempt.js';
import { ATTEMPTS } from './attempts/all.js';
import { printOutcomes, tryOut } from './trial.js';
import { wire } from './wiring.js';

const outcomes = new Map<Attempt, string>();

afterAll(() => {
  printOutcomes('what the agent tried, and what came of it', outcomes);
});

describe.concurrent('what an agent tries', () => {
  it.each(ATTEMPTS.map((attempt) => [`${attempt.name}: ${attempt.outcome}`, attempt] as const))('%s', (_, attempt) =>
    tryOut(attempt, wire, (verdict) => outcomes.set(attempt, verdict)),
  );
});
