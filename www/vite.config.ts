import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { writePrecache } from '../scripts/precache.mjs';

const root = import.meta.dirname;
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));

export default defineConfig({
  root,
  plugins: [
    {
      // Price books keep their names, so that a page can name one, and a reader can download it.
      name: 'price-books',
      closeBundle: () => {
        cpSync(join(root, 'books'), join(root, 'dist/books'), { recursive: true });
      },
    },
    {
      name: 'offline',
      closeBundle: {
        order: 'post',
        sequential: true,
        handler: () => {
          writePrecache(join(root, 'dist'));
        },
      },
    },
  ],
  // Relative, so that the page works under any path of any host.
  base: './',
  // The engine's glue finds its .wasm beside itself, which only a module can say.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    license: { fileName: 'THIRD-PARTY.md' },
    // The polyfill is for browsers that cannot run the page anyway.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [...pages.map((name) => join(root, name)), join(root, 'src/offline/sw.ts')],
      output: {
        // A service worker rules over the folder it is in.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
