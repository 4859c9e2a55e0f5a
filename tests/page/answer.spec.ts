import { expect, test } from '@playwright/test';
import { Calculator } from './calculator.ts';

test('the first book answers with a purchase, its price and what expires', async ({ page }) => {
  const { answer, what, cost } = await Calculator.open(page);
  await expect(what).not.toBeEmpty();
  await expect(cost).toHaveText(/^\$[\d,]+\.\d\d$/);
  await expect(answer).toContainText('for 12 months, excluding tax');
  await expect(answer).toContainText(/≈ \$[\d,]+\.\d\d a month/);
  await expect(answer).toContainText(/Proved cheapest|Within .* of the best possible|Not proved cheapest/);
  await expect(answer).toContainText('You save');
  await expect(answer).toContainText('Expires unused');
  await expect(answer).toContainText(/credits a month/);
});

test('the working, the months, the other ways and the expiry stand under the answer', async ({ page }) => {
  await Calculator.open(page);
  const working = page.getByRole('region', { name: 'How the credits are worked out' });
  await working.getByText('Step by step').first().click();
  await expect(working.locator('.tree code').first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'What to buy when' }).locator('tbody tr')).toHaveCount(12);
  await expect(page.getByRole('heading', { name: 'Other ways, and why they lose' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What expires, and what is left' })).toBeVisible();
  await expect(page.getByText('Acme Studio: prices as of 1 Nov 2026, excluding tax.')).toBeVisible();
});

test('one sentence says why it is the best, and one why each other way loses', async ({ page }) => {
  const { answer, cost } = await Calculator.open(page);
  const best = answer.locator('.why');
  await expect(best).toHaveText(
    /^Covers [\d,.]+ credits for \$[\d,.]+; .+ (dearer: |costs the same, but ).*\d.*\.$/,
  );
  await expect(best).toContainText(`for ${await cost.innerText()};`);
  const others = page.locator('credit-other-ways li');
  await expect(others).not.toHaveCount(0);
  for (const other of await others.all()) {
    await expect(other.locator('p:not(.head)')).toHaveCount(1);
    await expect(other.locator('p:not(.head)')).toHaveText(
      /^(\$[\d,.]+ dearer( \([\d,.]+%\))?: |Costs the same \$[\d,.]+, but ).*\d.*\.$/,
    );
  }
});

test('the chart has a name, a description and the same numbers as a table', async ({ page }) => {
  await Calculator.open(page);
  const chart = page.getByRole('img', { name: 'Credit balance day by day' });
  await expect(chart).toBeVisible();
  await expect(chart.locator('desc')).toContainText('from 23 Nov 2026 to 22 Nov 2027');
  await page.getByText('The same as a table').click();
  const rows = page.locator('credit-events-table tbody tr');
  await expect(rows.first()).toContainText('23 Nov 2026');
  await chart.hover();
  await expect(page.locator('credit-balance-chart figcaption')).toContainText(
    /\d+ \w+ 2027: [\d,.]+ credits?/,
  );
});

test('the months add up to what the headline says', async ({ page }) => {
  const { cost } = await Calculator.open(page);
  const total = page.getByRole('table', { name: 'What to buy when' }).locator('tfoot .paid');
  await expect(total).toHaveText(await cost.innerText());
});

test('the answer is read out after a pause', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const live = page.locator('[aria-live="polite"]');
  await expect(live).toHaveText(/^Cheapest: .+, \$[\d,.]+\. .*expire/);
  await calculator.box('social_post', 'characters').fill('x');
  await expect(live).toHaveText(/^Please check your entries\. Enter a number/);
});

test('the links under the headline lead to the parts', async ({ page }) => {
  await Calculator.open(page);
  await page.getByRole('button', { name: 'Month by month' }).click();
  await expect(page.getByRole('heading', { name: 'Month by month' })).toBeFocused();
});
