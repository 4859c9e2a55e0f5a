// Times every preset of every price book, natively and in a headless browser, and weighs what is shipped.
import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { pageTimings } from './bench-page.mjs';
import { priceBooks } from './books.mjs';
import { findBrowser } from './browser.mjs';
import { portOf, serve } from './serve.mjs';

const root = join(import.meta.dirname, '..');
const BROTLI_BUDGET = 120 * 1024;

/** @typedef {{ book: string, preset: string, median: number, p95: number }} Timing in microseconds */

const native = nativeTimings();
timings(await browserTimings(), native);
entries(await pageTimings(root));
sizes();

/**
 * What `benches/quote.rs` printed, a preset a line: book, preset, median and 95th percentile, each with its unit.
 * @returns {Map<string, Timing>}
 */
function nativeTimings() {
  if (!existsSync(join(root, 'benches/quote.rs'))) return new Map();
  const { status, stdout } = spawnSync('cargo', ['bench', '--locked', '--bench', 'quote'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(stdout);
  if (status !== 0) process.exit(1);
  /** @type {Map<string, Timing>} */
  const found = new Map();
  for (const line of stdout.split('\n')) {
    const [, book = '', preset = '', median = '', unit = '', p95 = '', unit95 = ''] =
      /^\s*(\S+)\s+(\S+)\s+([\d.]+)\s*(ns|µs|us|ms|s)\s+([\d.]+)\s*(ns|µs|us|ms|s)\s*$/.exec(line) ?? [];
    if (book === '') continue;
    found.set(`${book} ${preset}`, { book, preset, median: micros(median, unit), p95: micros(p95, unit95) });
  }
  return found;
}

/**
 * @param {string} number
 * @param {string} unit
 */
function micros(number, unit) {
  return Number(number) * ({ ns: 1e-3, ms: 1e3, s: 1e6 }[unit] ?? 1);
}

/** @returns {Promise<Timing[]>} */
async function browserTimings() {
  const isolated = {
    // Without these two the browser's clock ticks only every 100 µs.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  };
  const server = await serve({ root, port: 0, headers: isolated });
  const { browser: executablePath = '' } = findBrowser();
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    // Any file gives the page an origin to load the engine from.
    await page.goto(`http://localhost:${portOf(server)}/package.json`);
    const rows = [];
    for (const name of priceBooks()) {
      rows.push(
        ...(await page.evaluate(timeBook, {
          name,
          engine: '/www/engine/engine.js',
          presets: '/scripts/presets.mjs',
        })),
      );
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Runs in the page.
 * @param {{ name: string, engine: string, presets: string }} what
 * @returns {Promise<Timing[]>}
 */
async function timeBook({ name, engine, presets }) {
  const { default: init, open, quote, close } = await import(engine);
  const { usageOf } = await import(presets);
  await init();
  const opened = open(await (await fetch(`/www/books/${name}`)).text());
  if (!opened.ok) throw new Error(`${name}: ${JSON.stringify(opened.faults)}`);
  const rows = [];
  for (const preset of opened.book.presets) {
    const { id } = preset;
    const usage = usageOf(preset);
    const once = () => {
      const start = performance.now();
      const quoted = quote(opened.handle, usage);
      if (!quoted.ok) throw new Error(`${name}, ${id}: ${JSON.stringify(quoted.faults)}`);
      return (performance.now() - start) * 1000;
    };
    // The first part of a second lets the compiler finish its better code.
    for (const until = performance.now() + 300; performance.now() < until;) once();
    /** @type {number[]} */
    const samples = [];
    for (const until = performance.now() + 1000; performance.now() < until || samples.length < 5;) {
      samples.push(once());
    }
    samples.sort((a, b) => a - b);
    const at = (/** @type {number} */ share) => samples[Math.floor((samples.length - 1) * share)] ?? 0;
    rows.push({ book: name.replace('.json', ''), preset: id, median: at(0.5), p95: at(0.95) });
  }
  close(opened.handle);
  return rows;
}

/**
 * @param {Timing[]} rows
 * @param {Map<string, Timing>} natives
 */
function timings(rows, natives) {
  console.log('\nOne quote in the browser (µs)');
  table(
    ['book', 'preset', 'median', 'p95', '× native'],
    rows.map(({ book, preset, median, p95 }) => {
      const other = natives.get(`${book} ${preset}`);
      const ratio = other === undefined ? '-' : (median / other.median).toFixed(1);
      return [book, preset, median.toFixed(0), p95.toFixed(0), ratio];
    }),
  );
}

/** @param {import('./bench-page.mjs').Entry[]} rows */
function entries(rows) {
  console.log('\nFrom an entry to the answer on the page (ms)');
  const shown = (/** @type {[number, number]} */ [median, p95]) => [median.toFixed(1), p95.toFixed(1)];
  table(
    ['book', 'first', 'p95', 'complete', 'p95', 'first is cheapest'],
    rows.map(({ book, first, complete, same, samples }) => [
      book,
      ...shown(first),
      ...shown(complete),
      `${same} of ${samples}`,
    ]),
  );
  const median = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;
  const firsts = median(rows.map(({ first }) => first[0]));
  const completes = median(rows.map(({ complete }) => complete[0]));
  const ratio = (completes / firsts).toFixed(1);
  console.log(
    `  median of the books: ${firsts.toFixed(1)} and ${completes.toFixed(1)}, ${ratio} times as long`,
  );
}

function sizes() {
  const shipped = [
    'www/engine/engine_bg.wasm',
    'www/engine/engine.js',
    'pkg/element.js',
    'pkg/element/worker.js',
  ];
  let engine = 0;
  const rows = shipped
    .filter((path) => existsSync(join(root, path)))
    .map((path) => {
      const bytes = readFileSync(join(root, path));
      const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
      if (path.startsWith('www/engine/')) engine += brotli;
      return [path, String(bytes.length), String(gzipSync(bytes, { level: 9 }).length), String(brotli)];
    });
  console.log('\nSizes (bytes)');
  table(['file', 'raw', 'gzip -9', 'brotli -q 11'], rows);
  const share = ((engine / BROTLI_BUDGET) * 100).toFixed(0);
  console.log(`\nEngine and glue: ${engine} of ${BROTLI_BUDGET} bytes brotli (${share} %)`);
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)),
  );
  for (const row of [head, ...rows]) {
    // Names to the left, numbers to the right.
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return /^[\d.-]+$/.test(rows[0]?.[column] ?? '') ? cell.padStart(width) : cell.padEnd(width);
    });
    console.log(`  ${cells.join('  ')}`);
  }
}
