import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { noIgnoredResult } from './scripts/lint/no-ignored-result.ts';

const TYPED = ['**/*.ts', '**/*.tsx'];

export default defineConfig(
  {
    ignores: ['dist/', 'var/', 'node_modules/', 'test-results/', 'docs/', 'scripts/lint/fixture/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { khidma: { rules: { 'no-ignored-result': noIgnoredResult } } },
    rules: {
      'khidma/no-ignored-result': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      // The library marks it so that nobody uses it unawares; only development may, on loopback.
      '@typescript-eslint/no-deprecated': [
        'error',
        {
          allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // `.catch` with nobody to read it is how a payment gets lost: `void` says that a handler stands.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Taste, or at odds with how this code is written: unions are `type`, bytes are index loops.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
    },
  },
  {
    files: ['{renderer,console}/**/*.ts', '{renderer,console}/**/*.tsx'],
    ignores: ['renderer/testing/**', '**/*.test.ts', '**/*.test.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // Programs that speak to a person or to their parent on stdout.
    files: ['rig/**', 'scripts/**', 'tests/**', '**/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
);
