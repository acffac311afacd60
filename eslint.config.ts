import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The layers, lowest first: a layer imports only from those before it. */
const LAYERS = ['document', 'schema', 'workspace', 'lint', 'report', 'cli'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'src/schema/generated/validators/', 'test/conformance/', 'bench/peers/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  // A test that meets nothing where it put something may as well fail there.
  { files: ['test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...LAYERS.slice(0, -1).map((layer, height) => {
    const patterns = LAYERS.slice(height + 1).map((above) => ({
      group: [`**/${above}/*`],
      message: `src/${layer} lies under src/${above}.`,
    }));
    return defineConfig({
      files: [`src/${layer}/**`],
      rules: { 'no-restricted-imports': ['error', { patterns }] },
    });
  }),
  // json-schema-to-typescript has its own style.
  {
    files: ['src/schema/generated/schema-types.ts'],
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
