import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Calculator } from './calculator.ts';

const section = (page: Page) => page.locator('credit-rules');

async function read(page: Page, address: string): Promise<Locator> {
  await Calculator.start(page, address);
  return opened(page);
}

async function opened(page: Page): Promise<Locator> {
  const rules = section(page);
  await rules.getByRole('heading', { name: 'How this price book works' }).click();
  await expect(rules.locator('[data-part="months"]')).toBeVisible();
  return rules;
}

async function everyRule(page: Page): Promise<Locator> {
  const calculator = await Calculator.open(page);
  await calculator.use('every-rule.json');
  await expect(page).toHaveTitle(/^Every rule/);
  return opened(page);
}

/** What is said of an offer in a part: the sentences below its name. */
function said(rules: Locator, part: string, name: string): Locator {
  const is = rules.page().getByText(name, { exact: true });
  return rules.locator(`[data-part="${part}"] dl > div`).filter({ has: is }).locator('dd');
}

/** Written by hand from what the price book of the test says. */
const COUNTED: Record<string, readonly string[]> = {
  clip: [
    'One use costs 5 credits for each second.',
    'Each use is rounded up to the next whole credit.',
    '“Length” is from 1 to 60 seconds.',
    'Only what succeeds is charged.',
    '3 uses a month are free.',
    'Example: one use (Length 10 seconds) costs 50 credits.',
  ],
  poster: [
    'the number for “Format” in the table “size”, for each started 25 prints',
    '3 credits if “Frame” is on',
    'Not each use but the month’s sum is rounded to the nearest 0.5.',
    'Example: one use (Format Small; Copies 40 prints; Frame on) costs 5 credits.',
  ],
  call: [
    'A month costs the price of “Calls” by the tiers “calls”, each part at its own tier’s price.',
    'rounded to the nearest 0.5 (a half to the even one)',
    'Example: one use in a month (Calls 1 call) costs 6 credits.',
  ],
  film: [
    'At first:',
    'One use costs “Length”, but at least 5, but at most 90.',
    'From 1 Jun 2027 on:',
    'One use costs “Length” times 2, but at least 5.',
    'Only on Pro.',
    'Example: one use on Pro (Length 12 minutes) costs 12 minutes of film.',
  ],
  set: ['as much as “Clip” with “Length” being 20', '2 times as much as “Poster”', 'costs 110 credits'],
};

test('each way of counting credits is told, with an example the engine worked out', async ({ page }) => {
  const rules = await everyRule(page);
  for (const [feature, sentences] of Object.entries(COUNTED)) {
    for (const sentence of sentences)
      await expect(rules.locator(`[data-feature="${feature}"]`)).toContainText(sentence);
  }
  await expect(rules.getByRole('region', { name: 'Table “size”' }).locator('tbody tr')).toHaveText([
    /Small\s*1/,
    /Large\s*2\.5/,
  ]);
  await expect(rules.getByRole('region', { name: 'Tiers “calls”' }).locator('tbody tr')).toHaveText([
    /up to 100\s*1\s*5/,
    /all above\s*0\.5\s*0/,
  ]);
});

