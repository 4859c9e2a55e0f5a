import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Found, Quote } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';

/** Written with 12 places, so that sums are exact. */
function scaled(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.replaceAll(',', '').split('.');
  return BigInt(whole + fraction.padEnd(12, '0'));
}

function sum(decimals: readonly string[]): bigint {
  return decimals.reduce((all, decimal) => all + scaled(decimal), 0n);
}

/** The complete quote that a change leads to. */
async function quoted(page: Page, change: () => Promise<void>): Promise<{ quote: Quote; found: Found }> {
  const answered = page.locator('credit-calculator').evaluate(
    (element) =>
      new Promise<Quote>((resolve) => {
        element.addEventListener('quote', (event) => {
          const { detail } = event as CustomEvent<Quote>;
          if (detail.stage === 'complete') resolve(detail);
        });
      }),
  );
  await change();
  const quote = await answered;
  if (!('found' in quote.answer)) throw new Error('Nothing was found.');
  return { quote, found: quote.answer.found };
}

/** Numbers of the cells, row by row. */
async function numbers(page: Page, rows: string): Promise<string[][]> {
  return page
    .locator(`credit-flow-picture ${rows}`)
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())),
    );
}

const CASES = [
  ['acme.json', 'Small agency'],
  ['acme.json', 'Shop with a phone agent'],
  ['acme.json', 'Product launches'],
  ['elevenlabs.json', 'Phone line'],
  ['runway.json', 'Explorer'],
] as const;

for (const [book, preset] of CASES) {
  test(`where each credit goes agrees with the quote: ${book}, ${preset}`, async ({ page }) => {
    const calculator = await Calculator.open(page, `./?book=./books/${book}`);
    const { quote, found } = await quoted(page, () => calculator.choosePreset(preset));
    const [ledger] = found.statement.credits;
    if (ledger === undefined) throw new Error('No ledger.');
    await expect(page.locator('credit-flow-picture .sources tfoot')).toBeVisible();
    const heads = await page.locator('credit-flow-picture .sources thead th').allInnerTexts();
    const rows = await numbers(page, '.sources tbody tr');
    const [totals = []] = await numbers(page, '.sources tfoot tr');
    const at = (head: string) => heads.indexOf(head) - 1;
    const column = (head: string) => (at(head) < 0 ? 0n : sum(rows.map((row) => row[at(head)] ?? '')));
    for (const [head, place] of heads.slice(1).map((name, index) => [name, index] as const))
      expect(column(head), head).toBe(scaled(totals[place] ?? ''));
    // By months, which the page does not use for these.
    const charged = sum(ledger.months.flatMap((month) => [month.charged, month.slow, month.blocked]));
    expect(column('Used')).toBe(scaled(quote.credits_total[0] ?? ''));
    expect(column('Expired')).toBe(scaled(found.expiry.expired_credits[0] ?? '0'));
    expect(column('Left')).toBe(scaled(found.expiry.left_credits[0] ?? '0'));
    expect(column('In all')).toBe(sum(ledger.months.map(({ granted }) => granted)) + charged);
    expect(column('In all')).toBe(column('Used') + column('Expired') + column('Left'));
    for (const row of rows) expect(scaled(row[0] ?? '')).toBe(sum(row.slice(1)));
    const features = await numbers(page, '.purposes tbody tr');
    expect(sum(features.flat())).toBe(scaled(quote.credits_total[0] ?? ''));
    // Those that cost nothing, as with a plan that includes them, are left out.
    const costly = quote.lines.filter(({ costs }) => costs.some((cost) => cost.credits_total !== '0'));
    expect(features).toHaveLength(new Set(costly.map(({ feature }) => feature)).size);
  });
}

test('the bars are as long as their numbers say', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const { found } = await quoted(page, () => calculator.choosePreset('Product launches'));
  await expect(page.locator('credit-flow-picture .sources tfoot')).toBeVisible();
  const rows = page.locator('credit-flow-picture .sources tbody tr');
  const widths = await rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll('rect')].reduce((length, { width }) => length + width.baseVal.value, 0),
    ),
  );
  const received = (await numbers(page, '.sources tbody tr')).map(([all = '']) =>
    Number(all.replaceAll(',', '')),
  );
  const most = Math.max(...received);
  expect(found.purchases.length).toBeGreaterThan(0);
  for (const [at, credits] of received.entries()) expect(widths[at]).toBeCloseTo((1000 * credits) / most, 1);
});

test('months are shaded by size within their column, and the caption says the extremes', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const { found } = await quoted(page, () => calculator.choosePreset('Product launches'));
  const used = (found.statement.credits[0]?.months ?? []).map((month) => Number(month.used));
  const most = Math.max(...used);
  expect(Math.min(...used)).toBeLessThan(most);
  const cells = page.locator('credit-months-table tbody td[data-label="Used"]');
  const levels = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('data-heat')));
  expect(levels).toEqual(used.map((credits) => String(Math.ceil((5 * credits) / most))));
  const names = await page.locator('credit-months-table tbody th').allInnerTexts();
  const caption = page.locator('credit-months-table caption');
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  const when = (all: readonly number[], amount: number) => {
    const others = all.filter((each) => each === amount).length - 1;
    const also = others === 1 ? ' and 1 other month' : ` and ${others} other months`;
    return `${names[all.indexOf(amount)]}${others === 0 ? '' : also}`;
  };
  const least = Math.min(...used);
  await expect(caption).toContainText(
    `Most is used in ${when(used, most)} (${format.format(most)}), least in ${when(used, least)} (${format.format(least)}).`,
  );
  const paid = found.statement.months.map((month) => Number(month.paid));
  await expect(caption).toContainText(`Most is paid in ${when(paid, Math.max(...paid))} (`);
  // Where colours are forced, the bar beside the number says it.
  await page.emulateMedia({ forcedColors: 'active' });
  const bars = await cells.evaluateAll((all) =>
    all.map((cell) => getComputedStyle(cell).borderInlineEndWidth),
  );
  expect(bars).toEqual(levels.map((level) => `${2 * Number(level)}px`));
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`no accessibility violation in the pictures, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const calculator = await Calculator.open(page);
      await quoted(page, () => calculator.choosePreset('Product launches'));
      await expect(page.locator('credit-flow-picture .purposes')).toBeVisible();
      await page.locator('credit-flow-picture').scrollIntoViewIfNeeded();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual(
        [],
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
