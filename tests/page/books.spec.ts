import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Calculator } from './calculator.ts';

type Listed = { file: string; name: string };
const books = JSON.parse(
  await readFile(new URL('../../www/books/index.json', import.meta.url), 'utf8'),
) as Listed[];

test('another book of the list answers, and reloading keeps it', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const chooser = page.getByRole('combobox', { name: 'Price book' });
  await chooser.selectOption('Runway');
  await expect(page.getByText('Runway: prices as of')).toBeVisible();
  await expect(page).toHaveTitle(/^Runway/);
  await expect(calculator.cost).toBeVisible();
  await page.reload();
  await expect(page).toHaveTitle(/^Runway/);
  await expect(chooser).toHaveValue('runway.json');
});

test('an address names the book', async ({ page }) => {
  await Calculator.open(page, './?book=./books/stability.json');
  await expect(page).toHaveTitle(/^Stability/);
});

test('a price book of another host is not fetched, and the page says why', async ({ page }) => {
  const address = 'https://prices.example/acme.json';
  const asked: string[] = [];
  await page.route(address, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await Calculator.open(page, `./?book=${encodeURIComponent(address)}`);
  await expect(page.locator('#of-kept')).toContainText('this page asks no other host for anything');
  await expect(page).toHaveTitle(/^Acme/);
  expect(asked).toEqual([]);
});

for (const { file, name } of books) {
  test(`${name} opens without a fault and says something`, async ({ page }) => {
    const { answer } = await Calculator.start(page, `./?book=./books/${file}`);
    await expect(answer).toContainText(/(?:excluding|including) tax|has no prices|cannot be bought/);
    await expect(page.locator('credit-fault-list li.error')).toHaveCount(0);
  });
}
