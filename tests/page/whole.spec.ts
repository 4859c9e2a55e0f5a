import { expect, test, type Page } from '@playwright/test';
import type { Usage } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';

/** Opens the book of everything that a single credit type, price and customer do not show. */
async function twofold(page: Page): Promise<Calculator> {
  const calculator = await Calculator.open(page);
  await calculator.use('two-types.json');
  await expect(page.getByText('Twofold: prices as of 1 Nov 2026, including tax.')).toBeVisible();
  await expect(calculator.what).toContainText('Team');
  return calculator;
}

/** Few months, since what is bought beside a plan makes a long search. */
async function shorten(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Months', exact: true }).fill('2');
  await expect(page.locator('credit-answer-panel')).toContainText('for 2 months');
}

async function usageOf(page: Page): Promise<Usage> {
  return page
    .locator('credit-calculator')
    .evaluate((element) => (element as HTMLElement & { usage: Usage }).usage);
}

test('each credit type has its need, its working, its months and its chart', async ({ page }) => {
  const { answer } = await twofold(page);
  // 20 tasks of 10 steps and (5 that succeed − 2 free) films of 10 credits, 2 minutes each
  await expect(answer).toContainText('≈ 230 credits a month');
  await expect(answer).toContainText('≈ 6 film minutes a month');
  const working = page.locator('credit-working');
  await expect(working.locator('li', { hasText: 'Film' }).locator('.credits')).toHaveText(
    /360 credits\s*72 film minutes/,
  );
  await expect(working).toContainText('3 uses are charged in the first month');
  await expect(working.locator('.total')).toContainText('2,760 credits and 72 film minutes');
  for (const table of [
    'What to buy when',
    'What becomes of the credits',
    'What becomes of the film minutes',
  ]) {
    await expect(page.getByRole('table', { name: table }).locator('tbody tr')).toHaveCount(12);
  }
  await expect(page.getByRole('img', { name: 'Credits, day by day' })).toBeVisible();
  await answer.getByText('Film minutes', { exact: true }).click();
  await expect(page.getByRole('img', { name: 'Film minutes, day by day' })).toBeVisible();
  const expiry = page.getByRole('table', { name: 'Credits that expire unused' });
  await expect(expiry.locator('tfoot')).toContainText(/credits\s*[\d,]+ film minutes/);
});

test('what the book says of its prices stands below', async ({ page }) => {
  await twofold(page);
  const about = page.locator('credit-about-prices');
  await expect(about).toContainText('Version: spring list.');
  await expect(about).toContainText('It can be paid in USD or EUR.');
  await expect(about).toContainText('1 credit stands for $0.05.');
  await expect(about).toContainText('Films longer than an hour are not counted.');
  await expect(page.locator('credit-answer-panel')).toContainText('including tax');
});

test('seats are paid for by kind, and a wrong number is marked where it is', async ({ page }) => {
  const calculator = await twofold(page);
  await expect(calculator.cost).toHaveText('$240.00');
  await expect(calculator.field('seats.maker')).toHaveValue('1');
  expect((await usageOf(page)).seats).toBeUndefined();
  await calculator.field('seats.viewer').fill('3');
  await expect(calculator.cost).toHaveText('$312.00');
  await calculator.field('seats.maker').fill('2');
  await expect(calculator.cost).toHaveText('$432.00');
  expect((await usageOf(page)).seats).toEqual({ maker: '2', viewer: '3' });
  await calculator.field('seats.viewer').fill('1.5');
  await expect(calculator.field('seats.viewer')).toHaveAttribute('aria-invalid', 'true');
  await expect(calculator.answer).toContainText('last valid input');
});

test('another currency has its own price list', async ({ page }) => {
  const calculator = await twofold(page);
  await page.locator('[data-input="currency"]').getByText('EUR').click();
  await expect(calculator.cost).toHaveText('€216.00');
});

test('a slow mode counts once it is good enough, and is said', async ({ page }) => {
  const calculator = await twofold(page);
  await shorten(page);
  await calculator.box('task', 'times').fill('60');
  const refill = page.locator('credit-purchase-list li').filter({ hasText: 'Refill' });
  await expect(refill).toContainText('including a fee of $7.70');
  await expect(calculator.cost).toHaveText('$187.70');
  await calculator.expectNewCost(() => page.getByRole('switch', { name: 'Slow is fine' }).check());
  await expect(calculator.cost).toHaveText('$40.00');
  await expect(calculator.answer).toContainText('Use worth 660 credits goes on in a slow or free mode.');
});

