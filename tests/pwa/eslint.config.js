// The same rules as the app's, with room for a describe.
import app from '../../pwa/eslint.config.js';

export default [
  ...app,
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
];
