import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}

/** Opens everything that can be opened. */
async function unfold(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit price book' }).click();
  await page.getByText('The same as a table').click();
  await page.getByText('Season', { exact: true }).click();
  await page.getByText('Step by step').first().click();
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`no accessibility violations, ${colorScheme}, ${width} px wide, everything open`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const calculator = await Calculator.open(page);
      await unfold(page);
      await calculator.box('social_post', 'characters').fill('25o');
      await expect(calculator.answer).toContainText('last valid input');
      await calculator.bookText.fill('{}');
      await expect(calculator.faults.first()).toBeVisible();
      // Beyond the inputs, where the bar that stays in view covers none of them.
      await calculator.cost.scrollIntoViewIfNeeded();
      await expectAccessible(page);
    });
  }
}

test('no accessibility violations, and nothing sticks out, with teams, ranges and several credit types', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const calculator = await Calculator.open(page);
  await calculator.use('two-types.json');
  await expect(calculator.what).toContainText('Team');
  await page.getByText('Credits you have already').click();
  await calculator.field('balance-0').fill('10');
  await calculator.box('film', 'on_days').fill('32');
  await expect(calculator.answer).toContainText('last valid input');
  // Beyond the inputs, where the bar that stays in view covers none of them.
  await calculator.cost.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await calculator.choosePreset('House');
  await expect(calculator.field('teams[0].seats.maker')).toHaveValue('2');
  await expect(calculator.answer).not.toContainText('last valid input');
  await calculator.cost.scrollIntoViewIfNeeded();
  await expectAccessible(page);
});

test('everything is reached and worked by keyboard alone', async ({ page }) => {
  const calculator = await Calculator.open(page);
  const tabTo = async (target: ReturnType<Page['locator']>) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element.matches(':focus'))) return;
    }
    throw new Error('Not reached by Tab.');
  };
  await tabTo(page.getByRole('button', { name: 'Solo blogger' }));
  await calculator.expectNewCost(() => page.keyboard.press('Enter'));
  await tabTo(calculator.slider('article', 'words'));
  await calculator.expectNewCost(async () => {
    for (let presses = 0; presses < 40; presses += 1) await page.keyboard.press('ArrowRight');
  });
  await tabTo(calculator.box('article', 'times'));
  await calculator.expectNewCost(() => page.keyboard.type('7'));
  await tabTo(calculator.card('translation').locator('summary'));
  await page.keyboard.press('Enter');
  await expect(calculator.box('translation', 'words')).toBeVisible();
  await tabTo(page.getByRole('button', { name: 'Month by month' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Month by month' })).toBeFocused();
});
