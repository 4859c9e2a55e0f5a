import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { portOf, serve } from '../../scripts/serve.mjs';
import type { Quote, Usage } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';

const acme = await readFile(new URL('../../www/books/acme.json', import.meta.url), 'utf8');
const asked: Usage = {
  start: '2027-01-01',
  months: 3,
  lines: [{ feature: 'article', times: '7', per: 'month' }],
};

type Element = HTMLElement & { book: string | null; bookText: string; usage: Usage };
type Given = Partial<Pick<Element, 'book' | 'bookText' | 'usage'>>;

/** Puts a second element on the page and gives its first quote. */
async function embed(page: Page, given: Given): Promise<Quote> {
  return page.evaluate(async (properties) => {
    const element = document.createElement('credit-calculator');
    element.id = 'embedded';
    const quoted = new Promise<Quote>((resolve) => {
      element.addEventListener('quote', (event) => {
        resolve((event as CustomEvent<Quote>).detail);
      });
    });
    Object.assign(element, properties);
    document.body.append(element);
    return quoted;
  }, given);
}

for (const [way, given] of Object.entries<Given>({
  text: { bookText: acme },
  address: { book: './books/acme.json' },
})) {
  test(`a page gives the element the ${way} of a book and usage, and hears its quotes`, async ({ page }) => {
    await Calculator.open(page);
    const quote = await embed(page, { ...given, usage: asked });
    expect(quote.start).toBe('2027-01-01');
    expect(quote.months).toHaveLength(3);
    expect(quote.lines.map(({ feature, times }) => [feature, times])).toEqual([['article', '7']]);
    const usage = await page.locator('#embedded').evaluate((element) => (element as Element).usage);
    expect(usage.lines.map(({ feature, times }) => [feature, times])).toEqual([['article', '7']]);
  });
}

test('usage of a feature that the book does not have is refused, not left out', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await page.locator('credit-calculator').evaluate(
    (element, lines) => {
      (element as Element).usage = { start: '2027-01-01', lines };
    },
    [{ feature: 'cinema', times: '7', per: 'month' } as const],
  );
  await expect(page.getByRole('alert').filter({ hasText: 'cinema' })).toBeVisible();
  await expect(calculator.answer).toContainText('last valid input');
});

test('the element shows the faults of a book itself unless the page does', async ({ page }) => {
  await Calculator.open(page);
  await page.evaluate(() => {
    const element = document.createElement('credit-calculator') as Element;
    element.id = 'embedded';
    document.body.append(element);
    element.bookText = '{}';
  });
  await expect(
    page.locator('#embedded').getByRole('heading', { name: 'This price book has faults' }),
  ).toBeVisible();
});

test('taken off the page and put back, the element goes on', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await page.evaluate(() => {
    const element = document.querySelector('credit-calculator');
    const parent = element?.parentElement;
    element?.remove();
    if (element) parent?.append(element);
  });
  await calculator.expectNewCost(() => calculator.box('avatar', 'times').fill('90'));
});

for (const [way, given] of Object.entries<Given>({
  text: { bookText: acme },
  address: { book: './books/acme.json' },
})) {
  test(`moved while the ${way} of a book is read, the element still answers`, async ({ page }) => {
    await Calculator.open(page);
    await page.evaluate((properties) => {
      const element = document.createElement('credit-calculator');
      element.id = 'embedded';
      document.body.append(element);
      Object.assign(element, properties);
      document.body.prepend(element);
    }, given);
    await expect(page.locator('#embedded credit-headline .cost')).toBeVisible();
    await expect(page.locator('#embedded .failure')).toBeHidden();
  });
}

test('the element of another origin answers in a page that only names it', async ({
  page,
  baseURL,
}, testInfo) => {
  const home = baseURL ?? '';
  const root = testInfo.outputPath('vendor');
  await mkdir(root, { recursive: true });
  await writeFile(
    join(root, 'index.html'),
    `<!doctype html><title>Prices</title>
    <script type="module" src="${home}element.js"></script>
    <credit-calculator book="${home}books/acme.json"></credit-calculator>`,
  );
  // What such a page has to allow, and no more.
  const policy = `default-src 'none'; script-src ${home} 'wasm-unsafe-eval'; connect-src ${home}; worker-src blob: ${home}`;
  const vendor = await serve({ root, port: 0, headers: { 'Content-Security-Policy': policy } });
  const calculator = await Calculator.open(page, `http://localhost:${portOf(vendor)}/`);
  await expect(calculator.cost).toHaveText(/^\$[\d,]+\.\d\d$/);
  await calculator.expectNewCost(() => calculator.box('avatar', 'times').fill('90'));
  vendor.close();
});
