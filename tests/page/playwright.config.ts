import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'];
const { browser } = findBrowser();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/page',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A busy machine may be slow; nothing here says how fast the page is.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    // The server takes any free port and says which; Playwright puts it here.
    baseURL: `http://localhost:${process.env['PAGE_PORT'] ?? ''}/`,
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    // What a service worker answers, a test could not route; tests of the worker itself allow it.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          ...(browser === undefined ? {} : { executablePath: browser }),
          args: [
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      },
    },
  ],
  webServer: {
    command: 'node scripts/serve.mjs www/dist',
    cwd: '../..',
    env: { PORT: '0' },
    wait: { stdout: /Open http:\/\/localhost:(?<PAGE_PORT>\d+)/ },
  },
});
