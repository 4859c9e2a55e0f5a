import { expect, test } from '@playwright/test';
import { Calculator } from './calculator.ts';

for (const width of [320, 375, 768, 1920]) {
  test(`nothing sticks out at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await Calculator.open(page);
    await page.getByRole('button', { name: 'Edit price book' }).click();
    await page.getByText('The same as a table').click();
    await page.getByText('Season', { exact: true }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test('on a phone the answer stays in view while entering, and leads to the whole', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  const calculator = await Calculator.open(page);
  const bar = page.getByRole('button', { name: 'See the answer' });
  await expect(bar).toBeInViewport();
  await expect(bar).toContainText(await calculator.cost.innerText());
  await bar.click();
  await expect(calculator.cost).toBeInViewport();
});

test('beside the inputs the answer stays in view while scrolling', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.box('blog_post', 'times').scrollIntoViewIfNeeded();
  await expect(calculator.cost).toBeInViewport();
});

test.describe('as visitors have it', () => {
  // A blocked service worker is a message.
  test.use({ serviceWorkers: 'allow' });

  test('no message on the console', async ({ page }) => {
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    const calculator = await Calculator.open(page);
    await calculator.choosePreset('Solo blogger');
    await page.getByRole('button', { name: 'Edit price book' }).click();
    expect(messages).toEqual([]);
  });
});
