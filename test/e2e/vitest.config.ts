import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // The client is a program of 380 MB: two of them at once starve a small machine.
    fileParallelism: false,
    maxConcurrency: 2,
    reporters: ['default', ['json', { outputFile: 'coverage/reports/e2e.json' }]],
  },
});
