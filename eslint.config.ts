import js from '@eslint/js';
import type { Linter } from 'eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The layers, lowest first: a layer imports only from those before it. */
const LAYERS = [
  'src/graph',
  'src/document',
  'src/schema',
  'src/workspace',
  'src/history',
  'src/lint',
  'rules',
  'src/check',
  'src/migrate',
  'src/gate',
  'src/report',
  'src/cli',
];

/** Forbids imports from the layers above, be they static or dynamic. */
function layerRules(height: number): Linter.RulesRecord {
  const above = [...LAYERS.slice(height + 1), 'src/index', 'src/version'].map((layer) => layer.replace('src/', ''));
  const pattern = `^(\\.\\./)+(src/)?(${above.join('|')})(/|\\.js$)`;
  const message = `${String(LAYERS[height])} lies under ${above.join(', ')}.`;
  return {
    'no-restricted-imports': ['error', { patterns: [{ regex: pattern, message }] }],
    'no-restricted-syntax': [
      'error',
      { selector: `ImportExpression[source.value=/${pattern.replaceAll('/', String.raw`\/`)}/]`, message },
    ],
  };
}

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
  ...LAYERS.map((layer, height) => ({
    files: [`${layer}/**`],
    ignores: layer === 'src/cli' ? ['src/cli/main.ts'] : [],
    rules: layerRules(height),
  })),
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
