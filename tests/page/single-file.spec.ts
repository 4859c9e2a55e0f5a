import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

const FILE = new URL('../../www/dist/credit-calculator.html', import.meta.url).href;

/** Opens the file from the disk, without a network, and hears what it asks for and complains of. */
async function opened(page: Page): Promise<{ calculator: Calculator; asked: string[]; said: string[] }> {
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.context().setOffline(true);
  return { calculator: await Calculator.open(page, FILE), asked, said };
}

atEachSize(() => {
  test('one file opens from a disk, with engine and price books inside', async ({ page }) => {
    const { calculator, asked, said } = await opened(page);
    await calculator.choosePreset('Solo blogger');
    await expect(calculator.cost).toHaveText('$61.68');
    await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
    await expect(page).toHaveTitle(/^Runway/);
    await expect(calculator.cost).toBeVisible();
    await page.reload();
    await expect(page).toHaveTitle(/^Runway/);
    await expect(calculator.cost).toBeVisible();
    expect(asked.filter((url) => !url.startsWith(FILE) && !/^(?:blob|data):/u.test(url))).toEqual([]);
    expect(said).toEqual([]);
  });
});

test('what was entered is kept, and a link works on this computer', async ({ page }) => {
  const { calculator } = await opened(page);
  await calculator.choosePreset('Solo blogger');
  await calculator.box('article', 'times').fill('417');
  await page.waitForFunction(() => JSON.stringify(sessionStorage).includes('417'));
  await page.reload();
  await expect(calculator.box('article', 'times')).toHaveValue('417');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.getByRole('button', { name: 'Copy link' }).click();
  const box = page.getByRole('textbox', { name: 'Copy this link' });
  await expect(box).toHaveValue(/^file:.*credit-calculator\.html#v1\.[\w-]+$/);
  const link = await box.inputValue();
  expect(fileURLToPath(new URL(link))).toBe(fileURLToPath(FILE));
  await page.getByRole('button', { name: 'Reset' }).click();
  const copy = await Calculator.open(await page.context().newPage(), link);
  await expect(copy.box('article', 'times')).toHaveValue('417');
});
