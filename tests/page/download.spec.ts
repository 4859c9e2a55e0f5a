import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

async function saved(page: Page, kind: string): Promise<{ name: string; text: string }> {
  await page.getByText('Download', { exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: kind }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  await expect(page.locator('credit-take-bar')).toContainText(`Saved as ${name}.`);
  return { name, text: await readFile(await download.path(), 'utf8') };
}

atEachSize(() => {
  test('the answer is saved as tables, as a calendar and as JSON', async ({ page }) => {
    await Calculator.solo(page);
    const quote = await saved(page, 'Quote as a table');
    expect(quote.name).toBe('acme-studio-quote-2026-11-23.csv');
    expect(quote.text).toContain('Buy,2026-11-23,"2,000 credits",,1,2000,52,USD,\r\n');
    expect(quote.text).toContain('Buy,,Total,,,,61.68,USD,\r\n');
    const statement = await saved(page, 'Statement day by day');
    expect(statement.text).toContain('2026-11-23,credits,Received,"2,000 credits",2000,2050,2027-11-22\r\n');
    const calendar = await saved(page, 'Last usable days');
    expect(calendar.name).toBe('acme-studio-last-days-2026-11-23.ics');
    expect(calendar.text.replaceAll('\r\n ', '')).toContain(
      'SUMMARY:Last day for 2\\,000 credits (2\\,000 credits)',
    );
    expect(calendar.text).toContain('DTSTART;VALUE=DATE:20271122\r\n');
    const { text } = await saved(page, 'Everything');
    const all = JSON.parse(text) as {
      format: string;
      usage: { lines: unknown[] };
      quote: { answer: unknown };
    };
    expect(all.format).toBe('credit-quote/1');
    expect(all.usage.lines).toHaveLength(3);
    expect(all.quote.answer).toMatchObject({ found: { cost: '61.68', proved: true } });
  });
});

test('where nothing ends, there is no calendar, and where there is no answer, no file', async ({ page }) => {
  await Calculator.open(page, './?book=./books/openai.json');
  await page.getByText('Download', { exact: true }).click();
  await page.getByRole('button', { name: 'Last usable days' }).click();
  await expect(page.locator('credit-take-bar')).toContainText(/No credits end on a day|Saved as/);
});

test('the menu closes by Escape and by going on', async ({ page }) => {
  await Calculator.open(page);
  const menu = page.getByText('Download', { exact: true });
  const inside = page.getByRole('button', { name: 'Quote as a table' });
  await menu.click();
  await expect(inside).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(inside).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inside).toBeVisible();
  await page.getByRole('button', { name: 'Copy link' }).focus();
  await expect(inside).toBeHidden();
});
