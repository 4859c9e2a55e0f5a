// Times the page itself in a headless browser: from an entry to the first answer, and to the complete one.
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { priceBooks } from './books.mjs';
import { findBrowser } from './browser.mjs';
import { portOf, serve } from './serve.mjs';

const SAMPLES = 15;

/**
 * @typedef {object} Entry milliseconds from an entry until it is on the page, painting apart
 * @property {string} book
 * @property {[number, number]} first median and 95th percentile of the first answer
 * @property {[number, number]} complete the same of the complete one
 * @property {number} same of how many entries the first answer's cost stayed
 * @property {number} samples
 */

/**
 * One row for each shipped price book, with its first preset.
 * @param {string} root
 * @returns {Promise<Entry[]>}
 */
export async function pageTimings(root) {
  const isolated = {
    // Without these two the browser's clock ticks only every 100 µs.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  };
  const server = await serve({ root: join(root, 'www/dist'), port: 0, headers: isolated });
  const { browser: executablePath = '' } = findBrowser();
  const browser = await chromium.launch({ executablePath });
  try {
    const rows = [];
    const page = await browser.newPage();
    for (const name of priceBooks()) {
      await page.goto(`http://localhost:${portOf(server)}/?book=./books/${name}`);
      await page.locator('credit-answer-panel').waitFor({ timeout: 60_000 });
      rows.push({ book: name.replace('.json', ''), ...(await page.evaluate(timeEntries, SAMPLES)) });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Runs in the page: enters one use more or fewer, and waits until the panel has shown what came of it.
 * @param {number} samples
 * @returns {Promise<Omit<Entry, 'book'>>}
 */
async function timeEntries(samples) {
  const calculator = /** @type {any} */ (document.querySelector('credit-calculator'));
  const panel = calculator.shadowRoot.querySelector('credit-answer-panel');
  /** @type {{ at: number, quote: any }[]} */
  let shown = [];
  /** @type {() => void} */
  let whenComplete = () => undefined;
  const updated = panel.updated.bind(panel);
  panel.updated = (/** @type {Map<string, unknown>} */ changed) => {
    updated(changed);
    if (!changed.has('quote')) return;
    shown.push({ at: performance.now(), quote: panel.quote });
    if (panel.quote.stage === 'complete') whenComplete();
  };
  const { usage } = calculator;
  /** @type {number[]} */
  const first = [];
  /** @type {number[]} */
  const complete = [];
  let same = 0;
  for (let sample = -3; sample < samples; sample += 1) {
    const [line, ...others] = usage.lines;
    // So small that both are entries somebody makes; as whole numbers they stay exact.
    const times = String(Number(line.times) + 1 + (sample & 1));
    shown = [];
    const done = new Promise((resolve) => {
      whenComplete = () => resolve(null);
    });
    const start = performance.now();
    calculator.usage = { ...usage, lines: [{ ...line, times }, ...others] };
    await done;
    const last = shown.at(-1);
    if (sample < 0 || shown[0] === undefined || last === undefined) continue;
    first.push(shown[0].at - start);
    complete.push(last.at - start);
    same += Number(shown[0].quote.answer.found?.cost === last.quote.answer.found?.cost);
  }
  const at = (/** @type {number[]} */ all, /** @type {number} */ share) =>
    [...all].sort((a, b) => a - b)[Math.floor((all.length - 1) * share)] ?? 0;
  return {
    first: [at(first, 0.5), at(first, 0.95)],
    complete: [at(complete, 0.5), at(complete, 0.95)],
    same,
    samples: first.length,
  };
}
