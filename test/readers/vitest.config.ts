import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/readers/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // One browser at a time is enough for a small machine.
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: 'coverage/reports/readers.json' }]],
  },
});
