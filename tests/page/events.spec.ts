import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';

const TRACE = fileURLToPath(new URL('../traces/azure-code-2023.csv', import.meta.url));

/** The panel for files of real events. */
class Events {
  readonly page: Page;
  readonly calculator: Calculator;
  readonly panel: Locator;
  readonly alert: Locator;
  readonly price: Locator;
  readonly total: Locator;
  readonly unread: Locator;

  constructor(calculator: Calculator) {
    this.calculator = calculator;
    this.page = calculator.page;
    this.panel = this.page.locator('credit-events-panel');
    this.alert = this.panel.getByRole('alert');
    this.price = this.panel.getByRole('button', { name: 'Price these events' });
    this.total = this.panel.locator('.total');
    this.unread = this.panel.locator('credit-events-unread');
  }

  static async open(page: Page, book?: string): Promise<Events> {
    const calculator = await Calculator.open(page);
    if (book !== undefined) {
      await calculator.expectNewCost(async () => {
        await page.getByRole('combobox', { name: 'Price book' }).selectOption(book);
      });
    }
    await page.getByRole('button', { name: 'Use a file of real events' }).click();
    return new Events(calculator);
  }

  async choose(name: string, content: string | Buffer): Promise<void> {
    const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
    await this.panel.getByLabel('choose a file').setInputFiles({ name, mimeType: 'text/csv', buffer });
  }

  async paste(text: string): Promise<void> {
    await this.panel.getByLabel('Or paste the rows').fill(text);
    await this.panel.getByRole('button', { name: 'Look at these rows' }).click();
  }

  says(column: string): Locator {
    return this.panel.getByRole('combobox', { name: `${column} says` });
  }

  row(name: string): Locator {
    return this.panel.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) });
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}

/** The same sum in whole numbers: ten-millionths of a dollar, 25 a token in and 100 a token out. */
async function traceSum(): Promise<string> {
  const [, ...rows] = (await readFile(TRACE, 'utf8')).trim().split(/\r?\n/u);
  const sum = rows.reduce((sum, row) => {
    const [, input = '', output = ''] = row.split(',');
    return sum + 25n * BigInt(input) + 100n * BigInt(output);
  }, 0n);
  const digits = String(sum).padStart(8, '0');
  return `${digits.slice(0, -7)}.${digits.slice(-7)}`.replace(/0+$/u, '');
}

test('8,819 real requests cost exactly their sum, and what rounding each would cost is shown', async ({
  page,
}) => {
  const events = await Events.open(page, 'openai.json');
  await events.panel.getByLabel('choose a file').setInputFiles(TRACE);
  await expect(events.says('ContextTokens')).toHaveValue('input:input');
  await expect(events.says('GeneratedTokens')).toHaveValue('input:output');
  await expect(events.says('TIMESTAMP')).toHaveValue('time');
  await events.panel.getByRole('combobox', { name: 'Model' }).selectOption('gpt-4o');
  await events.price.click();
  await expect(events.total).toHaveText(`8,819 events: ${await traceSum()} dollars of balance`);
  await expect(events.panel).toContainText('All on 16 Nov 2023.');
  const cents = events.row('Each event up to a multiple of 0.01');
  await expect(cents.getByRole('cell')).toHaveText(['101.91', '54.301105', '114.06%']);

  const { calculator } = events;
  await calculator.expectNewCost(async () => {
    await events.panel.getByRole('button', { name: 'Use this as my usage' }).click();
  });
  const measured = page.getByRole('region', { name: 'Measured usage' });
  await expect(measured).toContainText('azure-code-2023.csv: 8,819 × Text request. 16 Nov 2023');
  await expect(page.locator('credit-working')).toContainText(
    '8,819 events in a day, measured; every day like an average day of the file',
  );
  // A year of days like that one: 365 × 47.608895, bought in cents.
  await expect(calculator.cost).toHaveText('$17,377.25');
  await calculator.expectNewCost(() => measured.getByText('Whole file monthly').click());
  await expect(calculator.cost).toHaveText('$571.31');
  await calculator.expectNewCost(() => calculator.choosePreset('Support assistant'));
  await expect(measured).toHaveCount(0);
});

