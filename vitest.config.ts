import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // As Node itself reads CommonJS; the generated validators rely on it.
    deps: { interopDefault: false },
    exclude: [...configDefaults.exclude, 'test/corpus/**', 'test/conformance/**', 'test/package/**'],
    coverage: {
      include: ['src/**/*.ts', 'rules/**/*.ts'],
      exclude: ['src/schema/generated/**', 'src/cli/bin.ts', 'src/index.ts', '**/*.d.ts'],
      reporter: ['text'],
    },
  },
});
