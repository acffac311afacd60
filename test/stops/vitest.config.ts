import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/stops/*.test.ts'],
    globalSetup: 'test/stops/setup.ts',
    // pre-commit builds the package anew for the first test that commits.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
    reporters: ['default', ['json', { outputFile: 'coverage/reports/stops.json' }]],
  },
});
