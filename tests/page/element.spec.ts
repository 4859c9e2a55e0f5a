import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Quote, Usage } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';

const acme = await readFile(new URL('../../www/books/acme.json', import.meta.url), 'utf8');

type Element = HTMLElement & { book: string | null; bookText: string; usage: Usage };

test('a page gives the element a book and usage, and hears its quotes', async ({ page }) => {
  await Calculator.open(page);
  const quote = await page.evaluate(async (text) => {
    const element = document.createElement('credit-calculator') as Element;
    const next = () =>
      new Promise<Quote>((resolve) => {
        element.addEventListener(
          'quote',
          (event) => {
            resolve((event as CustomEvent<Quote>).detail);
          },
          { once: true },
        );
      });
    const first = next();
    element.bookText = text;
    document.body.append(element);
    await first;
    const second = next();
    element.usage = {
      start: '2027-01-01',
      months: 3,
      lines: [{ feature: 'article', times: '7', per: 'month' }],
    };
    return second;
  }, acme);
  expect(quote.start).toBe('2027-01-01');
  expect(quote.months).toHaveLength(3);
  expect(quote.lines.map(({ feature, times }) => [feature, times])).toEqual([['article', '7']]);
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
