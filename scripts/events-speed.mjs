// Drops a million events on the built page (`make build` first) and says how many rows a second are priced there, and what
// the longest time was that the page's own thread was busy meanwhile. `cargo bench --bench events` is the native side.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { portOf, serve } from './serve.mjs';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'events-'));
const file = join(folder, 'events.csv');
const { text, sum } = made(ROWS);
writeFileSync(file, text);

const server = await serve({ root: 'www/dist', port: 0 });
const { browser: executablePath } = findBrowser();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
try {
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`http://localhost:${portOf(server)}/`);
  await page.getByRole('combobox', { name: 'Price book' }).selectOption('openai.json');
  await page.getByRole('button', { name: 'Use a file of real events' }).click();
  const panel = page.locator('credit-events-panel');
  await panel.getByLabel('choose a file').setInputFiles(file);
  await panel.getByRole('combobox', { name: 'Model' }).selectOption('gpt-4o');
  await page.evaluate(watch);
  const began = performance.now();
  await panel.getByRole('button', { name: 'Price these events' }).click();
  // The page goes on answering: usage is typed while the file is read.
  const box = page
    .locator('credit-feature-card[data-line="request-0"] [data-input="times"]')
    .getByRole('textbox');
  await box.fill('301');
  await panel.locator('.total').waitFor({ timeout: 600_000 });
  const took = performance.now() - began;
  const seen = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
  const total = await panel.locator('.total').innerText();
  const right = total.replaceAll(',', '').includes(`: ${sum} `);
  console.log(`${total}: ${right ? 'the exact sum' : `WRONG, it is ${sum}`}`);
  console.log(
    `${Math.round(took)} ms, ${Math.round((ROWS / took) * 1000).toLocaleString('en')} rows a second`,
  );
  console.log(
    `the page's thread: longest task ${Math.round(seen.task)} ms, longest time between frames ${Math.round(seen.frame)} ms`,
  );
  if (!right) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}

/** Keeps the longest task and the longest time between two frames. */
function watch() {
  const seen = { task: 0, frame: 0 };
  /** @type {any} */ (globalThis).seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
  }).observe({ type: 'longtask' });
  let last = performance.now();
  const frame = (/** @type {number} */ now) => {
    seen.frame = Math.max(seen.frame, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/**
 * Rows all of which differ, and what they cost together in dollars: 25 and 100 ten-millionths a token.
 * @param {number} rows
 */
function made(rows) {
  const lines = ['time,input_tokens,output_tokens'];
  let seed = 1;
  let sum = 0n;
  for (let row = 0; row < rows; row += 1) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const [input, output] = [(seed >>> 8) % 20000, (seed >>> 16) % 3000];
    sum += BigInt(25 * input + 100 * output);
    lines.push(`2026-0${1 + (row % 9)}-${10 + (row % 10)} 10:00:00,${input},${output}`);
  }
  const digits = String(sum).padStart(8, '0');
  return {
    text: `${lines.join('\n')}\n`,
    sum: `${digits.slice(0, -7)}.${digits.slice(-7)}`.replace(/\.?0+$/u, ''),
  };
}
