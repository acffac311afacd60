import { configDefaults, defineConfig } from 'vitest/config';

const inCi = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These have prerequisites (the corpus, a build, other packages) and commands of their own.
    exclude: [
      ...configDefaults.exclude,
      'test/corpus/**',
      'test/conformance/**',
      'test/e2e/**',
      'test/package/**',
      'test/readers/**',
      'test/stops/**',
    ],
    // Generous: a busy machine is no failure.
    testTimeout: 60_000,
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
    reporters: inCi ? ['default', ['json', { outputFile: 'coverage/reports/unit.json' }]] : ['default'],
    coverage: {
      enabled: inCi,
      // The reports of other test runs stand beside it.
      clean: false,
      include: ['src/**/*.ts', 'rules/**/*.ts'],
      exclude: ['src/schema/generated/**', 'src/cli/bin.ts', 'src/index.ts', '**/*.d.ts'],
      reporter: ['text'],
    },
  },
});
