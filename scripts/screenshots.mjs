// Takes the pictures of the README again from the built page (`make build` first), on a fixed day.
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { portOf, serve } from './serve.mjs';

const PICTURES = 'docs/pictures';
const DAY = '2026-11-23T12:00:00Z';

/** @type {{ name: string, scheme: 'light' | 'dark', width: number, height: number }[]} */
const SHOTS = [
  { name: 'page-light', scheme: 'light', width: 1280, height: 960 },
  { name: 'page-dark', scheme: 'dark', width: 1280, height: 960 },
  { name: 'page-phone', scheme: 'light', width: 375, height: 812 },
];

const server = await serve({ root: 'www/dist', port: 0 });
const { browser: executablePath } = findBrowser();
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
await mkdir(PICTURES, { recursive: true });
for (const { name, scheme, width, height } of SHOTS) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  await page.clock.setFixedTime(DAY);
  await page.goto(`http://localhost:${portOf(server)}/`);
  await page.locator('credit-headline').waitFor();
  await page.locator('credit-balance-chart svg').waitFor();
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
  await page.close();
  console.log(`${PICTURES}/${name}.png`);
}
await browser.close();
server.close();
