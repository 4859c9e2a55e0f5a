import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

/** What was entered is written a moment later. */
async function untilKept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => JSON.stringify([sessionStorage, localStorage, history.state]).includes(wanted),
    text,
  );
}

atEachSize(() => {
  test('what was entered is taken back and brought back, step by step', async ({ page }) => {
    const calculator = await Calculator.open(page);
    await calculator.choosePreset('Solo blogger');
    const [undo, redo] = ['Undo', 'Redo'].map((name) => page.getByRole('button', { name, exact: true }));
    if (undo === undefined || redo === undefined) throw new Error('no buttons');
    const times = calculator.box('article', 'times');
    const before = await times.inputValue();
    await times.fill('');
    await times.pressSequentially('123');
    await calculator.choosePreset('Small agency');
    await expect(times).toBeHidden();
    await undo.click();
    await expect(times).toHaveValue('123');
    await undo.click();
    await expect(times).toHaveValue(before);
    await undo.click();
    await expect(undo).toHaveAttribute('aria-disabled', 'true');
    await redo.click();
    await redo.click();
    await expect(times).toHaveValue('123');
    await redo.click();
    await expect(redo).toHaveAttribute('aria-disabled', 'true');
  });

  test('what was entered survives a reload, and a visit later', async ({ page, context }) => {
    const calculator = await Calculator.solo(page);
    await calculator.box('article', 'times').fill('4l7');
    await untilKept(page, '4l7');
    await page.reload();
    await expect(calculator.box('article', 'times')).toHaveValue('4l7');
    await page.close();
    const later = await Calculator.start(await context.newPage());
    await expect(later.box('article', 'times')).toHaveValue('4l7');
    await expect(later.page.locator('#of-kept')).toContainText('what you entered last time');
    await later.page.getByRole('button', { name: 'Start anew' }).click();
    await expect(later.cost).toHaveText('$61.68');
  });
});

test('the keys for a step work in boxes and beside them', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  const times = calculator.box('article', 'times');
  const before = await times.inputValue();
  await times.fill('77');
  await page.keyboard.press('Control+z');
  await expect(times).toHaveValue(before);
  await page.keyboard.press('Control+Shift+z');
  await expect(times).toHaveValue('77');
  await page.locator('h1').click();
  await page.keyboard.press('Control+z');
  await expect(times).toHaveValue(before);
  await page.keyboard.press('Control+y');
  await expect(times).toHaveValue('77');
});

test('a step back returns to the price book before, with what was entered for it', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await calculator.box('article', 'times').fill('41');
  await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
  await expect(page).toHaveTitle(/^Runway/);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page).toHaveTitle(/^Acme/);
  await expect(page.getByRole('combobox', { name: 'Price book' })).toHaveValue('acme.json');
  await expect(calculator.box('article', 'times')).toHaveValue('41');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(page).toHaveTitle(/^Runway/);
});

test('reset enters the example anew, and can be taken back', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.choosePreset('Solo blogger');
  const cost = await calculator.cost.innerText();
  await calculator.expectNewCost(() => calculator.box('article', 'times').fill('41'));
  await calculator.expectNewCost(() => page.getByRole('textbox', { name: 'Months', exact: true }).fill('5'));
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(calculator.cost).toHaveText(cost);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(calculator.box('article', 'times')).toHaveValue('41');
});

test('what was entered survives leaving the page and coming back', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await calculator.box('article', 'times').fill('417');
  await page.goto('./books/index.json');
  await page.goBack();
  await expect(calculator.box('article', 'times')).toHaveValue('417');
});

test('a price book of the visitor’s own survives a reload', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.use('two-types.json');
  await calculator.field('seats.viewer').fill('317');
  await untilKept(page, '317');
  await page.reload();
  await expect(calculator.field('seats.viewer')).toHaveValue('317');
  await expect(page.getByRole('combobox', { name: 'Price book' })).toContainText('two-types.json');
});

test('a price book with faults that is being written survives a reload', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await page.getByRole('button', { name: 'Edit price book' }).click();
  const faulty = (await calculator.bookText.inputValue()).replace('"as_of"', '"as_off"');
  await calculator.bookText.fill(faulty);
  await expect(calculator.faults.first()).toBeVisible();
  await page.reload();
  await expect(calculator.faults.first()).toBeVisible();
  await expect(calculator.bookText).toHaveValue(faulty);
  await expect(calculator.cost).toHaveText('$61.68');
});

test('an engine that dies loses nothing', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await page.route('**/worker-*.js', (route) => route.abort());
  await calculator.box('article', 'times').fill('417');
  await page
    .getByLabel('Open a file')
    .setInputFiles({ name: 'none.json', mimeType: 'application/json', buffer: Buffer.from('') });
  await expect(calculator.faults.first()).toBeVisible();
  await expect(calculator.box('article', 'times')).toHaveValue('417');
  await untilKept(page, '417');
  await page.reload();
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText('stopped unexpectedly');
  await page.unrouteAll();
  await page.reload();
  await expect(calculator.box('article', 'times')).toHaveValue('417');
});

for (const [how, breakStorage] of [
  [
    'forbidden',
    () => {
      for (const name of ['sessionStorage', 'localStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    },
  ],
  [
    'full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
] as const) {
  test(`storage that is ${how} is said quietly, and a reload loses nothing all the same`, async ({
    page,
  }) => {
    await page.addInitScript(breakStorage);
    const calculator = await Calculator.solo(page);
    await calculator.box('article', 'times').fill('417');
    await expect(page.locator('credit-take-bar')).toContainText('keeps nothing for this page');
    await page.waitForFunction(() => JSON.stringify(history.state).includes('417'));
    await page.reload();
    await expect(calculator.box('article', 'times')).toHaveValue('417');
    await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  });
}

test('what other pages or older versions left in storage does no harm', async ({ page }) => {
  await page.addInitScript(() => {
    for (const kept of [
      '{',
      '[]',
      '{"book":{"id":"acme","name":"x","text":null},"draft":{"lines":[{"times":7}]}}',
    ]) {
      sessionStorage.setItem('credit-calculator/work', kept);
      localStorage.setItem('credit-calculator/work', kept);
    }
  });
  await Calculator.open(page);
});
