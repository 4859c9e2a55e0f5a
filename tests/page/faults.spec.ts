import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Calculator } from './calculator.ts';

const acme = await readFile(new URL('../../www/books/acme.json', import.meta.url), 'utf8');
const misspelt = acme.replace('"as_of"', '"as_off"');

function file(text: string) {
  return { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) };
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

test('a faulty entry says what is wrong at its box, keeps the text and the last answer', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const cost = await calculator.cost.innerText();
  const box = calculator.box('social_post', 'characters');
  await box.fill('25o');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await expect(box).toHaveAccessibleDescription(/^“25o” is not a number\./);
  await expect(box).toHaveValue('25o');
  await expect(calculator.answer).toContainText('This answer is for the last valid input.');
  await expect(calculator.cost).toHaveText(cost);
  await box.fill('250');
  await expect(box).toHaveAttribute('aria-invalid', 'false');
  await expect(calculator.answer).not.toContainText('last valid input');
});

test('faulty months, growth and people are marked where they are', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const boxes = {
    '61': page.getByRole('textbox', { name: 'Months', exact: true }),
    'lots': page.getByRole('textbox', { name: 'Growth' }),
    '1,5': calculator.box('avatar', 'people'),
  };
  for (const [typed, box] of Object.entries(boxes)) {
    const good = await box.inputValue();
    await box.fill(typed);
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await expect(box).toHaveAccessibleDescription(/./);
    await expect(box).toHaveValue(typed);
    await box.fill(good);
    await expect(box).toHaveAttribute('aria-invalid', 'false');
  }
});

test('a faulty price book lists its faults with their places and keeps the text and the book before', async ({
  page,
}) => {
  const calculator = await Calculator.open(page);
  const cost = await calculator.cost.innerText();
  await page.getByLabel('Open a file').setInputFiles(file(misspelt));
  const fault = calculator.faults.filter({ hasText: 'as_off' });
  await expect(fault.getByRole('button')).toHaveText(`Line ${lineOf(misspelt, '"as_off"')}, column 3`);
  await expect(fault).toContainText('How to fix it:');
  await expect(calculator.bookText).toHaveValue(misspelt);
  await expect(calculator.cost).toHaveText(cost);

  await fault.getByRole('button').click();
  await expect(calculator.bookText).toBeFocused();
  const at = await calculator.bookText.evaluate((area: HTMLTextAreaElement) => area.selectionStart);
  expect(misspelt.slice(at)).toMatch(/^"as_off"/);

  await calculator.box('avatar', 'times').fill('31');
  await calculator.bookText.fill(acme.replace('"49"', '"59"'));
  await expect(page.locator('#result')).toContainText('No faults.');
  await expect(calculator.box('avatar', 'times')).toHaveValue('31');
});

test('a price book can be dropped on the page', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const drop = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'mine.json', { type: 'application/json' }));
      return transfer;
    },
    acme.replace('"name": "Acme Studio"', '"name": "Beta Studio"'),
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: drop });
  await expect(page.getByRole('combobox', { name: 'Price book' })).toContainText('mine.json (your file)');
  await expect(page.getByText('Beta Studio: prices as of')).toBeVisible();
  await expect(calculator.cost).toBeVisible();
});

test('text that is no JSON at all says where it stops being JSON', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await page.getByLabel('Open a file').setInputFiles(file('{\n  "format": price\n}'));
  await expect(calculator.faults.first().getByRole('button')).toHaveText(/Line 2, column \d+/);
});

test('markup in a price book stays text', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const name = '<img src=x onerror=alert(1)>';
  await page
    .getByLabel('Open a file')
    .setInputFiles(file(acme.replace('"name": "Avatar video"', `"name": "${name}"`)));
  await expect(calculator.card('avatar')).toContainText(name);
});

test('a price book that is not there says so', async ({ page }) => {
  await Calculator.start(page, './?book=./books/none.json');
  await expect(page.getByRole('alert')).toContainText('The price book could not be loaded');
});

test('an engine that fails to start says so and starts again', async ({ page }) => {
  await page.route('**/worker-*.js', (route) => route.abort(), { times: 1 });
  const calculator = await Calculator.start(page);
  await expect(page.getByRole('alert')).toContainText('stopped unexpectedly');
  await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
  await expect(calculator.cost).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});
