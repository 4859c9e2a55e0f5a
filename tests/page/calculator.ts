import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

/** The calculator as a visitor meets it. */
export class Calculator {
  readonly page: Page;
  readonly answer: Locator;
  /** what to buy, in words */
  readonly what: Locator;
  readonly cost: Locator;
  readonly faults: Locator;
  readonly bookText: Locator;

  constructor(page: Page) {
    this.page = page;
    this.answer = page.locator('credit-answer-panel');
    this.what = this.answer.locator('.what');
    this.cost = this.answer.locator('.cost');
    this.faults = page.locator('credit-fault-list li');
    this.bookText = page.getByRole('textbox', { name: 'Price book text' });
  }

  /** Opens the page on a fixed day and waits for its first answer. */
  static async open(page: Page, address = './'): Promise<Calculator> {
    const calculator = await Calculator.start(page, address);
    await expect(calculator.cost).toBeVisible();
    return calculator;
  }

  /** Opens the page with an example in which articles are used. */
  static async solo(page: Page): Promise<Calculator> {
    const calculator = await Calculator.open(page);
    await calculator.choosePreset('Solo blogger');
    await expect(calculator.cost).toHaveText('$61.68');
    return calculator;
  }

  /** Opens the page on a fixed day. */
  static async start(page: Page, address = './'): Promise<Calculator> {
    await page.clock.setFixedTime('2026-11-23T12:00:00Z');
    await page.goto(address);
    return new Calculator(page);
  }

  /** The card of a feature, by the id of the feature. */
  card(feature: string, nth = 0): Locator {
    return this.page.locator(`credit-feature-card[data-line="${feature}-${nth}"]`);
  }

  /** The box of an input, of `times` or of `people`. */
  box(feature: string, input: string, nth = 0): Locator {
    return this.card(feature, nth).locator(`[data-input="${input}"]`).getByRole('textbox');
  }

  slider(feature: string, input: string): Locator {
    return this.card(feature).locator(`[data-input="${input}"]`).getByRole('slider');
  }

  /** Puts a price book of the tests on the page. */
  async use(file: string): Promise<void> {
    await this.page
      .getByLabel('Open a file')
      .setInputFiles(fileURLToPath(new URL(`books/${file}`, import.meta.url)));
    await expect(this.page.getByRole('combobox', { name: 'Price book' })).toContainText(file);
  }

  /** The box of something about everything: seats, the balance. */
  field(input: string): Locator {
    return this.page.locator(`[data-input="${input}"]`).getByRole('textbox');
  }

  async choosePreset(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Does something that must change the cost. */
  async expectNewCost(change: () => Promise<void>): Promise<void> {
    const before = await this.cost.innerText();
    await change();
    await expect(this.cost).not.toHaveText(before);
  }
}
