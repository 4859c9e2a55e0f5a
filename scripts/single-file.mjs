// Makes www/dist/credit-calculator.html: the whole page as one file that opens from a disk. SITE names the address of the
// page on a host, for the links that are copied.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { priceBooks } from './books.mjs';

const www = join(import.meta.dirname, '../www');
const single = join(www, 'src/single');

/** What takes the place of what. */
const INSTEAD = new Map([
  [join(www, 'engine/engine.js'), join(single, 'engine.ts')],
  [join(www, 'src/engine/start-worker.ts'), join(single, 'start-worker.ts')],
  [join(www, 'src/page/shelf.ts'), join(single, 'shelf.ts')],
  [join(www, 'src/offline/offline.ts'), join(single, 'offline.ts')],
]);

/** @type {import('vite').Plugin} */
const instead = {
  name: 'instead',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const other = found === null ? undefined : INSTEAD.get(found.id);
    return other === importer ? null : other;
  },
};

/**
 * One script of everything an entry needs. Browsers start no module as a worker of a page from a disk, so that the worker is
 * a plain script.
 * @param {string} entry
 * @param {'es' | 'iife'} format
 * @returns {Promise<string>}
 */
async function script(entry, format) {
  const built = await build({
    configFile: false,
    root: www,
    logLevel: 'warn',
    publicDir: false,
    plugins: [instead],
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: join(www, entry),
        output: { format, codeSplitting: false },
        // The glue names the engine's file by it, which is not asked for here.
        ...(format === 'iife' ? { transform: { define: { 'import.meta': '{}' } } } : {}),
      },
    },
  });
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (
    Array.isArray(built) ? built[0] : built
  );
  const chunks = output.filter((file) => file.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} scripts`);
  return chunks[0]?.code ?? '';
}

/** What is in a script element must not end it. @param {string} code */
function inside(code) {
  return code.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3c').trim();
}

/** @param {string} text */
function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(www, file), 'utf8');
}

const packed = gzipSync(readFileSync(join(www, 'engine/engine_bg.wasm')), { level: 9 }).toString('base64');
const engineWorker = inside(await script('src/engine/worker.ts', 'iife'));
const eventsWorker = inside(await script('src/events/events-worker.ts', 'iife'));
const main = inside(await script('src/main.ts', 'es'));
const style = read('src/page/page.css').trim();
const books = JSON.stringify({
  list: JSON.parse(read('books/index.json')),
  texts: Object.fromEntries(priceBooks().map((file) => [file, read(`books/${file}`)])),
}).replaceAll('<', '\\u003c');
const icon = `data:image/svg+xml;base64,${Buffer.from(read('icon.svg')).toString('base64')}`;
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(main)} 'wasm-unsafe-eval'`,
  `style-src ${hashOf(style)}`,
  'img-src data:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Every place of the page that names another file. @type {[RegExp, string][]} */
const PLACES = [
  [/(?<=Content-Security-Policy"\s+content=")[^"]*/, policy],
  [/<link rel="icon"[^>]*>/, `<link rel="icon" href="${icon}" />${home()}`],
  [/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`],
  [/<script type="module"[^>]*><\/script>/, ''],
  [
    /<\/body>/,
    `<script type="application/json" id="books">${books}</script>
    <script type="text/plain" id="engine">${packed}</script>
    <script type="text/plain" id="engine-worker">${engineWorker}</script>
    <script type="text/plain" id="events-worker">${eventsWorker}</script>
    <script type="module">${main}</script>
  </body>`,
  ],
];

function home() {
  const site = process.env['SITE'];
  if (site === undefined) return '';
  const { href } = new URL(site);
  return `<meta name="credit-home" content="${href.replaceAll('"', '%22')}" />`;
}

const page = PLACES.reduce((html, [place, content]) => {
  if (!place.test(html)) throw new Error(`index.html has nothing like ${place}`);
  return html.replace(place, () => content);
}, read('index.html'));
const path = join(www, 'dist/credit-calculator.html');
writeFileSync(path, page);
console.log(`${path.slice(join(www, '..').length + 1)}: ${Math.round(Buffer.byteLength(page) / 1024)} KB`);
