import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const money = 'Money and credits are decimal strings that the engine computed; a float would change them.';

/** Ways from a decimal string to a float, or from a float to digits. */
const FLOATS = [
  "CallExpression[callee.name='parseFloat']",
  "CallExpression[callee.name='Number']",
  "CallExpression > Identifier.arguments[name='Number']",
  "NewExpression[callee.name='Number']",
  "MemberExpression[object.name='Number'][property.name='parseFloat']",
  'MemberExpression[property.name=/^to(Fixed|Precision|Exponential)$/]',
  "MemberExpression[property.name='valueAsNumber']",
  "UnaryExpression[operator='+']",
];

export default defineConfig(
  globalIgnores([
    'target',
    'pkg',
    'test-results',
    'www/dist',
    'www/engine',
    'www/src/engine/types.ts',
    // Types of a folder that is yet to be assembled; the package's own test checks them.
    'scripts/package/*.d.ts',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['www', 'tests/page', 'scripts'].map((folder) => `${folder}/tsconfig.json`) },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // tsc does this better, and knows the browser's names.
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    // tsc checks these files too, and knows Node's names.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['www/src/**/*.ts'],
    // Pixels are floats.
    ignores: ['www/src/geometry.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...FLOATS.map((selector) => ({ selector, message: money }))],
    },
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
);
