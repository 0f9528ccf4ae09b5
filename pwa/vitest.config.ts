/** The phone's tests live in tests/pwa, beside the other tests; libraries are found here. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('..'),
  cacheDir: here('node_modules/.vite'),
  resolve: {
    alias: [
      { find: /^vitest$/, replacement: here('node_modules/vitest/dist/index.js') },
      {
        find: /^fake-indexeddb\/auto$/,
        replacement: here('node_modules/fake-indexeddb/auto/index.mjs'),
      },
      {
        find: /^fake-indexeddb$/,
        replacement: here('node_modules/fake-indexeddb/build/esm/index.js'),
      },
      { find: /^@hpke\/core$/, replacement: here('node_modules/@hpke/core/esm/mod.js') },
      { find: /^qr$/, replacement: here('node_modules/qr/index.js') },
      { find: /^qr\/decode\.js$/, replacement: here('node_modules/qr/decode.js') },
      { find: /^idb$/, replacement: here('node_modules/idb/build/index.js') },
      {
        find: /^tus-js-client$/, // as a browser has it
        replacement: here('node_modules/tus-js-client/lib.esm/browser/index.js'),
      },
    ],
  },
  test: {
    include: ['tests/pwa/**/*.test.ts'],
    setupFiles: [here('../tests/pwa/setup.ts')],
    testTimeout: 10_000,
  },
});
