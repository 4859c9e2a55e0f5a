import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

async function openMonths(page: Page): Promise<void> {
  await page.getByText('Months one by one').click();
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** The row of a month. */
function row(page: Page, month: string) {
  return page
    .locator('credit-single-months')
    .getByRole('listitem')
    .filter({ has: page.locator(`[data-input="single-${month}"]`) });
}

atEachSize(() => {
  test('a single month is edited, and no other changes', async ({ page }) => {
    const calculator = await Calculator.solo(page);
    await openMonths(page);
    const usual = await row(page, '2027-02').innerText();
    await calculator.expectNewCost(() => calculator.field('single-2027-03').fill('400'));
    await expect(row(page, '2027-03')).not.toContainText(usual.split('\n').at(-1) ?? '');
    await calculator.expectNewCost(() => calculator.field('single-2027-03').fill('0'));
    await expect(row(page, '2027-03')).toContainText('0 credits');
    expect((await row(page, '2027-02').innerText()).split('\n').at(-1)).toBe(usual.split('\n').at(-1));
    await calculator.expectNewCost(() => page.getByRole('button', { name: 'Every month as usual' }).click());
    await expect(calculator.cost).toHaveText('$61.68');
    await expect(calculator.field('single-2027-03')).toHaveValue('');
  });
});

test('a stretch of months is filled at once, undone and done again, by keyboard', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await openMonths(page);
  await calculator.field('single-fill').fill('250');
  const months = page.locator('credit-single-months');
  await months.getByRole('combobox', { name: 'From' }).selectOption({ index: 2 });
  await months.getByRole('combobox', { name: 'To', exact: true }).selectOption({ index: 4 });
  await months.getByRole('button', { name: 'Fill' }).focus();
  await calculator.expectNewCost(() => page.keyboard.press('Enter'));
  for (const month of ['2027-01', '2027-02', '2027-03'])
    await expect(calculator.field(`single-${month}`)).toHaveValue('250');
  await expect(calculator.field('single-2026-12')).toHaveValue('');
  await expect(calculator.field('single-2027-04')).toHaveValue('');
  await calculator.expectNewCost(() => page.getByRole('button', { name: 'Undo' }).click());
  await expect(calculator.field('single-2027-02')).toHaveValue('');
  await calculator.expectNewCost(() => page.getByRole('button', { name: 'Redo' }).click());
  await expect(calculator.field('single-2027-02')).toHaveValue('250');
});

test('a faulty month is marked, keeps what was typed, and the last answer stays', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await openMonths(page);
  await calculator.field('single-2027-03').fill('-5');
  await expect(row(page, '2027-03')).toContainText('out of range');
  await expect(calculator.field('single-2027-03')).toHaveValue('-5');
  await expect(calculator.answer).toContainText('last valid input');
  await calculator.expectNewCost(() => calculator.field('single-2027-03').fill('1,500'));
  await expect(calculator.field('single-2027-03')).toHaveValue('1,500');
});

test('the season stays open while a faulty factor is put right', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await page.getByText('Season', { exact: true }).click();
  const december = page.getByRole('textbox', { name: 'Dec', exact: true });
  await december.fill('x');
  await expect(december).toHaveAttribute('aria-invalid', 'true');
  await calculator.expectNewCost(() => december.fill('9'));
  await expect(december).toHaveValue('9');
});

test('a month that leaves the period is kept for when it comes back, and said', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await openMonths(page);
  await calculator.expectNewCost(() => calculator.field('single-2027-10').fill('300'));
  const cost = await calculator.cost.innerText();
  const months = page.getByRole('textbox', { name: 'Months', exact: true });
  await calculator.expectNewCost(() => months.fill('6'));
  await expect(page.locator('credit-single-months')).toContainText('outside the period: Oct 2027 300');
  await calculator.expectNewCost(() => months.fill('12'));
  await expect(calculator.cost).toHaveText(cost);
});

test('sixty months have sixty rows, and nothing sticks out of a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const calculator = await Calculator.solo(page);
  await page.getByRole('textbox', { name: 'Months', exact: true }).fill('60');
  await openMonths(page);
  await expect(page.locator('credit-single-months').getByRole('listitem')).toHaveCount(60);
  await calculator.field('single-2031-10').fill('x');
  await expect(row(page, '2031-10').getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility violations among the single months, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const calculator = await Calculator.solo(page);
    await openMonths(page);
    await calculator.field('single-2027-03').fill('x');
    await expect(row(page, '2027-03').getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  });
}

test('a link carries single months, and paper names them', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await openMonths(page);
  await calculator.expectNewCost(() => calculator.field('single-2027-03').fill('250'));
  const cost = await calculator.cost.innerText();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('credit-take-bar')).toContainText('Link copied');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const copy = await Calculator.open(await page.context().newPage(), `./${new URL(address).hash}`);
  await expect(copy.cost).toHaveText(cost);
  await openMonths(copy.page);
  await expect(copy.field('single-2027-03')).toHaveValue('250');
  await copy.page.emulateMedia({ media: 'print' });
  await expect(copy.page.locator('credit-quote-sheet')).toContainText('Single months: Mar 2027 250%');
});

test('a fuller month has a longer bar', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await openMonths(page);
  await calculator.expectNewCost(() => calculator.field('single-2027-03').fill('1000'));
  await expect(row(page, '2027-03').locator('rect')).toHaveAttribute('width', '100');
  const width = await row(page, '2027-02')
    .locator('rect')
    .evaluate((bar) => bar.getBoundingClientRect().width);
  const widest = await row(page, '2027-03')
    .locator('rect')
    .evaluate((bar) => bar.getBoundingClientRect().width);
  expect(widest / width).toBeGreaterThan(5);
});
