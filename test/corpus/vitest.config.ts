import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/corpus/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
    reporters: ['default', ['json', { outputFile: 'coverage/reports/corpus.json' }]],
  },
});
