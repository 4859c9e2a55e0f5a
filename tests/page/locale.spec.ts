import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';

/** Languages other than English: what the example's cost looks like in each, and which way it runs. */
const LANGUAGES = [{ id: 'de', direction: 'ltr', title: 'Credit-Rechner', cost: '61,68\u00a0$' }] as const;

/** An example in which articles are used. */
async function solo(page: Page, lang: string): Promise<Calculator> {
  const calculator = await Calculator.open(page, `./?lang=${lang}`);
  await calculator.choosePreset('Solo blogger');
  return calculator;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}

for (const { id, direction, title, cost } of LANGUAGES) {
  test(`${id}: words, money and direction`, async ({ page }) => {
    const calculator = await solo(page, id);
    await expect(calculator.cost).toHaveText(cost);
    await expect(page.locator('html')).toHaveAttribute('lang', id);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await expect(page.locator('credit-calculator')).toHaveAttribute('dir', direction);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page).toHaveTitle(new RegExp(title, 'u'));
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      test(`${id}: accessible and nothing sticks out, ${colorScheme}, ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        const calculator = await Calculator.open(page, `./?lang=${id}`);
        await page.locator('[data-part=amounts] > summary').click();
        await expect(page.locator('credit-cost-chart svg').first()).toBeVisible();
        await calculator.cost.scrollIntoViewIfNeeded();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    }
  }
}

test('a decimal comma is typed in German, kept as typed, and counts as the point in English', async ({
  page,
}) => {
  const calculator = await solo(page, 'de');
  const times = calculator.box('article', 'times');
  const before = await calculator.cost.innerText();
  await times.fill('12,5');
  await expect(calculator.cost).not.toHaveText(before);
  await expect(times).toHaveValue('12,5');
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
  await expect(times).toHaveValue('12.5');
  const english = await calculator.cost.innerText();
  await times.fill('12.25');
  await expect(calculator.cost).not.toHaveText(english);
  await times.fill('12.5');
  await expect(calculator.cost).toHaveText(english);
});

test('a point groups thousands in German, and anywhere else it is a fault with words of its own', async ({
  page,
}) => {
  const calculator = await solo(page, 'de');
  const words = calculator.box('article', 'words');
  await words.fill('1250');
  const cost = await calculator.cost.innerText();
  await words.fill('1.250');
  await expect(words).toHaveAttribute('aria-invalid', 'false');
  await expect(calculator.cost).toHaveText(cost);
  await words.fill('1.25');
  await expect(calculator.card('article')).toContainText('„1.25“ ist keine Zahl');
  await expect(words).toHaveValue('1.25');
});

test('the language chosen is there again at the next visit, and what was entered stays', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await calculator.box('article', 'times').fill('9');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Credit-Rechner');
  await expect(calculator.box('article', 'times')).toHaveValue('9');
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Credit-Rechner');
});

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-AT' });

  test('gets it at its first visit', async ({ page }) => {
    await Calculator.open(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });
});

test('English needs no other language, and another language is fetched alone', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await Calculator.open(page);
  const english = asked.filter((url) => url.endsWith('.js')).length;
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(asked.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(english);
});

test('a vendor puts texts in place of the calculator’s, and what does not fit is named', async ({ page }) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  const calculator = await Calculator.solo(page);
  await page.locator('credit-calculator').evaluate((element) => {
    Object.assign(element, {
      messages: {
        answer: {
          need: '<b>You require</b>',
          saveAgainst: '{1} off, beside {2}',
          total: { one: 'a single month', other: 'over {1} months' },
          nothing: 7,
        },
        nowhere: 'x',
      },
    });
  });
  await expect(calculator.answer).toContainText('<b>You require</b>');
  await expect(calculator.answer).toContainText(/off, beside /u);
  await expect(calculator.answer).toContainText('over 12 months');
  expect(warnings.some((text) => text.includes('messages.answer.nothing is no text'))).toBe(true);
  expect(warnings.some((text) => text.includes('messages.nowhere is no message'))).toBe(true);
});

test('the element is in the language of its lang attribute', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  await page.locator('credit-calculator').evaluate((element) => {
    element.setAttribute('lang', 'de-CH');
  });
  await expect(calculator.answer).toContainText('Sie brauchen');
});
