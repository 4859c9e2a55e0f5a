import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Quote, Usage } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';

const root = new URL('../../', import.meta.url);
const folder = new URL('tests/cases/quotes/', root);

type Case = {
  id: string;
  title: string;
  book: string;
  usage: Usage;
  /** cases that leave offers out, or name what is bought, ask what the page never asks */
  only_offers?: unknown;
  buy?: unknown;
  expect: { credits_total?: string; cost?: string };
};

async function text(path: string): Promise<string> {
  return readFile(new URL(path, root), 'utf8');
}

async function cases(): Promise<Case[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const all = await Promise.all(
    names.map(async (name) => JSON.parse(await text(`tests/cases/quotes/${name}`)) as Case),
  );
  return all.filter(({ only_offers, buy }) => only_offers === undefined && buy === undefined);
}

function money(amount: string, currency = 'USD'): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** Two places, as the page shows credits in its headline; the cases have no smaller ones worth showing. */
function credits(amount: string): string {
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  return format.format(amount as Intl.StringNumericLiteral);
}

for (const { id, title, book, usage, expect: expected } of await cases()) {
  test(`worked by hand and shown: ${id}, ${title}`, async ({ page }) => {
    const calculator = await Calculator.open(page);
    const bookText = await text(book.includes('/') ? `tests/${book}` : `www/books/${book}`);
    const { currency } = JSON.parse(bookText) as { currency: string };
    const entered = { bookText, usage };
    await page.locator('credit-calculator').evaluate((element, given) => {
      Object.assign(element, given);
    }, entered);
    const { cost, credits_total } = expected;
    if (cost !== undefined) await expect(calculator.cost).toHaveText(money(cost, usage.currency ?? currency));
    if (credits_total !== undefined) {
      await expect(calculator.answer).toContainText(new RegExp(`\\b${credits(credits_total)} .+ in all`));
    }
  });
}

const presets = ['Small agency', 'Solo blogger', 'Shop with a phone agent', 'Product launches'];

for (const name of presets) {
  test(`the page shows what the engine answers: ${name}`, async ({ page }) => {
    const calculator = await Calculator.open(page);
    const answered = page.locator('credit-calculator').evaluate(
      (element) =>
        new Promise<Quote>((resolve) => {
          element.addEventListener('quote', (event) => {
            resolve((event as CustomEvent<Quote>).detail);
          });
        }),
    );
    await calculator.choosePreset(name);
    const { answer, credits_total } = await answered;
    if (!('found' in answer)) throw new Error('Nothing was found.');
    const { cost, purchases, statement } = answer.found;
    await expect(calculator.cost).toHaveText(money(cost));
    await expect(page.locator('credit-working .total')).toContainText(credits(credits_total[0] ?? ''));
    await expect(page.locator('credit-purchase-list li')).toHaveCount(purchases.length);
    for (const { name: offer, amount } of purchases) {
      const row = page.locator('credit-purchase-list li').filter({ hasText: offer });
      await expect(row.filter({ hasText: amount === '0' ? 'free' : money(amount) })).not.toHaveCount(0);
    }
    await expect(page.locator('credit-months-table tbody tr')).toHaveCount(statement.months.length);
  });
}
