import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { retiredNames, retiredWords } from './infra/quality/retiredWords.mjs'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', '.cache/', '**/i18n/**/compiled/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { 'import-x': importX },
    rules: {
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'import-x/max-dependencies': ['error', { max: 15, ignoreTypeImports: true }],
      'no-console': 'error',
      'id-denylist': ['error', ...Object.keys({ ...retiredWords, ...retiredNames })],
    },
  },
  { files: ['tab/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  // Composition roots know every part: of the product, of the embedded world, of the tests.
  {
    files: [
      'api/compose.ts',
      'api/adapters/postgres/store.ts',
      'infra/local/main.ts',
      'infra/local/dev/main.ts',
      'tests/support/world.ts',
      'tests/bench/product.ts',
    ],
    rules: { 'import-x/max-dependencies': 'off' },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    ignores: ['tests/support/fastCheck.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', message: 'Use tests/support/fastCheck.ts: it takes the seed of a failed run.' },
      ],
    },
  },
  { files: ['infra/quality/retiredWords.mjs'], rules: { 'id-denylist': 'off' } },
  { files: ['infra/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable' } },
  },
)