const AFTER: readonly [part: string, name: string, sentences: readonly string[]][] = [
  ['buying', 'As you go', ['A month costs at most $400.00.']],
  ['buying', 'Welcome', ['Given to new customers on the first day.']],
  ['buying', 'Team', ['editor: 1 in the plan’s own price, at least 2 paid for, and at most 9.']],
  [
    'buying',
    'More',
    [
      'Bought beside a plan and renewed with each term.',
      'A customer can have 4 of it at a time.',
      'Only while Pro is active.',
    ],
  ],
  [
    'buying',
    'Pack',
    [
      '2 to 5 can be bought at once.',
      'A customer can buy it 10 times.',
      'It can be bought 2 times a month.',
      'On sale from 1 Nov 2026 on and before 1 Feb 2027.',
      'A fee of 5.5%, at least $0.80, is added to the price.',
    ],
  ],
  [
    'buying',
    'Refill',
    [
      'Sold in steps of 100 credits, from 200 credits to 2,000 credits.',
      'From 1,000 credits on, 10% more are given free.',
      'Only while Pro is active.',
    ],
  ],
  ['expiry', 'Welcome', ['Credits can be used on the day on which they come and for 30 days after it.']],
  [
    'expiry',
    'Pro',
    [
      '2,500 credits each month stay as long as the plan is active.',
      'At most 500 credits roll over into the next month; the oldest beyond are lost.',
      'What rolled over is used before what is new.',
      'They are lost when the plan ends.',
      '60 minutes of film each month can be used for 3 months (those of a 5th up to and including the 5th).',
      'Rolled-over and new ones together are at most 150 minutes of film.',
      'What rolled over is used after what is new.',
      'They stay when the plan ends.',
      '5 credits each day (at most 100 credits a month) can be used on the day on which they come, and not longer.',
      'They pay for Clip only.',
      '40 credits at the start of each paid term (if paid a year) can be used until the last day of the paid term.',
      'They are lost when the plan or add-on ends.',
    ],
  ],
  [
    'expiry',
    'Team',
    [
      'Credits stay as long as the plan is active.',
      'Of what a month leaves unused 50% roll over.',
      'What rolled over is used before what is new.',
      'They are lost when the plan ends.',
    ],
  ],
  ['expiry', 'Plain', ['Credits can be used until the day before the next weekly ones come.']],
  [
    'expiry',
    'Hard, Growth, and More',
    ['Credits can be used until the day before the plan’s next month begins.', 'Nothing rolls over.'],
  ],
  ['expiry', 'Frozen', ['Credits never expire.', 'Without a plan they cannot be used.']],
  [
    'expiry',
    'Refill',
    [
      'Credits can be used for 12 months (those of a 5th up to and including the 5th).',
      'They are lost without Pro.',
    ],
  ],
  [
    'zero',
    'Pro',
    [
      'Whenever the balance falls to 100 credits, the offer Refill is bought.',
      'Each time as much is bought as lifts the balance to 500 credits.',
      'At most 3 times a month.',
      'At most $60.00 a month.',
    ],
  ],
  [
    'zero',
    'Team',
    [
      '$0.04 for each credit beyond the balance, after use.',
      '10% are taken off.',
      'A month costs at least $20.00.',
      'Use stops at 1,500 credits a month beyond the balance.',
    ],
  ],
  [
    'zero',
    'Calm',
    [
      'It goes on for nothing in a slow or free mode. For whom that is not good enough:',
      'What goes beyond the balance is charged after use, by As you go.',
    ],
  ],
  ['zero', 'Plain', ['The customer is moved to Pro at once.']],
  ['zero', 'Hard', ['Use stops.']],
  [
    'zero',
    'Tiered',
    [
      'What goes beyond is charged after use, all of the month’s credits at the price of the tier reached: up to 1,000: $0.05; all above: $0.04.',
      'A month costs at least $100.00; what exceeds it is multiplied by 1.2.',
    ],
  ],
  ['zero', 'Without a plan', ['The balance goes below 0, and the next credits pay for it.']],
];

test('buying, expiry and what happens at zero are told of each offer', async ({ page }) => {
  const rules = await everyRule(page);
  for (const [part, name, sentences] of AFTER) {
    await expect(said(rules, part, name), `${part}: ${name}`).toHaveText([...sentences]);
  }
  const sold = rules.locator('[data-part="buying"] tbody tr');
  await expect(sold.filter({ hasText: 'editor' })).toContainText('$15.00 for each editor a month');
  await expect(sold.filter({ hasText: 'Calm' })).toContainText('filled up to 80 credits each month');
  await expect(sold.filter({ hasText: 'Plain' })).toContainText('10 credits each Saturday');
  await expect(sold.filter({ hasText: 'Refill' })).toContainText('$3.40 for each 100 credits');
});

