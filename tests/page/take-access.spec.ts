import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';

async function expectAccessible(page: Page): Promise<void> {
  // The rest of the page has tests of its own.
  const { violations } = await new AxeBuilder({ page })
    .include('credit-take-bar')
    .include('#of-link')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width);
}

const file = await readFile(new URL('../cases/links/a-preset.json', import.meta.url), 'utf8');
const { link } = JSON.parse(file) as { link: string };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`no accessibility violations where things are taken away, ${colorScheme}, ${width} px`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      const calculator = await Calculator.open(page, `./${link}`);
      await expect(page.locator('#of-link')).toContainText('You see a copy');
      await calculator.choosePreset('Solo blogger');
      await expect(page.locator('credit-take-bar')).toContainText('keeps nothing');
      await page.getByRole('button', { name: 'Copy link' }).click();
      await expect(page.getByRole('textbox', { name: 'Copy this link' })).toBeVisible();
      await page.getByText('Download', { exact: true }).click();
      // Beyond the inputs, where the bar that stays in view covers none of them.
      await page.locator('credit-take-bar').scrollIntoViewIfNeeded();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Scenarios' }).click();
      await page.getByLabel('Save what is on the page as').fill('A name that is rather long for a phone');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toContainText('storage is full or closed');
      await expectAccessible(page);
      await page.getByRole('button', { name: /^Rename/ }).click();
      await expect(page.getByRole('textbox', { name: /^New name/ })).toBeFocused();
      await expectAccessible(page);
    });
  }
}
