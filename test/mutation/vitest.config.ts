import { defineConfig } from 'vitest/config';

/** The tests of the rules, in one thread that loads everything once; see runner.ts. */
export default defineConfig({
  test: {
    include: ['test/rules/*.test.ts'],
    runner: 'test/mutation/runner.ts',
    isolate: false,
    fileParallelism: false,
    // Each run of a test listens for its end.
    execArgv: ['--disable-warning=MaxListenersExceededWarning'],
    // A test runs once for each mutant.
    testTimeout: 600_000,
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
  },
});
