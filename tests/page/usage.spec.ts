import { expect, test } from '@playwright/test';
import { Calculator } from './calculator.ts';

test('every keystroke in a box changes the answer', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const box = calculator.box('avatar', 'times');
  await calculator.expectNewCost(() => box.fill('90'));
  await calculator.expectNewCost(() => box.press('End').then(() => box.press('0')));
  await expect(box).toHaveValue('900');
});

test('a slider moves its box and the answer', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const box = calculator.box('avatar', 'seconds');
  const before = await box.inputValue();
  await calculator.expectNewCost(() => calculator.slider('avatar', 'seconds').press('End'));
  await expect(box).not.toHaveValue(before);
});

test('a box goes beyond the end of its slider', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const box = calculator.box('avatar', 'times');
  await calculator.expectNewCost(() => box.fill('150'));
  await expect(calculator.slider('avatar', 'times')).toHaveAttribute('aria-valuetext', '150');
});

test('grouped digits are understood and stay as typed', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const box = calculator.box('translation', 'words');
  await calculator.expectNewCost(() => box.fill('2000'));
  const plain = await calculator.cost.innerText();
  await calculator.expectNewCost(() => box.fill('9,000'));
  await calculator.expectNewCost(() => box.fill('2,000'));
  await expect(calculator.cost).toHaveText(plain);
  await expect(box).toHaveValue('2,000');
});

test('choices, frequency and people change the answer', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const avatar = calculator.card('avatar');
  await calculator.expectNewCost(async () => {
    await avatar.getByRole('combobox').selectOption('a week');
  });
  await calculator.expectNewCost(() => calculator.box('avatar', 'people').fill('4'));
  await avatar.getByText('4K').click();
  await expect(avatar.getByRole('radio', { name: '4K' })).toBeChecked();
  await avatar.getByRole('switch', { name: 'Green screen' }).check();
  await expect(avatar.getByRole('switch', { name: 'Green screen' })).toBeChecked();
});

test('an example fills everything in', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.expectNewCost(() => calculator.choosePreset('Solo blogger'));
  await expect(calculator.box('article', 'words')).toHaveValue('1200');
  await expect(calculator.box('article', 'times')).toHaveValue('2');
  await expect(page.getByRole('button', { name: 'Solo blogger' })).toHaveAttribute('aria-pressed', 'true');
  await expect(calculator.card('avatar').locator('details')).not.toHaveAttribute('open');
});

test('an unused feature opens, counts once it is used, and can be had twice', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const card = calculator.card('article');
  await expect(card).toContainText('not used');
  await card.getByText('Article', { exact: true }).click();
  await calculator.expectNewCost(() => calculator.box('article', 'times').fill('500'));
  await expect(card).toContainText('500 a month');
  await calculator.expectNewCost(() => card.getByRole('button', { name: 'Add another Article' }).click());
  const second = calculator.card('article', 1);
  await calculator.expectNewCost(() => second.getByRole('button', { name: 'Remove this Article' }).click());
  await expect(second).toHaveCount(0);
});

test('the period, the growth and the season change the answer', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.expectNewCost(() => page.getByRole('textbox', { name: 'Months', exact: true }).fill('6'));
  await expect(calculator.answer).toContainText('for 6 months');
  await calculator.expectNewCost(() => page.getByRole('textbox', { name: 'Growth' }).fill('25'));
  await page.getByText('Season', { exact: true }).click();
  await calculator.expectNewCost(() => page.getByRole('textbox', { name: 'Dec', exact: true }).fill('9'));
  await page.getByLabel('First day').fill('2027-02-01');
  await expect(page.getByRole('rowheader', { name: 'Feb 2027' })).toBeVisible();
});

test('nothing used asks for usage instead of answering', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.choosePreset('Solo blogger');
  for (const feature of ['article', 'social_post', 'image']) await calculator.box(feature, 'times').fill('0');
  await expect(calculator.answer).toContainText('Set how often you do something');
});