test('pasted rows with semicolons, decimal commas and days first are understood', async ({ page }) => {
  const events = await Events.open(page);
  await events.paste(
    'Datum;was;Duration ms;Green screen\n13.11.2026;Avatar video;15000;no\n14.11.2026;Avatar video;30500,5;yes\n',
  );
  await expect(events.says('was')).toHaveValue('feature');
  await expect(events.says('Datum')).toHaveValue('time');
  await expect(events.says('Duration ms')).toHaveValue('input:seconds');
  await expect(events.panel.getByRole('combobox', { name: 'Duration ms, times' })).toHaveValue('0.001');
  await expect(events.panel.getByRole('radio', { name: 'Semicolon' })).toBeChecked();
  await events.price.click();
  await expect(events.total).toContainText('2 events:');
  await expect(events.panel).toContainText('From 13 Nov 2026 to 14 Nov 2026, 2 days.');
});

test('a file dropped on the panel is a file of events, not a price book', async ({ page }) => {
  const events = await Events.open(page);
  await events.panel.locator('.drop').evaluate((zone) => {
    const data = new DataTransfer();
    data.items.add(new File(['words\n1200\n100\n'], 'log.csv', { type: 'text/csv' }));
    for (const type of ['dragover', 'drop']) {
      zone.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }),
      );
    }
  });
  await expect(events.panel).toContainText('The first rows of log.csv.');
  await expect(page.getByRole('combobox', { name: 'Price book' })).toContainText('Acme');
  await expect(page.getByRole('option', { name: 'log.csv (your file)' })).toHaveCount(0);
  await events.price.click();
  await expect(events.total).toContainText('2 events:');
});

test('the visitor says what columns and names mean, and it is remembered', async ({ page }) => {
  const rows = 'who,thing,size\nanna,posts,250\nbert,clip,40\nbert,clip,20\n';
  const events = await Events.open(page);
  await events.paste(rows);
  await events.says('thing').selectOption('Feature');
  await events.says('size').selectOption('input:seconds');
  await events.price.click();
  await expect(events.unread).toContainText('3 rows of 3 cannot be read');
  await expect(events.unread).toContainText('No row of this file can be read.');
  await events.unread.getByRole('combobox', { name: 'clip (2 rows)' }).selectOption('Avatar video');
  await events.unread.getByRole('button', { name: 'Price again with these names' }).click();
  await expect(events.unread).toContainText('1 row of 3 cannot be read');
  await events.unread.getByRole('button', { name: 'Leave 1 row out' }).click();
  await expect(events.total).toContainText('2 events:');
  await page.reload();
  await page.getByRole('button', { name: 'Use a file of real events' }).click();
  await events.paste(rows);
  await expect(events.says('size')).toHaveValue('input:seconds');
  await events.price.click();
  await expect(events.unread).toContainText('1 row of 3 cannot be read');
});

test('rows that cannot be read are counted, listed with line, column and fix, and left out only on word', async ({
  page,
}) => {
  const bad = Array.from({ length: 30 }, (_, at) => `2026-01-01,${at % 2 === 0 ? '=1+1' : ''}`).join('\n');
  const events = await Events.open(page);
  await events.paste(`date,words\n2026-01-01,500\n${bad}\n2026-01-32,500\n2026-01-01,500,9\n`);
  await events.price.click();
  await expect(events.unread).toContainText('32 rows of 33 cannot be read');
  await expect(events.unread.getByRole('listitem')).toHaveCount(20);
  const first = events.unread.getByRole('listitem').first();
  await expect(first).toContainText('Line 3, words: `=1+1`: not a number');
  await expect(first).toContainText('How to fix it: write a plain number.');
  await expect(events.total).toHaveCount(0);
  await events.unread.getByRole('button', { name: 'Leave 32 rows out' }).click();
  await expect(events.total).toContainText('1 event:');
  await expect(events.unread).toContainText('32 rows left out.');
});

/** Drops a file of so many rows, made in the page. */
async function dropRows(events: Events, rows: number): Promise<void> {
  await events.panel.locator('.drop').evaluate((zone, rows) => {
    const text = ['words'];
    for (let row = 0; row < rows; row += 1) text.push(String(50 + ((row * 7919) % 3000)));
    const data = new DataTransfer();
    data.items.add(new File([text.join('\n')], 'many.csv'));
    zone.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, composed: true, cancelable: true }),
    );
  }, rows);
}

test('reading shows how far it is, can be stopped, and can be begun again', async ({ page }) => {
  test.slow();
  const events = await Events.open(page);
  await dropRows(events, 2_000_000);
  await events.price.click();
  await expect(events.panel.getByRole('progressbar')).toBeVisible();
  await expect(events.panel.getByText(/[\d,]{5,} rows read/u)).toBeVisible({ timeout: 60_000 });
  await events.panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(events.panel.getByRole('status')).toHaveText('Stopped. Nothing was changed.');
  await expect(events.price).toBeVisible();
  await events.panel.getByRole('button', { name: 'Another file' }).click();
  await events.paste('words\n500\n');
  await events.price.click();
  await expect(events.total).toContainText('1 event:');
});

