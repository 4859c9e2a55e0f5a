import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

const acme = await readFile(new URL('../../www/books/acme.json', import.meta.url), 'utf8');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Copies the link and gives its fragment as an address of the same page. */
async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('credit-take-bar')).toContainText('Link copied');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  return `./${new URL(address).hash}`;
}

async function open(page: Page, address: string): Promise<Calculator> {
  const other = await page.context().newPage();
  return Calculator.open(other, address);
}

function notice(page: Page) {
  return page.locator('#of-link');
}

/** The case files' links, as addresses of the page. */
async function sample(name: string): Promise<string> {
  const file = await readFile(new URL(`../cases/links/${name}.json`, import.meta.url), 'utf8');
  return `./${(JSON.parse(file) as { link: string }).link}`;
}

/** Serves the price book of the page's list in another edition. */
async function withBook(page: Page, text: string): Promise<void> {
  await page.context().route('**/books/acme.json', (route) => route.fulfill({ body: text }));
}

atEachSize(() => {
  test('a link restores everything that was entered, in another tab', async ({ page }) => {
    const calculator = await Calculator.open(page);
    await calculator.choosePreset('Solo blogger');
    await calculator.box('article', 'words').fill('1,350');
    await calculator.box('article', 'people').fill('3');
    await calculator.card('translation').locator('summary').click();
    await calculator.box('translation', 'words').fill('77');
    await page.getByRole('textbox', { name: 'Months', exact: true }).fill('7');
    await page.getByRole('textbox', { name: 'Growth' }).fill('2.5');
    await page.getByText('Credits you have already').click();
    await calculator.field('balance-0').fill('3200');
    await expect(calculator.answer).toContainText('for 7 months');
    const cost = await calculator.cost.innerText();
    const copy = await open(page, await copyLink(page));
    await expect(copy.cost).toHaveText(cost);
    await expect(copy.box('article', 'words')).toHaveValue('1,350');
    await expect(copy.box('article', 'people')).toHaveValue('3');
    await expect(copy.box('translation', 'words')).toHaveValue('77');
    await expect(copy.field('balance-0')).toHaveValue('3200');
    await expect(notice(copy.page)).toContainText('You see a copy of a calculation shared on 23 Nov 2026.');
    await expect(notice(copy.page)).not.toContainText('changed since');
  });

  test('a link opened after the price book changed says so, with the difference in money', async ({
    page,
  }) => {
    await Calculator.solo(page);
    const link = await copyLink(page);
    const dearer = acme.replace('"price": "52"', '"price": "57.50"').replace('2026-11-01', '2026-12-01');
    expect(dearer).not.toBe(acme);
    await withBook(page, dearer);
    const copy = await open(page, link);
    await expect(notice(copy.page)).toContainText(
      'The price book has changed since: from prices as of 1 Nov 2026 to prices as of 1 Dec 2026.',
    );
    await expect(notice(copy.page)).toContainText(
      'Then it came to $61.68, proved cheapest; now it comes to $67.18, proved cheapest: $5.50 more.',
    );
  });
});

test('a change of the price book that costs nothing is said as well', async ({ page }) => {
  await Calculator.solo(page);
  const link = await copyLink(page);
  await withBook(page, `${acme}\n`);
  const copy = await open(page, link);
  await expect(notice(copy.page)).toContainText('though its version and date are the same');
  await expect(notice(copy.page)).toContainText('It comes to $61.68, as it did then.');
});

test('features that the price book has no more are named', async ({ page }) => {
  await Calculator.solo(page);
  const link = await copyLink(page);
  await withBook(page, acme.replaceAll('social_post', 'message'));
  const copy = await open(page, link);
  await expect(notice(copy.page)).toContainText('so they were left out: social_post.');
  await expect(notice(copy.page)).toContainText('As a whole it came to $61.68 then.');
});

test('a price book of the visitor’s own travels in the link', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.use('two-types.json');
  await expect(calculator.what).toContainText('Team');
  await calculator.field('seats.viewer').fill('3');
  await expect(calculator.cost).toHaveText('$312.00');
  const copy = await open(page, await copyLink(page));
  await expect(copy.cost).toHaveText('$312.00');
  await expect(copy.field('seats.viewer')).toHaveValue('3');
  await expect(copy.page).toHaveTitle(/^Twofold/);
});