test('what nobody knows beforehand gives a range until a number is typed', async ({ page }) => {
  const calculator = await twofold(page);
  await shorten(page);
  const steps = calculator.box('task', 'steps');
  await expect(steps).toHaveValue('10');
  await expect(calculator.card('task')).toContainText('5 to 60 steps');
  await expect(calculator.answer).toContainText(
    /Between \$40\.00 and \$[\d,.]+: Agent task, 5 to 60 steps\./,
  );
  expect((await usageOf(page)).lines[0]?.inputs).toEqual({ steps: { low: '5', typical: '10', high: '60' } });
  await steps.fill('12');
  await expect(calculator.answer).not.toContainText('Between');
  expect((await usageOf(page)).lines[0]?.inputs).toEqual({ steps: '12' });
  await page.getByRole('button', { name: 'Not sure? Use 5 to 60 steps' }).click();
  await expect(calculator.answer).toContainText('Between');
  await expect(steps).toHaveValue('10');
});

test('what an example says of days and success stands at its feature', async ({ page }) => {
  const calculator = await twofold(page);
  await expect(calculator.box('film', 'on_days')).toHaveValue('4');
  await expect(calculator.box('film', 'success')).toHaveValue('50');
  await expect(calculator.card('film')).toContainText('2 uses a month are free.');
  await calculator.box('film', 'on_days').fill('32');
  await expect(calculator.box('film', 'on_days')).toHaveAttribute('aria-invalid', 'true');
  await calculator.box('film', 'on_days').fill('');
  expect((await usageOf(page)).lines[1]?.on_days).toBeUndefined();
  await calculator.card('task').getByRole('button', { name: 'Only on some days' }).click();
  await calculator.box('task', 'on_days').fill('3');
  expect((await usageOf(page)).lines[0]?.on_days).toBe(3);
});

test('teams of an example have their own people, and lines their team', async ({ page }) => {
  const calculator = await twofold(page);
  await calculator.choosePreset('House');
  await expect(calculator.field('teams[1].seats.viewer')).toHaveValue('4');
  await expect(calculator.card('task', 1)).toContainText('10 a month, sound');
  await expect(calculator.cost).toHaveText('$576.00');
  await calculator.field('teams[1].seats.viewer').fill('0');
  await expect(calculator.cost).toHaveText('$480.00');
  const { teams, seats, lines, slow } = await usageOf(page);
  expect(teams).toEqual([
    { id: 'cut', seats: { maker: '2' } },
    { id: 'sound', seats: { maker: '1', viewer: '0' } },
  ]);
  expect([seats, slow, lines.map(({ team }) => team)]).toEqual([undefined, true, ['cut', 'sound']]);
});

test('credits there are already are used, until the day they end', async ({ page }) => {
  const calculator = await twofold(page);
  await page.getByText('Credits you have already').click();
  await calculator.field('balance-1').fill('30');
  await page.getByLabel('Usable until (film minutes)').fill('2027-01-31');
  const { balance } = await usageOf(page);
  expect(balance).toEqual([{ credits: '30', type: 'minute', expires: '2027-02-01' }]);
  await expect(page.getByRole('table', { name: 'What becomes of the film minutes' })).toContainText('50');
  await calculator.field('balance-1').fill('0.3');
  await expect(calculator.field('balance-1')).toHaveAttribute('aria-invalid', 'true');
  await calculator.field('balance-1').fill('30');
  await page.getByLabel('Usable until (film minutes)').fill('2020-01-31');
  await expect(page.getByLabel('Usable until (film minutes)')).toHaveAttribute('aria-invalid', 'true');
});

test('another version of the book keeps what still has a place in it', async ({ page }) => {
  const calculator = await twofold(page);
  await calculator.field('seats.viewer').fill('3');
  await page.getByRole('button', { name: 'Edit price book' }).click();
  const text = await calculator.bookText.inputValue();
  await calculator.bookText.fill(text.replaceAll('"viewer"', '"guest"'));
  await expect(calculator.field('seats.guest')).toHaveValue('0');
  await expect(calculator.cost).toHaveText('$240.00');
});
