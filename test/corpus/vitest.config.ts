import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node itself reads CommonJS; the generated validators rely on it.
  test: { include: ['test/corpus/*.test.ts'], testTimeout: 120_000, deps: { interopDefault: false } },
});
