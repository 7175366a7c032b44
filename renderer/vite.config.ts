import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * `VITE_KHIDMA_DOCK=off` compiles the developer dock out: released kiosks are built so.
 * Anything else keeps it, and the engine still decides whether it is shown.
 */
export default defineConfig({
  root: folder('./'),
  base: './',
  plugins: [react()],
  define: {
    __KHIDMA_DOCK__: JSON.stringify(process.env['VITE_KHIDMA_DOCK'] !== 'off'),
  },
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    cssTarget: 'chrome114',
    // The CSP allows neither inline scripts nor data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The schemas of contract/ are the engine's; the page takes only the pure functions beside them.
      treeshake: { manualPureFunctions: ['z'] },
    },
  },
});
