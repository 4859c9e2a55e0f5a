import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'Scenarios' });
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Scenarios' }).click();
}

async function save(page: Page, name: string): Promise<void> {
  await openDialog(page);
  await dialog(page).getByLabel('Save what is on the page as').fill(name);
  await dialog(page).getByLabel('Save what is on the page as').press('Enter');
  await expect(dialog(page).getByRole('status')).toContainText(name);
  await page.keyboard.press('Escape');
}

async function importFile(page: Page, text: string): Promise<void> {
  const file = { name: 'scenarios.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await dialog(page).getByLabel('Import a file').setInputFiles(file);
}

atEachSize(() => {
  test('scenarios are saved, opened, renamed and deleted, and deleting is taken back', async ({ page }) => {
    const calculator = await Calculator.solo(page);
    await save(page, 'Solo');
    await calculator.choosePreset('Small agency');
    await expect(calculator.cost).not.toHaveText('$61.68');
    await save(page, 'Agency');
    await page.reload();
    await openDialog(page);
    await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
    await expect(dialog(page).getByRole('listitem').last()).toContainText(
      'Acme Studio · $61.68 · 23 Nov 2026',
    );
    await dialog(page).getByRole('button', { name: 'Rename Solo' }).click();
    await page.keyboard.type('Just me');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Delete Just me' }).click();
    await expect(dialog(page).getByRole('listitem')).toHaveCount(1);
    await dialog(page).getByRole('button', { name: 'Undo' }).click();
    await dialog(page)
      .getByRole('button', { name: /^Just me/ })
      .click();
    await expect(dialog(page)).toBeHidden();
    await expect(calculator.cost).toHaveText('$61.68');
    await expect(page.locator('#of-link')).toContainText('This scenario was saved on 23 Nov 2026.');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(calculator.cost).not.toHaveText('$61.68');
  });
});

test('a file takes scenarios to another browser, own price books included', async ({
  page,
  browser,
  baseURL,
}) => {
  const calculator = await Calculator.solo(page);
  await save(page, 'Solo');
  await calculator.use('two-types.json');
  await calculator.field('seats.viewer').fill('3');
  await expect(calculator.cost).toHaveText('$312.00');
  await save(page, 'Films');
  await openDialog(page);
  const downloading = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export as a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('credit-scenarios-2026-11-23.json');
  const text = await readFile(await download.path(), 'utf8');

  const other = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  const there = await Calculator.open(other);
  await openDialog(other);
  await importFile(other, text);
  await importFile(other, text);
  await expect(dialog(other).getByRole('listitem')).toHaveCount(4);
  await dialog(other)
    .getByRole('button', { name: /^Films \(2\)/ })
    .click();
  await expect(there.cost).toHaveText('$312.00');
  await openDialog(other);
  await dialog(other)
    .getByRole('button', { name: /^Solo \(2\)/ })
    .click();
  await expect(there.cost).toHaveText('$61.68');
  await other.context().close();
});

test('a faulty file is refused with the place, and what is good in it is taken', async ({ page }) => {
  await Calculator.solo(page);
  await save(page, 'Solo');
  const kept = await page.evaluate(() => localStorage.getItem('credit-calculator/scenarios'));
  if (kept === null) throw new Error('nothing kept');
  await openDialog(page);
  const status = dialog(page).getByRole('status');
  for (const [text, words] of [
    ['', 'This file is damaged or no scenario file'],
    [kept.slice(0, -20), 'This file is damaged or no scenario file'],
    ['{"format":"price-book/1"}', 'This is no scenario file'],
    ['{"format":"credit-scenarios/1","scenarios":[]}', 'There are no scenarios in this file'],
    [
      kept.replace('"times": "2"', '"times": 2'),
      'scenarios[0].shared.draft.lines[0].times: expected a short text.',
    ],
    [kept.replace('"per": "week"', '"per": "fortnight"'), 'lines[0].per: expected one of the words'],
    [kept.replace('"currency": "USD"', '"currency": "<b>"'), 'scenarios[0].shared.shown.currency'],
  ] as const) {
    await importFile(page, text);
    await expect(status).toContainText(words);
    await expect(dialog(page).getByRole('listitem')).toHaveCount(1);
  }
  const { format, scenarios } = JSON.parse(kept) as { format: string; scenarios: unknown[] };
  await importFile(page, JSON.stringify({ format, scenarios: [7, ...scenarios] }));
  await expect(status).toContainText('1 scenario added.');
  await expect(status).toContainText('scenarios[0]: expected an object.');
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
});

test('where storage is full, a scenario is there until the tab is closed, and this is said', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await Calculator.solo(page);
  await save(page, 'Solo');
  await openDialog(page);
  await dialog(page).getByLabel('Save what is on the page as').fill('Second');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('status')).toContainText('storage is full or closed');
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
});
