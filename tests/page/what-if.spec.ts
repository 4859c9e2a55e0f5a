import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Usage } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';
import { ask } from './engine.ts';
import { gated } from './gate.ts';

/** Quick to answer, with plans, overage and two features. */
const BOOK = 'elevenlabs.json';
/** Slow enough to be caught at work. */
const SLOW = 'acme.json';

const SIZES = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 375, height: 700 },
] as const;

function money(amount: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
  return format.format(amount as Intl.StringNumericLiteral);
}

function number(amount: string): string {
  const format = new Intl.NumberFormat('en', {
    maximumFractionDigits: 4,
    maximumSignificantDigits: 6,
    roundingPriority: 'morePrecision',
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** The part, opened. */
async function openPart(page: Page, part: string): Promise<Locator> {
  const whole = page.locator(`credit-what-if details[data-part="${part}"]`);
  await whole.locator('> summary').click();
  return whole.locator('.body');
}

async function isDone(body: Locator): Promise<void> {
  await expect(body.locator('.status').first()).toContainText('Worked out.', { timeout: 60_000 });
}

/** What the page asks the engine about. */
async function usageOf(page: Page): Promise<Usage> {
  return page
    .locator('credit-calculator')
    .evaluate((element) => (element as unknown as { usage: Usage }).usage);
}

/** What was asked of the worker so far, and given up. */
function logOf(page: Page): Promise<string[]> {
  return page.evaluate(() => window.gate.log);
}

function hold(page: Page, held: boolean): Promise<void> {
  return page.evaluate((whether) => {
    window.gate.hold = whether;
  }, held);
}

for (const { name, width, height } of SIZES) {
  test.describe(name, () => {
    test.describe.configure({ timeout: 120_000 });
    test.use({ viewport: { width, height } });

    test('other amounts: sentences, table and chart say what the engine says', async ({ page }) => {
      await Calculator.open(page, `./?book=./books/${BOOK}`);
      const body = await openPart(page, 'amounts');
      await isDone(body);
      const usage = await usageOf(page);
      const breakEven = ask(BOOK, usage, { break_even: { axis: 'all', most: '4' } });
      const curve = ask(BOOK, usage, { curve: { axis: 'all', most: '4', points: 50 } });
      if (!('break_even' in breakEven) || !('curve' in curve)) throw new Error('Another answer.');
      const winners = breakEven.break_even.best.filter(({ winner }) => typeof winner === 'object');
      const sentences = body.locator('credit-pieces-list ol').first().locator('li');
      await expect(sentences).toHaveCount(winners.length);
      for (const [at, { from, to, winner }] of winners.entries()) {
        const first = typeof winner === 'object' && 'plans' in winner ? (winner.plans[0]?.name ?? '') : '';
        await expect(sentences.nth(at)).toContainText(`${first}, `);
        if (at > 0) await expect(sentences.nth(at)).toContainText(number(from.credits[0] ?? ''));
        if (at < winners.length - 1)
          await expect(sentences.nth(at)).toContainText(number(to.credits[0] ?? ''));
      }
      await body.getByText('The same as a table').click();
      const costs = body.locator('credit-amounts-table tbody tr td:nth-of-type(1)');
      await expect(costs).toHaveText(curve.curve.points.map(({ best }) => money(best.cost ?? '')));
      await expect(page.getByRole('img', { name: 'Cost at other amounts' })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });

    test('the marker moves by keyboard, reads out, and its amount can be used', async ({ page }) => {
      const calculator = await Calculator.open(page, `./?book=./books/${BOOK}`);
      const body = await openPart(page, 'amounts');
      await isDone(body);
      const cost = await calculator.cost.innerText();
      const marker = page.getByRole('slider', { name: 'Amount of usage' });
      await expect(marker).toHaveAttribute('aria-valuetext', new RegExp(`^You are here\\. .*\\${cost}`));
      const entered = await marker.getAttribute('aria-valuenow');
      await marker.focus();
      await page.keyboard.press('ArrowRight');
      await expect(marker).toHaveAttribute('aria-valuenow', String(Number(entered) + 1));
      await page.keyboard.press('ArrowLeft');
      await expect(marker).toHaveAttribute('aria-valuenow', String(entered));
      await page.keyboard.press('Home');
      await expect(marker).toHaveAttribute('aria-valuenow', '0');
      await page.keyboard.press('ArrowLeft');
      await expect(marker).toHaveAttribute('aria-valuenow', '0');
      await page.keyboard.press('End');
      await expect(marker).toHaveAttribute(
        'aria-valuenow',
        String(await marker.getAttribute('aria-valuemax')),
      );
      const read = await body.locator('.readout .what').innerText();
      expect(read).not.toContain(cost);
      await body.getByRole('button', { name: 'Back to my usage' }).click();
      await expect(body.locator('.readout')).toContainText(`You are here: 110,000 credits a month`);
      await page.keyboard.press('End');
      await body.getByRole('button', { name: 'Use this amount' }).click();
      await expect(calculator.cost).toHaveText(read.replace(' for 12 months', ''));
      await expect(body.locator('.readout')).toContainText('You are here: 440,000 credits a month');
    });

    test('the marker is dragged', async ({ page }) => {
      await Calculator.open(page, `./?book=./books/${BOOK}`);
      const body = await openPart(page, 'amounts');
      await isDone(body);
      const stage = body.locator('credit-cost-chart .stage');
      await stage.scrollIntoViewIfNeeded();
      const box = await stage.boundingBox();
      if (box === null) throw new Error('Not drawn.');
      await page.mouse.move(box.x + box.width / 2, box.y + 80);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + 90, { steps: 4 });
      await expect(body.locator('.readout')).toContainText(/At [23]\d\d,\d+ credits a month/);
      await page.mouse.move(box.x + box.width + 50, box.y + 90, { steps: 4 });
      await page.mouse.up();
      await expect(body.locator('.readout')).toContainText('At 440,000 credits a month');
      await expect(body.getByRole('button', { name: 'Use this amount' })).toBeVisible();
    });

    test('a budget: what it covers is what the engine says', async ({ page }) => {
      const calculator = await Calculator.open(page, `./?book=./books/${BOOK}`);
      const body = await openPart(page, 'budget');
      await isDone(body);
      const amount = calculator.field('budget');
      await amount.fill('80');
      const reply = ask(BOOK, await usageOf(page), { budget: { amount: '80', per: 'month', axis: 'all' } });
      if (!('budget' in reply)) throw new Error('Another answer.');
      const { most, cost, left, times } = reply.budget;
      await expect(body.locator('.big')).toContainText(
        `$80.00 a month covers ${number(most?.credits[0] ?? '')} credits a month`,
      );
      await expect(body.locator('.facts')).toContainText(money(cost.cost ?? ''));
      await expect(body.locator('.facts')).toContainText(left === '0' ? 'nothing' : money(left ?? ''));
      await body.getByRole('button', { name: 'Use this amount' }).click();
      await expect(calculator.cost).toHaveText(money(cost.cost ?? ''));
      expect((await usageOf(page)).lines.map((line) => line.times)).toEqual(times);
      await amount.fill('8o');
      await expect(body).toContainText('“8o” is not a number');
      await amount.fill('0');
      await expect(body).toContainText('Enter an amount of money.');
      await amount.fill('900');
      await body.getByRole('combobox', { name: 'For' }).selectOption('the whole period');
      await expect(body.locator('.big')).toContainText('$900.00 in 12 months covers');
    });

    test('low, typical and high: costs, regret and the advice are the engine’s', async ({ page }) => {
      const calculator = await Calculator.open(page, `./?book=./books/${BOOK}`);
      const body = await openPart(page, 'ranges');
      await isDone(body);
      await calculator.field('percent').fill('40');
      const reply = ask(BOOK, await usageOf(page), { ranges: { over: { percent: { percent: '40' } } } });
      if (!('ranges' in reply)) throw new Error('Another answer.');
      const { scenarios, choices, steadiest } = reply.ranges;
      const rows = body.locator('credit-choices-table tbody tr');
      for (const [at, { best }] of scenarios.entries()) {
        if (typeof best !== 'object' || best === null) throw new Error('Nothing found.');
        await expect(rows.first().locator('td').nth(at)).toContainText(money(best.found.outcome.cost));
      }
      const steady = choices[steadiest ?? -1];
      await expect(body.locator('tr.steady')).toContainText('least regret');
      await expect(body.locator('tr.steady td').last()).toContainText(money(steady?.worst_regret ?? ''));
      await expect(body.locator('.big')).toContainText(/^Take .+ now: whatever comes/);
      await body.getByRole('combobox', { name: 'What may differ' }).selectOption('Growth');
      await expect(calculator.field('high')).toHaveValue('5');
      await calculator.field('low').fill('9');
      await expect(body.getByRole('alert')).not.toBeEmpty();
    });

    test('other sizes and terms: costs and the month from which a year pays', async ({ page }) => {
      await Calculator.open(page, `./?book=./books/${SLOW}`);
      const body = await openPart(page, 'sizes');
      await isDone(body);
      const reply = ask(SLOW, await usageOf(page), 'sizes');
      if (!('sizes' in reply)) throw new Error('Another answer.');
      const { terms, sizes } = reply.sizes;
      expect(terms.length).toBeGreaterThan(0);
      for (const { name: plan, pays_from, months } of terms) {
        if (pays_from === null || months.every(({ by_month }) => by_month === null)) continue;
        await expect(body).toContainText(new RegExp(`${plan}.*: the year pays if you stay ${pays_from} `));
      }
      for (const { best, instead } of sizes) {
        if (best === null || typeof best === 'string') continue;
        await expect(body.locator('tr', { hasText: instead.name }).first()).toContainText(
          money(best.found.outcome.cost),
        );
      }
      await body.getByText('every stay up to 24 months').first().click();
      await expect(body.locator('credit-other-terms details[open] tbody tr')).toHaveCount(24);
    });

    test('other lifetimes: cost, difference and what expires', async ({ page }) => {
      await Calculator.open(page, `./?book=./books/${SLOW}`);
      await page.getByRole('button', { name: 'Solo blogger' }).click();
      const body = await openPart(page, 'expiry');
      await isDone(body);
      const reply = ask(SLOW, await usageOf(page), { expiry_policy: {} });
      if (!('expiry_policy' in reply)) throw new Error('Another answer.');
      const rows = body.locator('tbody tr');
      await expect(rows).toHaveCount(reply.expiry_policy.rules.length + 1);
      for (const [at, { best }] of reply.expiry_policy.rules.entries()) {
        if (best === null || typeof best === 'string') continue;
        await expect(
          rows
            .nth(at + 1)
            .locator('td')
            .first(),
        ).toContainText(money(best.found.outcome.cost));
      }
    });

    test('everything open has no accessibility violation and nothing sticks out', async ({ page }) => {
      await Calculator.open(page, `./?book=./books/${BOOK}`);
      for (const part of ['amounts', 'budget', 'ranges', 'sizes', 'expiry']) {
        await isDone(await openPart(page, part));
      }
      await page.getByText('The same as a table').last().click();
      const { violations } = await new AxeBuilder({ page })
        .include({ fromShadowDom: ['credit-calculator', 'credit-what-if'] })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual(
        [],
      );
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  });
}

test('nothing is asked before a part is opened, and closing it gives its questions up', async ({ page }) => {
  await gated(page);
  await Calculator.open(page, `./?book=./books/${BOOK}`);
  await expect(page.locator('credit-answer-panel')).toContainText('You save');
  const before = await logOf(page);
  await hold(page, true);
  await openPart(page, 'amounts');
  await expect.poll(async () => (await logOf(page)).length).toBe(before.length + 2);
  const asked = (await logOf(page)).slice(before.length);
  expect(asked.every((entry) => entry.startsWith('ask '))).toBe(true);
  await page.locator('credit-what-if details[data-part="amounts"] > summary').click();
  const dropped = asked.map((entry) => entry.replace('ask', 'drop'));
  await expect.poll(async () => (await logOf(page)).slice(before.length + 2)).toEqual(dropped);
});

test('a newer usage overtakes what is being worked out, and the answer is about it', async ({ page }) => {
  await gated(page);
  const calculator = await Calculator.open(page, `./?book=./books/${BOOK}`);
  await expect(page.locator('credit-answer-panel')).toContainText('You save');
  const before = (await logOf(page)).length;
  await hold(page, true);
  const body = await openPart(page, 'amounts');
  await expect.poll(async () => (await logOf(page)).length).toBe(before + 2);
  const asked = (await logOf(page)).slice(before);
  await calculator.expectNewCost(async () => {
    await page.locator('[data-input="times"]').getByRole('textbox').first().fill('12');
    const dropped = asked.map((entry) => entry.replace('ask', 'drop'));
    await expect.poll(() => logOf(page)).toEqual(expect.arrayContaining(dropped));
    await page.evaluate(() => {
      window.gate.release();
    });
  });
  await isDone(body);
  await expect(body.locator('.readout .what')).toContainText(await calculator.cost.innerText());
});

test('while the usage is faulty, questions about the last valid one are still answered', async ({ page }) => {
  await gated(page);
  const calculator = await Calculator.open(page, `./?book=./books/${BOOK}`);
  await expect(page.locator('credit-answer-panel')).toContainText('You save');
  await hold(page, true);
  const body = await openPart(page, 'budget');
  const before = (await logOf(page)).length;
  await page.locator('[data-input="times"]').getByRole('textbox').first().fill('x');
  await expect(page.locator('credit-answer-panel')).toContainText('last valid input');
  await hold(page, false);
  await isDone(body);
  expect((await logOf(page)).length).toBeGreaterThan(before);
  await expect(body.locator('.big')).toContainText('$50.00 a month covers');
  await calculator.field('budget').fill('60');
  await expect(body.locator('.big')).toContainText('$60.00 a month covers');
});

test('on paper the opened parts stand with their sentences and without controls', async ({ page }) => {
  await Calculator.open(page, `./?book=./books/${BOOK}`);
  await isDone(await openPart(page, 'amounts'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('img', { name: 'Cost at other amounts' })).toBeVisible();
  await expect(page.locator('credit-pieces-list li').first()).toBeVisible();
  await expect(page.locator('credit-what-if details[data-part="budget"]')).toBeHidden();
  await expect(page.locator('credit-what-if').getByRole('combobox')).toHaveCount(0);
});
