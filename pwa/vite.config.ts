/** How the phone app is built: no inline scripts or styles, nothing from another host. */
import { defineConfig } from 'vite';
import { readFileSync } from 'node:fs';
import { serviceWorker } from './sw-plugin.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const release = process.env['DOORSTEP_RELEASE'] ?? version; // for who builds one of their own

export default defineConfig({
  define: { __RELEASE__: JSON.stringify(release) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [serviceWorker()],
  css: {
    lightningcss: { errorRecovery: true }, // service-navigation of govuk-frontend has an IE-only media query
    preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
    // All that the first page needs in one file, so that it comes in one journey.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: { proxy: { '/sync': 'http://localhost:8000' } },
});
