import { afterAll, describe, it } from 'vitest';
import { ATTEMPTS } from './attempts/all.js';
import type { Attempt } from './attempts/attempt.js';
import { startServer } from './server.js';
import { printOutcomes, tryOut } from './trial.js';
import { wireServer } from './wiring.js';

const outcomes = new Map<Attempt, string>();

afterAll(() => {
  printOutcomes('what the agent tried with a server that answers, and what came of it', outcomes);
});

describe.concurrent('what an agent tries where a server answers', () => {
  it.each(ATTEMPTS.map((attempt) => [`${attempt.name}: ${attempt.outcome}`, attempt] as const))(
    '%s',
    async (_, attempt) => {
      // One for each: what belongs to the user is guarded as well, and an agent may change it.
      const server = await startServer();
      try {
        await tryOut(
          attempt,
          (project) => {
            wireServer(project, server.port, server.home);
          },
          (verdict) => outcomes.set(attempt, verdict),
          { HOME: server.home },
        );
      } finally {
        await server.stop();
      }
    },
  );
});