test('the order of use is told as the wallet keeps it, and what a month is', async ({ page }) => {
  const rules = await everyRule(page);
  const lists = rules.locator('[data-part="order"] ol');
  await expect(lists.first().locator('li')).toHaveText([
    'the order that the price book gives its credits (below)',
    'what expires soonest first, what never expires last',
    'what was paid least for first',
    'the largest grant first',
    'the oldest first',
  ]);
  await expect(lists.last().locator('li')).toHaveText([
    'Pro (for some features only) and Plain',
    'Pro, Team, Calm, Hard, Growth, and More',
    'Welcome, Pack, Frozen, and Refill',
  ]);
  const months = rules.locator('[data-part="months"]');
  for (const sentence of [
    'A month is a calendar month.',
    'A month after the 31st of January is the 3rd of March, or the 2nd in a leap year.',
    'A short first month costs and grants its share by days.',
    'can still be used on the day of expiry',
    'Prices include tax.',
  ])
    await expect(months).toContainText(sentence);
  await expect(rules).toContainText('One type never pays for another: credits and minutes of film.');
});

test('shipped price books say what the vendors’ own pages say', async ({ page }) => {
  let rules = await read(page, './?book=./books/runway.json');
  await expect(said(rules, 'expiry', 'Standard, Pro, and Unlimited')).toHaveText([
    'Credits can be used until the day before the plan’s next month begins.',
    'Nothing rolls over.',
  ]);
  await expect(said(rules, 'expiry', 'Basic and Extra credits')).toHaveText(['Credits never expire.']);
  await expect(said(rules, 'zero', 'Unlimited')).toContainText(['slow or free mode', 'Use stops.']);
  rules = await read(page, './?book=./books/midjourney.json');
  await expect(said(rules, 'expiry', 'Extra Fast hours')).toHaveText([
    'Fast minutes never expire.',
    'Without Basic, Standard, Pro, or Mega they cannot be used.',
  ]);
  rules = await read(page, './?book=./books/lovable.json');
  await expect(said(rules, 'expiry', 'Pro')).toHaveText([
    '5 credits each day (at most 150 credits used a month) can be used on the day on which they come, and not longer.',
    'They pay for Message in plan mode, Message in agent mode, and Try to fix only.',
    'Credits each month stay as long as the plan is active.',
    'What is unused rolls over.',
    'What rolled over is used before what is new.',
    'They are lost when the plan ends.',
  ]);
  rules = await read(page, './?book=./books/visionstory.json');
  await expect(rules).toContainText('This price book sells nothing; it only counts.');
  rules = await read(page, './?book=./books/piktochart.json');
  await expect(rules.locator('[data-feature="studio_image"]')).toContainText('One use costs 25 credits.');
});

test('long books can be searched, and another price book is read anew', async ({ page }) => {
  const rules = await read(page, './');
  const avatar = rules.locator('[data-feature="avatar"]');
  await expect(avatar).toBeHidden();
  await rules.getByRole('searchbox', { name: 'Find a feature' }).fill('avatar');
  await expect(avatar).toBeVisible();
  await expect(rules.getByText('1 feature', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
  await expect(rules.locator('[data-feature="explore_clip"]')).toBeVisible();
});

test('prices are those of the currency that is chosen', async ({ page }) => {
  const calculator = await Calculator.open(page);
  await calculator.use('two-types.json');
  const rules = await opened(page);
  await expect(rules.locator('[data-part="buying"] tbody')).toContainText('$');
  await page.locator('[data-input="currency"]').getByText('EUR').click();
  await expect(rules.locator('[data-part="buying"] tbody')).toContainText('€');
});

test('what is open of the rules is printed, and nothing of them before', async ({ page }) => {
  await Calculator.open(page, './?book=./books/runway.json');
  await page.emulateMedia({ media: 'print' });
  await expect(section(page)).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  const rules = await opened(page);
  await page.emulateMedia({ media: 'print' });
  await expect(rules.locator('[data-feature="clip"]')).toBeVisible();
  await expect(rules.locator('[data-part="zero"]')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`accessible and nothing sticks out, ${colorScheme}, on a small phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await everyRule(page);
    await section(page).locator('[data-part="order"]').scrollIntoViewIfNeeded();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual(
      [],
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}