test('hostile files are refused or read, never run', async ({ page }) => {
  test.slow();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const events = await Events.open(page);
  await events.choose('book.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
  await expect(events.alert).toContainText('not text');
  await events.choose('empty.csv', '');
  await expect(events.alert).toContainText('no rows');
  await events.choose('markup.csv', '<img src=x onerror=alert(1)>,words\n<script>alert(2)</script>,500\n');
  await expect(events.says('<img src=x onerror=alert(1)>')).toBeVisible();
  await events.price.click();
  await expect(events.total).toContainText('1 event:');

  await events.panel.getByRole('button', { name: 'Another file' }).click();
  await events.choose('open.csv', `note,words\nfine,500\n"never closed,${'x'.repeat(3_000_000)}\n`);
  await events.price.click();
  await expect(events.unread).toContainText('Line 3: the row is longer than any event');

  await events.panel.getByRole('button', { name: 'Another file' }).click();
  await events.choose(
    'latin.csv',
    Buffer.concat([
      Buffer.from('thing,words\nArticle,500\n'),
      Buffer.from([0xc4]),
      Buffer.from('rger,500\n'),
    ]),
  );
  await events.price.click();
  await expect(events.unread).toContainText('save the file as CSV in UTF-8');

  await events.panel.getByRole('button', { name: 'Another file' }).click();
  await events.choose('utf16.csv', Buffer.from('\ufeffwords\n500\n1000\n', 'utf16le'));
  await events.price.click();
  await expect(events.total).toContainText('2 events:');

  await events.panel.getByRole('button', { name: 'Another file' }).click();
  await events.choose('bare.csv', '2026-01-01,500\n2026-01-02,1000\n');
  await expect(events.says('Column 1')).toHaveValue('time');
  await events.says('Column 2').selectOption('input:words');
  await events.price.click();
  await expect(events.total).toContainText('2 events:');
  expect(dialogs).toEqual([]);
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 320],
] as const) {
  test(`no accessibility violations and nothing sticks out, ${colorScheme}, ${width} px`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const events = await Events.open(page);
    const check = async () => {
      // Beyond the inputs, where the bar that stays in view covers none of them.
      await events.calculator.cost.scrollIntoViewIfNeeded();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    };
    await check();
    await events.paste('date,what,words,note\n2026-01-01,Article,500,a\n2026-01-01,Articel,500,b\n');
    await expect(events.price).toBeVisible();
    await check();
    await events.price.click();
    await expect(events.unread).toBeVisible();
    await check();
    await events.unread.getByRole('button', { name: 'Leave 1 row out' }).click();
    await expect(events.total).toBeVisible();
    await events.panel.getByText('By day').click();
    await events.panel.getByRole('button', { name: 'Use this as my usage' }).click();
    await expect(page.getByRole('region', { name: 'Measured usage' })).toBeVisible();
    await check();
  });
}

test('another version of the price book asks for the file to be priced again', async ({ page }) => {
  const events = await Events.open(page);
  await events.paste('words\n500\n');
  await events.price.click();
  await events.panel.getByRole('button', { name: 'Use this as my usage' }).click();
  const measured = page.getByRole('region', { name: 'Measured usage' });
  await expect(measured).toBeVisible();
  await page.getByRole('button', { name: 'Edit price book' }).click();
  const text = await events.calculator.bookText.inputValue();
  await events.calculator.bookText.fill(text.replace('"as_of"', ' "as_of"'));
  await expect(events.panel).toContainText('The price book has changed since this file was priced.');
  await expect(page.locator('credit-usage-form').getByRole('alert').first()).toContainText(
    'The events were measured under another version of the price book',
  );
  await events.price.click();
  await expect(events.total).toContainText('1 event:');
  await events.panel.getByRole('button', { name: 'Use this as my usage' }).click();
  await expect(events.calculator.answer).not.toContainText('last valid input');
});

test('measured usage is there again after a reload', async ({ page }) => {
  const events = await Events.open(page);
  await events.paste('words\n500\n');
  await events.price.click();
  await events.calculator.expectNewCost(() =>
    events.panel.getByRole('button', { name: 'Use this as my usage' }).click(),
  );
  const cost = await events.calculator.cost.innerText();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Measured usage' })).toContainText(
    'Pasted rows: 1 × Article.',
  );
  await expect(events.calculator.cost).toHaveText(cost);
});
