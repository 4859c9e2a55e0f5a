// Assembles the JavaScript package in pkg/: the engine for pages, bundlers and Node, and the element with all it needs.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const pkg = join(root, 'pkg');
const schema = 'price-book.schema.json';

await buildElement();
copyEngine();
writeManifest();
// The page's folder has the element too, so that one static host is enough to embed it elsewhere.
for (const path of ['element.js', 'element', 'engine/engine_bg.wasm']) {
  cpSync(join(pkg, path), join(root, 'www/dist', path), { recursive: true });
}

/** The element with its worker beside it. Both name the engine's file in engine/, which is shipped once. */
async function buildElement() {
  const names = { chunkFileNames: 'element/[name].js', assetFileNames: 'engine/[name][extname]' };
  await build({
    configFile: false,
    root: join(root, 'www'),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: pkg,
      emptyOutDir: true,
      target: 'es2022',
      license: { fileName: 'THIRD-PARTY.md' },
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'www/src/element.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'element.js', ...names },
      },
    },
    worker: {
      format: 'es',
      rolldownOptions: { output: { entryFileNames: 'element/[name].js', ...names } },
    },
  });
}

function copyEngine() {
  mkdirSync(join(pkg, 'engine'), { recursive: true });
  for (const file of ['engine.js', 'engine.d.ts', 'engine_bg.wasm', 'engine_bg.wasm.d.ts']) {
    cpSync(join(root, 'www/engine', file), join(pkg, 'engine', file));
  }
  cpSync(join(root, 'scripts/package'), pkg, { recursive: true });
  cpSync(join(root, 'www/src/engine/types.ts'), join(pkg, 'types.d.ts'));
  cpSync(join(root, 'www/books', schema), join(pkg, schema));
  for (const file of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(pkg, file));
  }
}

function writeManifest() {
  const cargo = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const named = (/** @type {string} */ key) => new RegExp(`^${key} = "(.*)"`, 'm').exec(cargo)?.[1];
  const manifest = {
    name: named('name'),
    version: named('version'),
    description: named('description'),
    license: named('license'),
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: ['./element.js', './element/*.js', './node.js'],
    bin: './cli.js',
    exports: {
      '.': { types: './index.d.ts', node: './node.js', default: './index.js' },
      './element': { types: './element.d.ts', default: './element.js' },
      './engine.wasm': { types: './engine.wasm.d.ts', default: './engine/engine_bg.wasm' },
      [`./${schema}`]: `./${schema}`,
      './package.json': './package.json',
    },
  };
  writeFileSync(join(pkg, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
