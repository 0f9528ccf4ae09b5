// What the code may look like. Layers are held by the tsconfig references; these rules hold size and habits.
import tseslint from 'typescript-eslint';

const budgets = (lines) => ({
  complexity: ['error', 8],
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: lines, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 6],
  'max-depth': ['error', 3],
});

export default tseslint.config(
  { ignores: ['dist', '.types', 'node_modules', 'public', '**/eslint.config.js'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      ...budgets(20),
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'sync/network.ts and worker/shell.ts touch the network.' },
        { name: 'localStorage', message: 'The store keeps things in IndexedDB.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.tsx'], rules: budgets(40) },
  {
    files: ['src/page/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/worker/**', '**/worker'], message: 'Page and worker are apart.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/worker/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/page/**', '**/page'], message: 'Page and worker are apart.' }] },
      ],
    },
  },
  {
    files: ['src/sync/network.ts', 'src/worker/shell.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
