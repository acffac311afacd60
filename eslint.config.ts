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
    },
  },
  ...LAYERS.map((layer, height) => ({
    files: [`src/${layer}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: LAYERS.slice(height + 1).map((above) => ({
            group: [`**/${above}/*`],
            message: `src/${layer} lies under src/${above}.`,
          })),
        },
      ],
    },
  })),
  { files: ['src/schema/generated/**'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
