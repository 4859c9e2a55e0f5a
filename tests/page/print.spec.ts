import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

function sheet(page: Page) {
  return page.locator('credit-quote-sheet');
}

atEachSize(() => {
  test('paper has the whole quote and no controls, light also where the screen is dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await Calculator.solo(page);
    await page.getByText('Credits you have already').click();
    await page.locator('[data-input="balance-0"]').getByRole('textbox').fill('120');
    await expect(page.locator('credit-answer-panel .cost')).not.toHaveText('$61.68');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = sheet(page);
    await expect(paper).toBeVisible();
    for (const words of [
      'Acme Studio: credits and what they cost',
      'Quote of 23 Nov 2026',
      'Prices as of 1 Nov 2026',
      '12 months, 23 Nov 2026 to 22 Nov 2027',
      'Proved cheapest',
      'Length: 1,200 words, Style: Standard',
      '2 a week',
      'blocks(1200, 100)',
      'There already: 120 credits.',
      'A purchase counts in the month it is paid for',
      'An invented product',
    ]) {
      await expect(paper).toContainText(words);
    }
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Credit calculator' })).toBeHidden();
    const grounds = await paper.evaluate((element) =>
      [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])].map(
        (each) => getComputedStyle(each).backgroundColor,
      ),
    );
    expect([...new Set(grounds)].sort()).toEqual(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']);
    const cut = await paper.evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll('tr, li') ?? [])].filter(
        (row) => getComputedStyle(row).breakInside !== 'avoid',
      ),
    );
    expect(cut).toHaveLength(0);
    await page.emulateMedia({ media: 'screen' });
    await expect(paper).toBeHidden();
    await expect(page).toHaveTitle('Acme Studio – credit calculator');
  });
});

test('the link on paper opens the same calculation', async ({ page }) => {
  await Calculator.solo(page);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Print or PDF' }).click();
  await page.emulateMedia({ media: 'print' });
  const link = sheet(page).getByRole('link').last();
  await expect(link).toHaveText(/^localhost:\d+\/#…$/);
  const address = (await link.getAttribute('href')) ?? '';
  const copy = await Calculator.open(await page.context().newPage(), address);
  await expect(copy.cost).toHaveText('$61.68');
});

test('an answer that is no purchase plan prints too, and a page without an answer as it is', async ({
  page,
}) => {
  await Calculator.start(page, './?book=./books/kling.json');
  await expect(page.locator('credit-answer-panel')).toContainText(/has no prices|cannot be bought/);
  await page.emulateMedia({ media: 'print' });
  await expect(sheet(page)).toContainText('This price book has no way to buy them.');
  await page.emulateMedia({ media: 'screen' });
  await page.goto('./?book=./books/none.json');
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('alert')).toBeVisible();
});

for (const format of ['A4', 'Letter']) {
  test(`the examples fit on two pages of ${format}`, async ({ page }) => {
    const calculator = await Calculator.open(page);
    for (const name of ['Small agency', 'Solo blogger', 'Product launches']) {
      await calculator.choosePreset(name);
      await expect(page.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
      await expect(calculator.answer).toContainText('for 12 months');
      const pdf = (await page.pdf({ format })).toString('latin1');
      const pages = pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
      expect(pages, name).toBeGreaterThan(0);
      expect(pages, name).toBeLessThanOrEqual(2);
    }
  });
}
