import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

const ACME = readFileSync(new URL('../../www/books/acme.json', import.meta.url), 'utf8');

async function openCompare(page: Page): Promise<Locator> {
  await page.getByRole('heading', { name: 'Compare', exact: true }).click();
  const section = page.locator('credit-compare-columns');
  await expect(section.getByRole('article')).toHaveCount(1);
  await expect(column(section, 'Entered now')).toContainText('Cost in all');
  return section;
}

function column(section: Locator, name: string): Locator {
  return section.getByRole('article', { name, exact: true });
}

/** The value of a row. */
function figure(of: Locator, label: string): Locator {
  return of
    .locator('dl > div', { has: of.page().getByText(label, { exact: true }) })
    .locator('dd')
    .first();
}

async function add(section: Locator, label: string): Promise<void> {
  await section.getByLabel('Add to the comparison').selectOption({ label });
  await section.getByRole('button', { name: 'Add', exact: true }).click();
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const dialog = page.getByRole('dialog', { name: 'Scenarios' });
  await dialog.getByLabel('Save what is on the page as').fill(name);
  await dialog.getByLabel('Save what is on the page as').press('Enter');
  await expect(dialog.getByRole('status')).toContainText(name);
  await page.keyboard.press('Escape');
}

/** A price book of one's own, as a file. */
async function open(section: Locator, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await section.getByLabel('Open a price book').setInputFiles(file);
}

function cents(money: string): number {
  return Number(money.replace(/\D/gu, ''));
}

atEachSize(() => {
  test('a saved scenario beside what is entered: the difference is exact and stays current', async ({
    page,
  }) => {
    const calculator = await Calculator.solo(page);
    await save(page, 'Solo');
    await calculator.expectNewCost(() => calculator.choosePreset('Small agency'));
    const section = await openCompare(page);
    await add(section, 'Solo');
    const solo = column(section, 'Solo');
    await expect(figure(solo, 'Cost in all')).toHaveText('$61.68');
    await expect(solo.locator('.badge')).toHaveText('Cheapest');
    const agency = await figure(column(section, 'Entered now'), 'Cost in all').innerText();
    await expect(calculator.cost).toHaveText(agency);
    const less = (cents(agency) - 6168) / 100;
    const percent = (Math.round((less * 1000) / (cents(agency) / 100)) / 10).toString();
    const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(less);
    await expect(figure(solo, 'Against the first')).toHaveText(`−${money} (−${percent}%)`);
    await expect(solo).toContainText(`Costs ${money} (${percent}%) less than “Entered now”.`);
    await expect(section.getByRole('status')).toContainText('Cheapest: Solo.');
    await calculator.choosePreset('Solo blogger');
    await expect(figure(column(section, 'Entered now'), 'Cost in all')).toHaveText('$61.68');
    await expect(solo).toContainText('Costs the same as “Entered now”.');
    await expect(solo).toContainText('Cheapest');
    await expect(column(section, 'Entered now')).toContainText('Cheapest');
  });
});

test('another price book for the same usage: what corresponds by name counts, what does not is named', async ({
  page,
}) => {
  await Calculator.solo(page);
  const section = await openCompare(page);
  await open(section, 'same.json', ACME);
  await expect(column(section, 'same.json')).toContainText('Costs the same as “Entered now”.');
  await add(section, 'OpenAI API');
  const other = section.getByRole('article').last();
  await expect(other).toContainText('Nothing of the usage has a counterpart');
  await expect(other).toContainText('Not in this price book, so left out:');
  await open(section, 'faulty.json', '{');
  await expect(column(section, 'faulty.json')).toContainText('The price book has faults:');
  // Four at most.
  await expect(section.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await section.getByRole('button', { name: 'Remove faulty.json from the comparison' }).press('Enter');
  await expect(section.getByRole('article')).toHaveCount(3);
  await expect(section.getByLabel('Add to the comparison')).toBeFocused();
});

test('features correspond by name, a part is never called cheapest, and currencies are not subtracted', async ({
  page,
}) => {
  await Calculator.solo(page);
  const section = await openCompare(page);
  const renamed = ACME.replaceAll(/\barticle\b/gu, 'text').replace('"Acme Studio"', '"Other Studio"');
  await open(section, 'renamed.json', renamed);
  await expect(column(section, 'renamed.json')).toContainText('Costs the same as “Entered now”.');
  await expect(section.locator('.badge')).toHaveText(['Cheapest', 'Cheapest']);
  const partly = renamed.replaceAll('social_post', 'toot').replace('"Social media post"', '"Toot"');
  await open(section, 'partly.json', partly);
  const part = column(section, 'partly.json');
  await expect(part).toContainText('Not in this price book, so left out: Social media post.');
  await expect(part).toContainText('Part of the usage is not in this cost.');
  await expect(part.locator('.badge')).toHaveCount(0);
  await expect(section.locator('.badge')).toHaveText([
    'Cheapest of those comparable',
    'Cheapest of those comparable',
  ]);
  await open(section, 'euro.json', renamed.replace('"currency": "USD"', '"currency": "EUR"'));
  const euro = column(section, 'euro.json');
  await expect(figure(euro, 'Cost in all')).toContainText('€');
  await expect(figure(euro, 'Against the first')).toHaveText('Not subtracted');
  await expect(euro).toContainText('in another currency than that of “Entered now”');
  await expect(euro).toContainText('Nothing is sold in USD there.');
});

test('the comparison is not on paper unless it is open', async ({ page }) => {
  await Calculator.solo(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('credit-compare')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  const section = await openCompare(page);
  await page.emulateMedia({ media: 'print' });
  await expect(column(section, 'Entered now')).toBeVisible();
  await expect(section.getByLabel('Add to the comparison')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`no accessibility violations in the comparison, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await Calculator.solo(page);
      const section = await openCompare(page);
      await open(section, 'same.json', ACME);
      await expect(column(section, 'same.json')).toContainText('Costs the same');
      await add(section, 'OpenAI API');
      await expect(section.getByRole('article').last()).toContainText('counterpart');
      const { violations } = await new AxeBuilder({ page })
        .include('credit-compare')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