test('a price book too large for a link stays behind, and its file brings the usage back', async ({
  page,
  browser,
  baseURL,
}) => {
  const noise = (from: number) =>
    Array.from({ length: 80 }, (_, at) =>
      Math.sin(from + at)
        .toString(36)
        .slice(3),
    ).join(' ');
  const notes = Array.from({ length: 40 }, (_, at) => `"${noise(at * 100 + 1)}", `).join('');
  const large = acme
    .replace('"name": "Acme Studio"', '"name": "Acme Large"')
    .replace('"notes": [', `"notes": [ ${notes}`);
  const file = { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(large) };
  const calculator = await Calculator.open(page);
  await page.getByLabel('Open a file').setInputFiles(file);
  await expect(page).toHaveTitle(/^Acme Large/);
  await calculator.choosePreset('Solo blogger');
  await calculator.box('article', 'times').fill('43');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.locator('credit-take-bar')).toContainText(
    'The price book is too large to travel in the link',
  );
  const address = await page.evaluate(() => navigator.clipboard.readText());
  // Somebody else, whose browser knows nothing of the file.
  const stranger = await browser.newContext({ baseURL: baseURL ?? '' });
  const copy = await Calculator.open(await stranger.newPage(), `./${new URL(address).hash}`);
  await expect(notice(copy.page)).toContainText('“Acme Large” did not come with the link');
  await copy.page.getByLabel('Open a file').setInputFiles(file);
  await expect(copy.box('article', 'times')).toHaveValue('43');
  await stranger.close();
});

test('a link does not clobber what the visitor entered, and a change takes it off the address', async ({
  page,
}) => {
  const calculator = await Calculator.solo(page);
  await calculator.box('article', 'times').fill('41');
  const link = await copyLink(page);
  await calculator.box('article', 'times').fill('17');
  const copy = await open(page, link);
  expect(new URL(copy.page.url()).hash).toMatch(/^#v1\./);
  await copy.page.reload();
  await expect(copy.box('article', 'times')).toHaveValue('41');
  await copy.expectNewCost(() => copy.box('article', 'times').fill('5'));
  await expect(copy.page).not.toHaveURL(/#v1/);
  await copy.page.reload();
  await expect(copy.box('article', 'times')).toHaveValue('5');
  const later = await open(page, './');
  await expect(later.box('article', 'times')).toHaveValue('17');
});

test('a second link in the same tab opens too', async ({ page }) => {
  const calculator = await Calculator.solo(page);
  const link = await copyLink(page);
  await calculator.box('article', 'times').fill('17');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, link.slice(2));
  await expect(notice(page)).toContainText('You see a copy');
  await expect(calculator.box('article', 'times')).not.toHaveValue('17');
});

test('of a link that was cut off, what came through is here, and what did not is said', async ({ page }) => {
  const whole = await sample('a-preset');
  const calculator = await Calculator.open(page, whole.slice(0, -30));
  await expect(notice(page)).toContainText(
    /damaged: \d of 3 lines of usage could not be read. The rest is here./,
  );
  await expect(notice(page)).toContainText('As a whole it came to $61.68 then.');
  await expect(calculator.box('article', 'words')).toHaveValue('1200');
});

for (const [name, words] of [
  ['newer', 'made by a newer version of this page'],
  ['first-letters-only', 'nothing of it could be read'],
  ['markup-as-id', 'This link was not made by this page'],
  ['prototype', 'This link was not made by this page'],
  ['wrong-types', 'This link was not made by this page'],
  ['huge-inside', 'longer than any this page makes'],
] as const) {
  test(`a link that is ${name} is answered with a sentence, and the page works`, async ({ page }) => {
    const calculator = await Calculator.start(page, await sample(name));
    await expect(notice(page)).toContainText(words);
    await expect(calculator.answer).not.toContainText('Working it out');
    await calculator.choosePreset('Solo blogger');
    await expect(calculator.cost).toBeVisible();
  });
}

test('where the clipboard is closed, the link can be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await Calculator.open(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('textbox', { name: 'Copy this link' })).toHaveValue(/#v1\.[\w-]+$/);
});
