/** How the phone app is built: no inline scripts or styles, nothing from another host. */
import { defineConfig } from 'vite';
import { serviceWorker } from './sw-plugin.ts';

export default defineConfig({
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
  },
  server: { proxy: { '/sync': 'http://localhost:8000' } },
});
