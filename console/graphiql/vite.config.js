import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { notice } from '../notice.mjs';

/** Apart from the console: another page, under another policy, that nobody but an engineer fetches. */
export default defineConfig({
  base: '/graphiql/',
  // The console's own files are not copied once more.
  publicDir: false,
  plugins: [react(), notice()],
  build: {
    outDir: '../dist-graphiql',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_000,
  },
  worker: { format: 'es' },
});
