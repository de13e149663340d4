import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { notice } from './notice.mjs';

export default defineConfig({
  plugins: [react(), tailwindcss(), notice()],
  build: {
    target: 'es2022',
    // Nothing inline: the page's policy takes files of its own host and no more.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    manifest: true,
  },
});
