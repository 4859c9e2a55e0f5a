import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { writePrecache } from '../../scripts/precache.mjs';
import { portOf, serve } from '../../scripts/serve.mjs';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

/** A copy of the page that a test may publish a new version of, and take off the network. */
type Site = { address: string; publish: (words: string) => Promise<void>; stop: () => void };

/** Words of the page's file that no script writes anew. */
const about = (page: Page) => page.locator('meta[name=description]');

const test = base.extend<{ site: Site }>({
  site: async ({ browserName }, use) => {
    const root = await mkdtemp(join(tmpdir(), `credit-page-${browserName}-`));
    await cp(fileURLToPath(new URL('../../www/dist', import.meta.url)), root, { recursive: true });
    const server = await serve({ root, port: 0 });
    const worker = await readFile(join(root, 'sw.js'), 'utf8');
    const code = worker.slice(worker.indexOf('\n', worker.indexOf('self.keptVersion')) + 1);
    await use({
      address: `http://localhost:${portOf(server)}/`,
      publish: async (words) => {
        const page = join(root, 'index.html');
        await writeFile(page, (await readFile(page, 'utf8')).replace('How many credits you need', words));
        await writeFile(join(root, 'sw.js'), code);
        writePrecache(root);
      },
      stop: () => {
        server.close();
        server.closeAllConnections();
      },
    });
    server.close();
    await rm(root, { recursive: true });
  },
});

test.use({ serviceWorkers: 'allow' });

/** Opens the page and waits until all of it is kept. */
async function opened(page: Page, address: string): Promise<Calculator> {
  const calculator = await Calculator.open(page, address);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return calculator;
}

atEachSize(() => {
  test('once opened, the page works without a network, with every price book', async ({ page, site }) => {
    const calculator = await opened(page, site.address);
    await calculator.choosePreset('Solo blogger');
    site.stop();
    await page.context().setOffline(true);
    await page.reload();
    await expect(calculator.cost).toHaveText('$61.68');
    await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
    await expect(page).toHaveTitle(/^Runway/);
    await expect(calculator.cost).toBeVisible();
    await page.goto(`${site.address}?book=./books/stability.json`);
    await expect(page).toHaveTitle(/^Stability/);
    await expect(calculator.cost).toBeVisible();
  });
});

test('a new version is offered, never forced, and loses nothing', async ({ page, site }) => {
  const calculator = await opened(page, site.address);
  await calculator.choosePreset('Solo blogger');
  await calculator.box('article', 'times').fill('417');
  await site.publish('Everything is new.');
  await page.evaluate(() =>
    navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined),
  );
  const notice = page.locator('#of-version');
  await expect(notice).toContainText('There is a newer version of this page.');
  await expect(about(page)).toHaveAttribute('content', /^How many credits you need/);
  await expect(calculator.box('article', 'times')).toHaveValue('417');
  await notice.getByRole('button', { name: 'Change to it now' }).click();
  await expect(about(page)).toHaveAttribute('content', /^Everything is new\./);
  await expect(calculator.box('article', 'times')).toHaveValue('417');
});

test('a version that came half is not used', async ({ page, site }) => {
  await opened(page, site.address);
  await site.publish('Everything is new.');
  await site.publish('nothing');
  const sw = await page.request.get(`${site.address}sw.js`);
  expect(sw.ok()).toBe(true);
  await page.route('**/books/acme.json', (route) => route.fulfill({ body: '{}' }));
  await page.context().route('**/books/acme.json', (route) => route.fulfill({ body: '{}' }));
  const failed = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    const worker = registration.installing;
    if (worker === null) return 'no worker';
    await new Promise<void>((done) => {
      worker.addEventListener('statechange', () => {
        if (worker.state === 'redundant' || worker.state === 'installed') done();
      });
    });
    return worker.state;
  });
  expect(failed).toBe('redundant');
  await expect(page.locator('#of-version')).not.toContainText('newer version');
});
