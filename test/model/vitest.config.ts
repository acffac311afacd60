import { defineConfig } from 'vitest/config';

/** Of each, in milliseconds; what remains of ten minutes is for starting and for the repositories. */
const TIME_OF_A_WORKER = 520_000;

const WORKERS = 2;

/** A soak: many more histories than `npm test` looks at, in at most ten minutes. */
export default defineConfig({
  test: {
    include: ['test/model/*.test.ts'],
    env: {
      STATEGATE_MODEL_HISTORIES: '100000',
      STATEGATE_MODEL_TIME: String(TIME_OF_A_WORKER * WORKERS),
    },
    maxWorkers: WORKERS,
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
  },
});
