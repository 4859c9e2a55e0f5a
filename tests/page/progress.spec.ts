import { expect, test, type Page } from '@playwright/test';
import type { Question, Quote, Reply } from '../../www/src/engine/types.ts';
import { Calculator } from './calculator.ts';
import { gated, type Gate } from './gate.ts';

const LIVE = '[aria-live="polite"]';

type Element = HTMLElement & {
  inquire(question: Question, onReply?: (reply: Reply) => void, signal?: AbortSignal): Promise<unknown>;
};

function set(page: Page, change: Partial<Pick<Gate, 'hold' | 'crash'>>): Promise<void> {
  return page.evaluate((what) => {
    Object.assign(window.gate, what);
  }, change);
}

function release(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.gate.release();
  });
}

/** The calculator with a preset whose search goes on after the first answer. */
async function opened(page: Page): Promise<Calculator> {
  await gated(page);
  const calculator = await Calculator.open(page);
  await calculator.expectNewCost(() => calculator.choosePreset('Shop with a phone agent'));
  await expect(calculator.answer.locator('.late, [aria-busy="true"]')).toHaveCount(0);
  return calculator;
}

test('an answer is shown at once and its proof follows, and nothing moves', async ({ page }) => {
  const calculator = await opened(page);
  const { answer, cost } = calculator;
  const height = () => answer.evaluate((panel) => panel.getBoundingClientRect().height);
  await set(page, { hold: true });
  const before = await cost.innerText();
  await calculator.box('agent_call', 'times').fill('24');
  await expect(cost).not.toHaveText(before);
  const proof = answer.locator('.proof .late');
  await expect(proof).toHaveText('Checking whether anything is cheaper…');
  await expect(proof).toBeVisible();
  await expect(answer.getByText('Comparing with other ways to buy…')).toBeVisible();
  await expect(page.locator(LIVE)).toHaveText(
    /^So far: .+, \$[\d,.]+\. Checking whether anything is cheaper\.$/,
  );
  const [first, size] = [await cost.innerText(), await height()];

  await release(page);
  await expect(proof).toHaveCount(0);
  await expect(answer.locator('.proof')).toHaveText(
    /✓ Proved cheapest|Within .* of the best possible|Not proved cheapest/,
  );
  await expect(answer).toContainText(/You save/);
  await expect(page.locator(LIVE)).toHaveText(/^(Cheapest|Best way found): .+, \$[\d,.]+\. .*expire/);
  if ((await cost.innerText()) === first) expect(await height()).toBe(size);
});

test('a newer entry gives up the older one, whose answer is not shown any more', async ({ page }) => {
  const calculator = await opened(page);
  await set(page, { hold: true });
  const times = calculator.box('agent_call', 'times');
  await times.fill('24');
  await expect(calculator.answer.getByText('Checking whether')).toBeVisible();
  const count = () => page.evaluate(() => window.gate.log.length);
  const asked = await count();
  await calculator.expectNewCost(() => times.fill('9'));
  const log = await page.evaluate(() => window.gate.log);
  const [older = ''] = log.slice(asked - 1);
  expect(log.slice(asked)).toEqual([older.replace('ask', 'drop'), expect.stringMatching(/^ask \d+$/)]);
  await release(page);
  await expect(calculator.answer.getByText('Checking whether')).toHaveCount(0);
  await expect(calculator.answer.locator('.proof .late')).toHaveCount(0);
  const shown = await calculator.cost.innerText();
  await times.fill('24');
  await times.fill('9');
  await expect(calculator.answer.locator('.proof .late')).toHaveCount(0);
  await expect(calculator.cost).toHaveText(shown);
});

test('a worker that dies in the middle of a search is replaced, and the first answer stays', async ({
  page,
}) => {
  const calculator = await opened(page);
  await set(page, { crash: true });
  await calculator.expectNewCost(() => calculator.box('agent_call', 'times').fill('24'));
  await expect(page.getByRole('alert')).toContainText('stopped unexpectedly');
  await expect(calculator.answer.getByText('Checking whether')).toHaveCount(0);
  await expect(calculator.box('agent_call', 'times')).toHaveValue('24');
  await calculator.expectNewCost(() => calculator.box('agent_call', 'times').fill('9'));
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(calculator.answer).toContainText('You save');
});

/** Asks the element for the cost of other amounts of usage; how it ended, and how often it was heard of before. */
function inquire(page: Page, cancelled: boolean): Promise<{ end: string; heard: number }> {
  return page.evaluate(async (isCancelled) => {
    const element = document.querySelector<Element>('credit-calculator');
    const abort = new AbortController();
    let heard = 0;
    const asked = element?.inquire(
      { curve: {} },
      () => {
        heard += 1;
        if (isCancelled) abort.abort();
      },
      abort.signal,
    );
    try {
      return { end: Object.keys((await asked) as object).join(), heard };
    } catch (error) {
      return { end: (error as Error).name, heard };
    }
  }, cancelled);
}

test('a further question is answered piece by piece, and can be cancelled', async ({ page }) => {
  const calculator = await opened(page);
  const whole = await inquire(page, false);
  expect(whole.end).toBe('ok,reply');
  expect(whole.heard).toBeGreaterThan(3);
  const cancelled = await inquire(page, true);
  expect(cancelled).toEqual({ end: 'Overtaken', heard: 1 });
  const log = await page.evaluate(() => window.gate.log);
  expect(log.at(-1)).toBe(String(log.at(-2)).replace('ask', 'drop'));
  await calculator.expectNewCost(() => calculator.box('agent_call', 'times').fill('9'));
});

test('a change of what is entered overtakes a further question', async ({ page }) => {
  const calculator = await opened(page);
  await set(page, { hold: true });
  const asked = inquire(page, false);
  await expect.poll(() => page.evaluate(() => window.gate.log.length)).toBeGreaterThan(2);
  await calculator.expectNewCost(() => calculator.box('agent_call', 'times').fill('9'));
  expect((await asked).end).toBe('Overtaken');
});

test('the quote of the element is heard of once, complete', async ({ page }) => {
  await Calculator.open(page);
  const stages = await page.evaluate(async () => {
    const element = document.createElement('credit-calculator');
    const heard: string[] = [];
    const first = new Promise<void>((resolve) => {
      element.addEventListener('quote', (event) => {
        heard.push((event as CustomEvent<Quote>).detail.stage);
        resolve();
      });
    });
    element.setAttribute('book', './books/acme.json');
    document.body.append(element);
    await first;
    return heard;
  });
  expect(stages).toEqual(['complete']);
});
